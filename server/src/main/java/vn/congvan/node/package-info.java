/**
 * Starts and stops a node: a PostgreSQL and a WildFly in processes of their own, under one home folder.
 *
 * <p>The run command, the system tests and the bench all start nodes through this package, so that what is tested and
 * measured is what a newcomer gets. It stands outside the application and knows it only by its environment variables, its
 * ports and its files.
 */
package vn.congvan.node;
