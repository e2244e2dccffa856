/**
 * Who works here: users, the posts they hold at which organization, and what those posts let them read.
 *
 * <p>Level 1. Door: {@link vn.congvan.person.People}. Every page asks here who is at the keyboard and for which
 * organizations that person may see deliveries or open content; the rooms that hold these take the answer as the set of
 * organizations they serve. Passwords come in and never go out: this room compares them itself.
 */
package vn.congvan.person;
