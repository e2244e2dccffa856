package vn.congvan.person;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of {@code user_account}. */
@Entity
@Table(name = "user_account")
class UserAccount {

    @Id
    UUID id;
    @Column(name = "user_name")
    String userName;
    @Column(name = "display_name")
    String displayName;
    @Column(name = "password_hash")
    String passwordHash;
    @Column(name = "must_change_password")
    boolean mustChangePassword;
    @Column(name = "password_version")
    int passwordVersion;
    boolean active;
    @Column(name = "failed_logins")
    int failedLogins;
    @Column(name = "locked_until")
    Instant lockedUntil;
    @Column(name = "created_at")
    Instant createdAt;

    UserAccount() {
        // for the persistence provider
    }

    boolean isLockedAt(Instant now) {
        return lockedUntil != null && now.isBefore(lockedUntil);
    }

    void countFailure(Instant now) {
        failedLogins++;
        LoginLock.until(failedLogins, now).ifPresent(until -> lockedUntil = until);
    }

    void forgetFailures() {
        failedLogins = 0;
        lockedUntil = null;
    }
}
