package vn.congvan.organization;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockTimeoutException;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PessimisticLockException;

import org.jboss.logging.Logger;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import vn.congvan.document.ErrorCode;
import vn.congvan.document.CertificateEnd;
import vn.congvan.document.OrganizationCode;
import vn.congvan.document.Refusal;

/** The door of room {@code organization}. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class OrganizationDirectory {

    private static final Logger LOG = Logger.getLogger(OrganizationDirectory.class);

    /** How long an organization that was read is believed; a closed code is noticed that late. */
    private static final Duration BELIEVED = Duration.ofSeconds(5);
    private static final Cache<String, Organization> BY_KEY = Caffeine.newBuilder().expireAfterWrite(BELIEVED)
            .maximumSize(20_000).build();
    private static final Cache<UUID, Organization> BY_ID = Caffeine.newBuilder().expireAfterWrite(BELIEVED)
            .maximumSize(20_000).build();

    @PersistenceContext(unitName = "congvan")
    EntityManager em;
    @Inject
    SystemRegister systems;
    @Inject
    Registration registration;
    @Inject
    Secrets secrets;

    /** The organization that {@code code} (current, former or alias) names. */
    public Optional<Organization> find(OrganizationCode code) {
        return Optional.ofNullable(find(List.of(code)).get(code));
    }

    /** The organizations that these codes name; a code that nobody has is not in the answer. */
    public Map<OrganizationCode, Organization> find(Collection<OrganizationCode> codes) {
        Map<OrganizationCode, Organization> found = new HashMap<>();
        Map<String, OrganizationCode> missing = new HashMap<>();
        for (OrganizationCode code : codes) {
            Organization known = BY_KEY.getIfPresent(code.key());
            if (known == null) {
                missing.put(code.key(), code);
            } else {
                found.put(code, known);
            }
        }
        if (!missing.isEmpty()) {
            em.createQuery("""
                           select k.codeKey, o from OrganizationCodeRow k, OrganizationRow o
                            where o.id = k.organizationId
                             and cast(sql('? = any(?)', k.codeKey, :keys) as Boolean) = true""", Object[].class)
                    // one array: a statement takes no more than 65,535 parameters
                    .setParameter("keys", missing.keySet().toArray(String[]::new)).getResultStream().forEach(pair -> {
                        Organization organization = ((OrganizationRow) pair[1]).organization();
                        BY_KEY.put((String) pair[0], organization);
                        found.put(missing.get(pair[0]), organization);
                    });
        }
        return found;
    }

    public Optional<Organization> byId(UUID id) {
        return Optional.ofNullable(BY_ID.get(id, key -> {
            OrganizationRow row = em.find(OrganizationRow.class, key);
            return row == null ? null : row.organization();
        }));
    }

    /** The ids of all organizations that a system may act for. */
    public Set<UUID> organizationsOf(ConnectedSystem system) {
        Set<UUID> ids = new HashSet<>(system.singles());
        system.subtrees().forEach(root -> ids.addAll(below(root)));
        return ids;
    }

    /**
     * Open organizations whose name or code contains {@code text}, accents and case ignored, ordered by code.
     *
     * @param after the code after which to go on, or empty to begin
     * @param limit how many at the most, 1 to 500
     */
    public List<Organization> search(String text, Optional<OrganizationCode> after, int limit) {
        return em
                .createQuery(
                        """
                        select o from OrganizationRow o where o.closedAt is null and o.searchText like :pattern escape '\\'
                         and o.code > :after order by o.code""",
                        OrganizationRow.class)
                .setParameter("pattern", SearchText.pattern(text))
                .setParameter("after", after.map(OrganizationCode::value).orElse(""))
                .setMaxResults(Math.max(1, Math.min(limit, 500))).getResultStream().map(OrganizationRow::organization)
                .toList();
    }

    /**
     * Hands out every organization, closed ones too, parents before children, page by page: never all in memory, and no
     * connection is held while {@code each} writes to a client that takes its time. What changes meanwhile may be seen as it
     * was or as it is.
     */
    @TransactionAttribute(TransactionAttributeType.NEVER)
    public void forEach(Consumer<Listing> each) {
        Optional<OrganizationRow> last = Optional.empty();
        do {
            List<OrganizationRow> page = registration.page(last.map(row -> row.path.length), last.map(row -> row.code));
            page.forEach(row -> each.accept(row.listing()));
            last = page.isEmpty() ? Optional.empty() : Optional.of(page.get(page.size() - 1));
        } while (last.isPresent());
    }

    /**
     * Registers or changes an agency at or below the caller's own root. One that was closed opens again, unless another has
     * taken over or what it stands under is closed. {@code BUSY} while somebody else changes the directory for long.
     */
    @TransactionAttribute(TransactionAttributeType.NEVER)
    public Change register(ConnectedSystem caller, AgencyForm form) {
        return inTurn(() -> registration.register(caller, form));
    }

    /** Closes an agency below the caller's own root. It stays readable. */
    @TransactionAttribute(TransactionAttributeType.NEVER)
    public Change close(ConnectedSystem caller, OrganizationCode code) {
        return inTurn(() -> registration.close(caller, code));
    }

    private static Change inTurn(Supplier<Change> act) {
        try {
            return forget(act.get());
        } catch (LockTimeoutException | PessimisticLockException e) {
            LOG.info("the directory could not be changed while somebody else changes it", e);
            return new Change.Refused(Refusal.of(ErrorCode.BUSY));
        }
    }

    private static Change forget(Change change) {
        forget();
        return change;
    }

    static void forget() {
        BY_KEY.invalidateAll();
        BY_ID.invalidateAll();
    }

    /** The system of that id, when {@code secret} is (one of) its own. Compared in constant time. */
    public Optional<ConnectedSystem> authenticate(String systemId, String secret) {
        return systems.bySecret(systemId, secret);
    }

    /** The system of that id, when {@code mac} is the HMAC-SHA-256 of {@code message} under (one of) its secrets. */
    public Optional<ConnectedSystem> authenticateHmac(String systemId, byte[] message, byte[] mac) {
        return systems.byMac(systemId, message, mac);
    }

    /** The system for which exactly this certificate is registered, while it is valid. */
    public Optional<ConnectedSystem> authenticate(X509Certificate certificate) {
        return systems.byCertificate(certificate);
    }

    /** Whether that system may call from this address. */
    public boolean admits(ConnectedSystem system, String remoteAddress) {
        return systems.admits(system.id(), remoteAddress);
    }

    /** When the certificates end with which systems prove themselves. */
    public List<CertificateEnd> certificateEnds() {
        return systems.certificateEnds();
    }

    /** What an organization does not send. */
    public SendingPolicy sendingPolicy(UUID organizationId) {
        Object[] row = (Object[]) em
                .createNativeQuery("select refuses_unsigned, refuses_unconfirmed from organization where id = :id",
                        Object[].class)
                .setParameter("id", organizationId).getSingleResult();
        return new SendingPolicy((Boolean) row[0], (Boolean) row[1]);
    }

    /** Whether no organization has ever been laid down or registered here. */
    public boolean isEmpty() {
        return registration.isEmpty();
    }

    /** Whether there is a system of that id, active or not. */
    public boolean isSystem(String systemId) {
        return systems.isRegistered(systemId);
    }

    /** Keeps other nodes that lay down a directory waiting until the caller's transaction has ended. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void takeTurns() {
        registration.takeTurns();
    }

    /**
     * Adds a system, or makes what is known of it follow the entry.
     *
     * @param secret the secret of a system that is new; of one that is known nothing is asked, and its secrets stay
     * @return why not, in which case the caller rolls back
     */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public Optional<Refusal> establish(SystemEntry entry, Optional<String> secret) {
        return systems.establish(entry, secret);
    }

    /** Adds an organization, or makes what is known of it follow the entry; refused, the caller rolls back. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public Change establish(AgencyEntry entry) {
        return forget(registration.establish(entry));
    }

    /** Lets a system act for an organization, and for all below it when {@code subtree} says so. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void allow(String systemId, Organization organization, boolean subtree) {
        systems.allow(systemId, organization.id(), subtree);
    }

    /**
     * The organizations that this one watches over: itself, and for the supervising department its whole locality, which is
     * everything under the same parent, the parent included.
     */
    public Set<UUID> watchedBy(UUID organizationId) {
        return byId(organizationId).filter(Organization::supervising)
                .map(department -> below(department.parent().orElse(department.id())))
                .orElse(Set.of(organizationId));
    }

    private Set<UUID> below(UUID root) {
        List<?> ids = em
                .createNativeQuery("""
                                   with recursive below (id) as (
                                     select id from organization where id = :root
                                     union all select o.id from organization o join below b on o.parent_id = b.id)
                                   select id from below""", UUID.class).setParameter("root", root)
                .getResultList();
        return ids.stream().map(UUID.class::cast).collect(Collectors.toSet());
    }
}
