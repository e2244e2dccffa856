/**
 * Asks others over the network what concerns signatures: authorities for time stamps. The one room from which
 * such a question leaves the node, so that there is one list of whom it may ask, one proxy, and one patience.
 *
 * <p>Level 2. Door: {@link vn.congvan.online.Online}. It reads of an answer no more than where the part begins that was asked for; what that part is worth is
 * for worker processes to say.
 */
package vn.congvan.online;
