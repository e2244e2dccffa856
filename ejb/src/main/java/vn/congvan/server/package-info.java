/**
 * Wiring: the clock, the settings read from the environment and checked at start, migrations, schedules, health.
 *
 * <p>Level 6. The only room that reads the environment. Every other room gets its settings from here as one record of its
 * own; a value that is missing or wrong stops the deployment with a sentence that names it.
 */
package vn.congvan.server;
