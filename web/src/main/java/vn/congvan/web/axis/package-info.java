/**
 * The axis REST protocol ({@code /axis}) as the SDKs 2.0.1 and 2.0.0 speak it: systems that use one of them today come
 * here with nothing changed but the address.
 *
 * <p>Translation only. Parameters travel as HTTP headers that are signed together; the servlet verifies the signature over
 * the received bytes, takes every parameter from what was signed, calls a door, and writes the answer in the few forms
 * that the SDKs can read. What those forms are, and why, stands at the classes that write them; the page for integrators
 * is {@code docs/integrators-axis.md}.
 */
package vn.congvan.web.axis;
