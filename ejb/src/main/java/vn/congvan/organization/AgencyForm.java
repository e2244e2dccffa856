package vn.congvan.organization;

import vn.congvan.document.OrganizationCode;

/**
 * What a connecting system says of an agency that it registers under its own root.
 *
 * @param parentCode the parent's code, empty for the root of the system's scope
 */
public record AgencyForm(OrganizationCode code, String parentCode, String name, String email, String telephone,
        String fax) {}
