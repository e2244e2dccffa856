package vn.congvan.server;

/**
 * What the whole node is told about itself.
 *
 * @param name the node's name, written into histories and statuses as evidence ({@code CONGVAN_NODE})
 * @param demo true in the demo profile: sample data, demo accounts, and plain HTTP on loopback
 *        ({@code CONGVAN_PROFILE=demo})
 * @param maxPackageBytes the largest package taken over any protocol, in bytes ({@code CONGVAN_MAX_PACKAGE_BYTES})
 * @param callsPerSecond how many calls a second each connected system may make over time ({@code CONGVAN_RATE_PER_SECOND})
 * @param callsAtOnce how many calls each may make at once after a pause ({@code CONGVAN_RATE_BURST})
 */
public record NodeSettings(String name, boolean demo, long maxPackageBytes, int callsPerSecond, int callsAtOnce) {}
