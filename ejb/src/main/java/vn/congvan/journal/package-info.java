/**
 * Who did what when, and what was refused.
 *
 * <p>Level 5. Door: {@link vn.congvan.journal.Journal}. A refused request leaves one line here and nothing anywhere else;
 * the lines are searchable and kept for a limited time.
 */
package vn.congvan.journal;
