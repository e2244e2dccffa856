/** A little application that tells what it finds in the configured server; deployed by {@code ConfiguredServerIT}. */
package vn.congvan.node.probe;
