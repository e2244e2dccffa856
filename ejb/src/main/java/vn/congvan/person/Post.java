package vn.congvan.person;

import java.io.Serializable;
import java.util.UUID;

/** A post (chức danh): a role at an organization. One person may hold several (kiêm nhiệm). */
public record Post(UUID organizationId, Role role) implements Serializable {}
