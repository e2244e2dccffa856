package vn.congvan.person;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

import vn.congvan.document.AssigningLeader;
import vn.congvan.document.NodeAdministrator;
import vn.congvan.document.OrganizationMember;
import vn.congvan.document.RegisterClerk;

/**
 * The door of room {@code person}. Rights are not roles of the container: they follow from the posts that a person holds
 * at organizations, and doors of other rooms take them as the organizations they serve.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class People {

    /** The fewest characters that a password has. */
    public static final int SHORTEST_PASSWORD = 12;
    /** The most characters that a password has. */
    public static final int LONGEST_PASSWORD = 256;

    @Inject
    Accounts accounts;
    @Inject
    Passwords passwords;

    /**
     * The person of that name, when the password is theirs and the account is open and not locked. The answer does not say
     * which of these failed, nor does the time it takes. After {@value LoginLock#FREE} failures in a row each further one
     * locks the account, for half a minute at first and a quarter of an hour at the most.
     */
    public Optional<Person> authenticate(String userName, String password) {
        String name = normalized(userName);
        Optional<String> hash = accounts.passwordHash(name);
        if (hash.isEmpty()) {
            passwords.compareWithNobodys(password);
            return Optional.empty();
        }
        if (passwords.matches(password, hash.get())) {
            return accounts.succeeded(name);
        }
        accounts.failed(name);
        return Optional.empty();
    }

    /** The person of that name as of now, while the account is open. */
    public Optional<Person> find(String userName) {
        return accounts.find(normalized(userName));
    }

    /**
     * The organizations whose deliveries this person may see: states and metadata, not content.
     *
     * @param watchedBy the organizations that an organization watches over, itself included: a supervisor there sees all of
     *        them, anybody else only the organization of the post
     */
    public Set<UUID> visibleOrganizations(Person person, Function<UUID, Set<UUID>> watchedBy) {
        return person.posts().stream().filter(post -> post.role().seesDeliveries())
                .flatMap(post -> post.role().watches()
                        ? watchedBy.apply(post.organizationId()).stream()
                        : Stream.of(post.organizationId()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Whether this person may see what the node turned away, of whichever system: who administers the node, or administers or
     * supervises at an organization that watches over others.
     *
     * @param supervising whether an organization does
     */
    public boolean seesRefusedRequests(Person person, Predicate<UUID> supervising) {
        return nodeAdministrator(person).isPresent()
                || person.posts().stream().filter(post -> post.role().overseesTheNode())
                        .anyMatch(post -> supervising.test(post.organizationId()));
    }

    /** The person as one who keeps the registers of that organization; nothing for everybody who does not. */
    public Optional<RegisterClerk> registerClerk(Person person, UUID organizationId) {
        return holds(person, organizationId, Role::keepsRegisters)
                ? Optional.of(new RegisterClerk(organizationId, person.userName(), person.displayName()))
                : Optional.empty();
    }

    /** The person as one who assigns what came in for that organization; nothing for everybody who does not. */
    public Optional<AssigningLeader> assigningLeader(Person person, UUID organizationId) {
        return holds(person, organizationId, Role::assignsWork)
                ? Optional.of(new AssigningLeader(organizationId, person.userName(), person.displayName()))
                : Optional.empty();
    }

    /** The person as one to whom that organization may give work; nothing for everybody else. */
    public Optional<OrganizationMember> member(Person person, UUID organizationId) {
        return holds(person, organizationId, Role::handlesWork)
                ? Optional.of(new OrganizationMember(organizationId, person.userName(), person.displayName()))
                : Optional.empty();
    }

    private static boolean holds(Person person, UUID organizationId, Predicate<Role> right) {
        return person.posts().stream()
                .anyMatch(post -> right.test(post.role()) && post.organizationId().equals(organizationId));
    }

    /** All to whom that organization may give work today, by their names. */
    public List<OrganizationMember> members(UUID organizationId) {
        return accounts.holders(organizationId,
                Arrays.stream(Role.values()).filter(Role::handlesWork).collect(Collectors.toUnmodifiableSet())).stream()
                .map(holder -> new OrganizationMember(organizationId, holder.userName(), holder.displayName()))
                .toList();
    }

    /** The person as one who may change what the whole node goes by; nothing for everybody who may not. */
    public Optional<NodeAdministrator> nodeAdministrator(Person person) {
        return person.posts().stream().anyMatch(post -> post.role().administersTheNode())
                ? Optional.of(new NodeAdministrator(person.userName()))
                : Optional.empty();
    }

    /**
     * The organizations of which this person may read all that was sent and received. A supervisor is never among them; a
     * specialist reads what is assigned, which is not answered here.
     */
    public Set<UUID> readableOrganizations(Person person) {
        return person.posts().stream().filter(post -> post.role().readsContent()).map(Post::organizationId)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Puts the person's own new password in the place of the old one. A wrong old one counts as a failed login.
     *
     * @param person who is logged in
     */
    public PasswordChange changePassword(Person person, String oldPassword, String newPassword) {
        if (newPassword.codePointCount(0, newPassword.length()) < SHORTEST_PASSWORD) {
            return PasswordChange.TOO_SHORT;
        }
        if (newPassword.length() > LONGEST_PASSWORD) {
            return PasswordChange.TOO_LONG;
        }
        if (normalized(newPassword).contains(person.userName())) {
            return PasswordChange.CONTAINS_USER_NAME;
        }
        Optional<String> hash = accounts.passwordHash(person.userName());
        if (hash.isEmpty() || authenticate(person.userName(), oldPassword).isEmpty()) {
            return PasswordChange.OLD_PASSWORD_WRONG;
        }
        if (passwords.matches(newPassword, hash.get())) {
            return PasswordChange.NOT_NEW;
        }
        return accounts.changePassword(person.userName(), hash.get(), passwords.hash(newPassword))
                ? PasswordChange.CHANGED
                : PasswordChange.OLD_PASSWORD_WRONG;
    }

    /** Whether there is an account of that name, open or closed. */
    public boolean isAccount(String userName) {
        return accounts.exists(normalized(userName));
    }

    /**
     * Hashes the password for a new account.
     *
     * @param toBeChanged whether its owner has to choose another at the first login
     */
    public FirstPassword firstPassword(String password, boolean toBeChanged) {
        return new FirstPassword(passwords.hash(password), toBeChanged);
    }

    /**
     * Opens an account, or makes what is known of it follow the entry; within the caller's transaction.
     *
     * @param first the password of an account that is new; of one that is known nothing is asked, and its password stays
     */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void establish(AccountEntry entry, Optional<FirstPassword> first) {
        accounts.establish(normalized(entry.userName()), entry, first);
    }

    private static String normalized(String userName) {
        return userName.strip().toLowerCase(Locale.ROOT);
    }
}
