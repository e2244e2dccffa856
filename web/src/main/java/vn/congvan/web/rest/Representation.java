package vn.congvan.web.rest;

/** What is written as JSON by {@link RepresentationWriter}: records whose components are the members of the object. */
interface Representation {}
