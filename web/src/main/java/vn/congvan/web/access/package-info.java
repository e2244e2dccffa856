/**
 * Who is at the door and over which connection: the same answer for every protocol.
 *
 * <p>Systems prove themselves with HTTP Basic or a client certificate; persons log in at the desk. Outside the demo
 * profile on loopback nothing that carries a credential is answered without TLS. Systems that call too often, and whoever
 * tries secrets, are told to wait.
 */
package vn.congvan.web.access;
