/**
 * Tests that run inside the server: what only there can be seen and done, such as a row that is recorded while nobody rings.
 *
 * <p>Arquillian deploys the built EAR with the tests added ({@link vn.congvan.systemtest.inside.TestedApplication}) on a
 * node of its own. A test stands in the package of the room it is about, and in the room's module, so that it can use what
 * the room keeps to itself.
 */
package vn.congvan.systemtest.inside;
