package vn.congvan.edxml;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The clerk to turn to (văn thư; {@code StaffInfo}).
 *
 * @param department name of the department
 * @param departmentId its code
 * @param staff the clerk's name
 * @param staffId the clerk's code
 * @param email e-mail address
 * @param mobile mobile number
 */
public record Staff(String department, String departmentId, String staff, String staffId, String email,
        String mobile) {

    public static final Staff NONE = new Staff("", "", "", "", "", "");

    public Staff {
        department = WireText.field(department);
        departmentId = WireText.field(departmentId);
        staff = WireText.field(staff);
        staffId = WireText.field(staffId);
        email = WireText.field(email);
        mobile = WireText.field(mobile);
    }

    public boolean isEmpty() {
        return equals(NONE);
    }

    /** Who it was, in one line: the name, then the department. */
    public String label() {
        return Stream.of(staff, department).filter(text -> !text.isEmpty()).collect(Collectors.joining(", "));
    }
}
