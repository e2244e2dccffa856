package vn.congvan.web.axis;

import jakarta.servlet.http.HttpServletRequest;

import vn.congvan.organization.ConnectedSystem;

/** A call whose signature was right. */
record Call(HttpServletRequest request, ConnectedSystem caller, AxisParameters parameters) {}
