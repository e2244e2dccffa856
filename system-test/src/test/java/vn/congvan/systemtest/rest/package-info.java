/** REST and JSON at {@code /api/v1}, as a system meets it that starts today: with nothing but an HTTP client. */
package vn.congvan.systemtest.rest;
