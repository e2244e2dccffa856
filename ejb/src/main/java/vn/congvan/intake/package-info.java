/**
 * A document or status arrives: read, checked, recorded, promised.
 *
 * <p>Level 4. Door: {@link vn.congvan.intake.Intake}. Reads the package (room {@code edxml}) and asks the directory who may
 * send for whom, outside any transaction; then one short transaction records it. What is answered OK is on the disk, bytes
 * and rows; what is refused leaves no trace but a line in the log of refused requests.
 */
package vn.congvan.intake;
