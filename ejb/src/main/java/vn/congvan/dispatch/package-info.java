/**
 * Carries what is due: hears the doorbell, claims rows, has them carried, records what came of it, and tries again.
 *
 * <p>Level 4. Door: {@link vn.congvan.dispatch.Dispatch}. Listeners take no part in any transaction of the broker: a bell
 * that is heard twice, or not at all, changes nothing, because the claim on the row decides. The sweep rings again for rows
 * that lie due although their bell must have rung; that is also how a crash heals.
 */
package vn.congvan.dispatch;
