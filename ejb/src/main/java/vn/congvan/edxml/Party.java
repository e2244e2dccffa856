package vn.congvan.edxml;

import java.util.Optional;
import vn.congvan.document.OrganizationCode;

/**
 * An organization as a package names it ({@code From}, {@code To}). Every text is trimmed and never {@code null}; empty
 * means absent.
 *
 * @param organId its code (mã định danh) as written
 * @param organizationInCharge the organization above it (đơn vị chủ quản)
 * @param organName its name
 * @param organAdd its address
 * @param email e-mail address
 * @param telephone telephone number
 * @param fax fax number
 * @param website web address
 */
public record Party(String organId, String organizationInCharge, String organName, String organAdd, String email,
        String telephone, String fax, String website) {

    /** Nobody: what a package without {@code From} has. */
    public static final Party NONE = new Party("", "", "", "", "", "", "", "");

    public Party {
        organId = WireText.field(organId);
        organizationInCharge = WireText.field(organizationInCharge);
        organName = WireText.field(organName);
        organAdd = WireText.field(organAdd);
        email = WireText.field(email);
        telephone = WireText.field(telephone);
        fax = WireText.field(fax);
        website = WireText.field(website);
    }

    /** The organization with that code and name. */
    public static Party of(OrganizationCode code, String name) {
        return new Party(code.value(), "", name, "", "", "", "", "");
    }

    /** The code, when what is written is one. */
    public Optional<OrganizationCode> code() {
        return OrganizationCode.parse(organId);
    }

    public boolean isEmpty() {
        return equals(NONE);
    }
}
