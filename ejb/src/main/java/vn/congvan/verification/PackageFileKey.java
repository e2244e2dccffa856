package vn.congvan.verification;

import java.io.Serializable;
import java.util.UUID;

/** Names a file by its package and its place there; Hibernate makes it and sets its fields. */
record PackageFileKey(UUID packageId, int position) implements Serializable {}
