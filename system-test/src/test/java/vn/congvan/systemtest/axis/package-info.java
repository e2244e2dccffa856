/**
 * The axis REST protocol from outside: a client of our own that puts on the wire byte for byte what the SDKs 2.0.1 and
 * 2.0.0 put there, and reads answers by the same rules, mistakes included.
 */
package vn.congvan.systemtest.axis;
