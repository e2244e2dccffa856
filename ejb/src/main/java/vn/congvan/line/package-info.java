/**
 * Carries one package or one status over one line and says what came of it: ready, delivered, refused, unreachable.
 *
 * <p>Level 3. Door: {@link vn.congvan.line.Lines}. Called outside any transaction, because a partner may be slow. Which line
 * it is follows from the directory at the moment of carrying, so an organization that changes its line changes it for what
 * is under way, too.
 */
package vn.congvan.line;
