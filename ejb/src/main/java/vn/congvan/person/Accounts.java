package vn.congvan.person;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
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

    /** Opens an account, unless there is one of that name, open or closed. */
    boolean create(String userName, String displayName, String passwordHash, Collection<Post> posts) {
        if (!entities.createQuery("select a.id from UserAccount a where a.userName = :name", UUID.class)
                .setParameter("name", userName).getResultList().isEmpty()) {
            return false;
        }
        UserAccount account = new UserAccount();
        account.id = TimeOrderedId.next(clock);
        account.userName = userName;
        account.displayName = displayName;
        account.passwordHash = passwordHash;
        account.active = true;
        account.createdAt = clock.instant();
        entities.persist(account);
        // the posts' rows refer to this one, which the entities do not know
        entities.flush();
        for (Post post : posts) {
            HeldPost held = new HeldPost();
            held.id = TimeOrderedId.next(clock);
            held.userId = account.id;
            held.organizationId = post.organizationId();
            held.role = post.role();
            held.validFrom = today();
            entities.persist(held);
        }
        return true;
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
        return new Person(account.id, account.userName, account.displayName, posts);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), VIETNAM);
    }
}
