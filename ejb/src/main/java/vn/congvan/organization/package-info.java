/**
 * Who there is: organizations with their codes, aliases, parents and successors, and the document systems that connect
 * for them, with their credentials and scopes.
 *
 * <p>Level 1. Door: {@link vn.congvan.organization.OrganizationDirectory}. Every room that meets a code asks here whose
 * it is and by which line that organization is reached; every protocol asks here who is calling. Secrets leave this room
 * never: it compares them itself.
 */
package vn.congvan.organization;
