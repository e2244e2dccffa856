/**
 * The command line: what integrators and administrators need where no node runs. Each command is a class of its own under
 * {@link vn.congvan.tools.Tools}; it decides nothing that the rooms of a node do not decide, and prints for machines.
 */
package vn.congvan.tools;
