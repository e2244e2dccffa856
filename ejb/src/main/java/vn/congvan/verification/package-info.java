/**
 * Looks into the files of the packages that were taken over, and keeps what was found beside them.
 *
 * <p>Level 3. Door: {@link vn.congvan.verification.Verification}. Intake does not wait for it: a doorbell rings after each take-over, the claim
 * on the package's row decides who looks, and the sweep rings again for what was overlooked, as in room {@code dispatch}.
 */
package vn.congvan.verification;
