/** The SOAP contract from outside: with the client that {@code wsimport} makes, and with bytes that no client would send. */
package vn.congvan.systemtest.soap;
