package vn.congvan.person;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;

import vn.congvan.document.TimeOrderedId;

/** The rows of this room; every method is one short transaction, and no password is hashed inside one. */
@ApplicationScoped
@Transactional
class Accounts {

    /** Posts are held by days, as the calendar on the wall counts them. */
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

    @PersistenceContext(unitName = "congvan")
    EntityManager entities;
    @Inject
    Clock clock;

    /** The password hash of the open account of that name. */
    Optional<String> passwordHash(String userName) {
        return account(userName, LockModeType.NONE).map(account -> account.passwordHash);
    }

    /** Takes note of a right password. Empty when the account is locked, or was closed meanwhile. */
    Optional<Person> succeeded(String userName) {
        return account(userName, LockModeType.PESSIMISTIC_WRITE).filter(account -> !account.isLockedAt(clock.instant()))
                .map(account -> {
                    account.forgetFailures();
                    return person(account);
                });
    }

    /** Takes note of a wrong password. While an account is locked, guesses do not prolong it. */
    void failed(String userName) {
        Instant now = clock.instant();
        account(userName, LockModeType.PESSIMISTIC_WRITE).filter(account -> !account.isLockedAt(now))
                .ifPresent(account -> account.countFailure(now));
    }

    /** The person with an open account of that name. */
    Optional<Person> find(String userName) {
        return account(userName, LockModeType.NONE).map(this::person);
    }

    /** Who holds one of these roles at that organization today, with an open account, by display name. */
    List<Person> holders(UUID organizationId, Set<Role> roles) {
        return entities
                .createQuery("""
                             select distinct a from UserAccount a, HeldPost p where p.userId = a.id and a.active
                              and p.organizationId = :organization and p.role in :roles and p.validFrom <= :today
                              and (p.validTo is null or p.validTo >= :today) order by a.displayName, a.userName""",
                        UserAccount.class)
                .setParameter("organization", organizationId).setParameter("roles", roles)
                .setParameter("today", today()).getResultList().stream().map(this::person).toList();
    }

    /** Whether there is an account of that name, open or closed. */
    boolean exists(String userName) {
        return any(userName).isPresent();
    }

    /** Opens the account with {@code first}, or makes the one that is there follow the entry; its password stays. */
    void establish(String userName, AccountEntry entry, Optional<FirstPassword> first) {
        UserAccount account = any(userName).orElseGet(() -> open(userName, first.orElseThrow()));
        account.displayName = entry.displayName();
        account.active = entry.active();
        // the posts' rows refer to this one, which the entities do not know
        entities.flush();
        entry.posts().forEach(post -> hold(account, post));
    }

    private UserAccount open(String userName, FirstPassword first) {
        UserAccount account = new UserAccount();
        account.id = TimeOrderedId.next(clock);
        account.userName = userName;
        account.displayName = "";
        account.passwordHash = first.hash();
        account.mustChangePassword = first.toBeChanged();
        account.createdAt = clock.instant();
        entities.persist(account);
        return account;
    }

    /** Posts that are held or to come are followed; one that is over stays over, and another begins today. */
    private void hold(UserAccount account, AccountEntry.PostEntry entry) {
        LocalDate today = today();
        Optional<HeldPost> held = entities.createQuery("select p from HeldPost p where p.userId = :user"
                + " and p.organizationId = :organization and p.role = :role"
                + " and (p.validTo is null or p.validTo >= :today) order by p.validFrom desc", HeldPost.class)
                .setParameter("user", account.id).setParameter("organization", entry.post().organizationId())
                .setParameter("role", entry.post().role()).setParameter("today", today).setMaxResults(1)
                .getResultStream().findFirst();
        if (held.isPresent()) {
            HeldPost post = held.get();
            // a post is held for a day at least
            post.validTo = entry.until().map(until -> until.isBefore(post.validFrom) ? post.validFrom : until)
                    .orElse(null);
        } else if (entry.until().isEmpty() || !entry.until().get().isBefore(today)) {
            HeldPost post = new HeldPost();
            post.id = TimeOrderedId.next(clock);
            post.userId = account.id;
            post.organizationId = entry.post().organizationId();
            post.role = entry.post().role();
            post.validFrom = today;
            post.validTo = entry.until().orElse(null);
            entities.persist(post);
        }
    }

    /** Puts {@code newHash} in the place of {@code oldHash}; false when another change was faster. */
    boolean changePassword(String userName, String oldHash, String newHash) {
        Optional<UserAccount> account = account(userName, LockModeType.PESSIMISTIC_WRITE)
                .filter(found -> found.passwordHash.equals(oldHash));
        account.ifPresent(found -> {
            found.passwordHash = newHash;
            found.mustChangePassword = false;
            found.passwordVersion++;
        });
        return account.isPresent();
    }

    private Optional<UserAccount> any(String userName) {
        return entities.createQuery("select a from UserAccount a where a.userName = :name", UserAccount.class)
                .setParameter("name", userName).getResultStream().findFirst();
    }

    private Optional<UserAccount> account(String userName, LockModeType lock) {
        return entities
                .createQuery("select a from UserAccount a where a.userName = :name and a.active", UserAccount.class)
                .setParameter("name", userName).setLockMode(lock).getResultList().stream().findFirst();
    }

    private Person person(UserAccount account) {
        List<Post> posts = entities.createQuery("select p from HeldPost p where p.userId = :user"
                + " and p.validFrom <= :today and (p.validTo is null or p.validTo >= :today)"
                + " order by p.validFrom, p.id", HeldPost.class).setParameter("user", account.id)
                .setParameter("today", today()).getResultList().stream()
                .map(held -> new Post(held.organizationId, held.role))
                .distinct().toList();
        return new Person(account.id, account.userName, account.displayName, posts, account.mustChangePassword,
                account.passwordVersion);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), VIETNAM);
    }
}
