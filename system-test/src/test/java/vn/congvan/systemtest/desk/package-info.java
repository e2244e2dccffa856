/** The desk as a person meets it: with a browser, a keyboard, and sometimes without good intentions. */
package vn.congvan.systemtest.desk;
