package vn.congvan.document;

import java.util.UUID;

/** Somebody who says who at an organization handles what came in (NĐ 30/2020, Điều 23). */
public record AssigningLeader(UUID organizationId, String userName, String displayName) implements ActingPerson {}
