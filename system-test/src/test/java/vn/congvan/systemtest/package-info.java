/**
 * The node from outside. {@link vn.congvan.systemtest.NodeExtension} starts one node for all suites of a run; suites that
 * kill theirs start their own. Nothing here knows a class of the application: what it says over the wire, and what stands
 * in its tables and folders, is what counts.
 */
package vn.congvan.systemtest;
