/**
 * The numbered registers of an organization (sổ đăng ký văn bản): numbers are given in the transaction that registers, so that no failure and no
 * two clerks at once leave a hole or a double; what was entered is never deleted.
 *
 * <p>Level 1. Door: {@link vn.congvan.register.Registers}. Rules: NĐ 30/2020/NĐ-CP, Điều 15 and 22, Phụ lục IV.
 */
package vn.congvan.register;
