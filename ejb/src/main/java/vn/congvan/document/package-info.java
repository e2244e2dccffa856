/**
 * The nouns of the house as values that cannot be wrong: identities, codes, kinds, refusals.
 *
 * <p>Level 0: knows the JDK and nothing else. Every other room speaks in these words; what a word means is said here
 * once. No entity, no transaction, no clock.
 */
package vn.congvan.document;
