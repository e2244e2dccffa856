/**
 * Measures what one accept costs: a node and a bare server, each in a process of its own, are sent the same bytes in the
 * same rounds, and what the kernel says of their processor time is divided by the number of accepts.
 */
package vn.congvan.bench;
