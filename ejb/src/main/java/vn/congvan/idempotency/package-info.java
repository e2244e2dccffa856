/**
 * Remembers what a request was answered that its caller gave a name ({@code Idempotency-Key}), so that asking again under
 * that name is answered the same.
 *
 * <p>Level 2. Door: {@link vn.congvan.idempotency.IdempotencyKeys}. Intake takes the same package only once without it; a
 * request that the node turns into a package itself needs it, because the package would be written anew.
 */
package vn.congvan.idempotency;
