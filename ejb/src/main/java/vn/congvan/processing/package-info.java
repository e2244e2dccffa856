/**
 * What an organization does with what came in for it: takes it on by entering it into its register, or gives it back with a reason,
 * says who handles it, and completes it. The sender hears of each step by itself.
 *
 * <p>Level 4. Door: {@link vn.congvan.processing.Processing}. Rules: NĐ 30/2020/NĐ-CP, Điều 21 to 24.
 */
package vn.congvan.processing;
