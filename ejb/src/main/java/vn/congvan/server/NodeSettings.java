package vn.congvan.server;

/**
 * What the whole node is told about itself.
 *
 * @param name the node's name, written into histories and statuses as evidence ({@code CONGVAN_NODE})
 * @param demo true in the demo profile: sample data, demo accounts, and plain HTTP on loopback
 *        ({@code CONGVAN_PROFILE=demo})
 * @param maxPackageBytes the largest package taken over any protocol, in bytes ({@code CONGVAN_MAX_PACKAGE_BYTES})
 */
public record NodeSettings(String name, boolean demo, long maxPackageBytes) {}
