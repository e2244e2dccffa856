/**
 * Counts and measures for whoever watches over the node; they stand at {@code /metrics} on the management port.
 *
 * <p>Level 1. Door: {@link vn.congvan.metric.Metrics}. The only room that knows Micrometer. Names and labels are part of the
 * product: {@code docs/operations.md} lists them.
 */
package vn.congvan.metric;
