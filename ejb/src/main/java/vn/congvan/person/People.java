package vn.congvan.person;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/**
 * The door of room {@code person}. Rights are not roles of the container: they follow from the posts that a person holds
 * at organizations, and doors of other rooms take them as the organizations they serve.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class People {

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

    /** The organizations whose deliveries this person may see: states and metadata, not content. */
    public Set<UUID> visibleOrganizations(Person person) {
        return person.posts().stream().filter(post -> post.role().seesDeliveries()).map(Post::organizationId)
                .collect(Collectors.toUnmodifiableSet());
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
     * Opens an account of the demo directory, with posts held from today on. Does nothing when that name is taken.
     *
     * @return whether the account was opened
     */
    public boolean createDemoUser(String userName, String displayName, String password, Collection<Post> posts) {
        return accounts.create(normalized(userName), displayName, passwords.hash(password), posts);
    }

    private static String normalized(String userName) {
        return userName.strip().toLowerCase(Locale.ROOT);
    }
}
