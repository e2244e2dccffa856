/**
 * What an organization does with what came in for it: takes it on by entering it into its register, or gives it back with a reason. The
 * sender hears of either by itself.
 *
 * <p>Level 4. Door: {@link vn.congvan.processing.Processing}. Rules: NĐ 30/2020/NĐ-CP, Điều 21 and 22.
 */
package vn.congvan.processing;
