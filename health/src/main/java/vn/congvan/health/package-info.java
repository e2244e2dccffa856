/**
 * What the node says of itself at {@code /health/ready} on the management port.
 *
 * <p>Level 0, in a jar of its own in the EAR's {@code lib}: WildFly looks for the checks of an EAR there and not in its
 * modules. From there no module can be seen, so the checks ask {@link vn.congvan.health.NodeHealth} by its name; room
 * {@code server} answers.
 */
package vn.congvan.health;
