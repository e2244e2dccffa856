package vn.congvan.organization;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import vn.congvan.document.CertificateEnd;
import vn.congvan.document.ErrorCode;
import vn.congvan.document.Refusal;
import vn.congvan.document.Sha256;
import vn.congvan.document.TimeOrderedId;

/** The connected systems, and the proof of who they are. What is read is believed for a few seconds. */
@ApplicationScoped
class SystemRegister {

    private static final Duration BELIEVED = Duration.ofSeconds(5);
    private static final byte[] NOBODYS_SECRET = "nobody".getBytes(StandardCharsets.UTF_8);

    @PersistenceContext(unitName = "congvan")
    EntityManager em;
    @Inject
    Secrets secrets;
    @Inject
    Clock clock;

    private final Cache<String, Optional<Known>> systems = Caffeine.newBuilder().expireAfterWrite(BELIEVED)
            .maximumSize(10_000).build();

    private record Known(ConnectedSystem system, AddressList addresses, List<Secret> secrets) {}

    private record Secret(byte[] value, Optional<Instant> expiresAt) {}

    Optional<ConnectedSystem> bySecret(String systemId, String secret) {
        byte[] given = secret.getBytes(StandardCharsets.UTF_8);
        return prove(systemId, known -> MessageDigest.isEqual(given, known));
    }

    Optional<ConnectedSystem> byMac(String systemId, byte[] message, byte[] mac) {
        return prove(systemId, known -> MessageDigest.isEqual(mac, hmac(known, message)));
    }

    Optional<ConnectedSystem> byCertificate(X509Certificate certificate) {
        Instant now = clock.instant();
        if (now.isAfter(certificate.getNotAfter().toInstant())
                || now.isBefore(certificate.getNotBefore().toInstant())) {
            return Optional.empty();
        }
        return owners(fingerprint(certificate)).stream().findFirst().flatMap(this::known)
                .map(Known::system);
    }

    boolean admits(String systemId, String remoteAddress) {
        return known(systemId).filter(k -> k.addresses().admits(remoteAddress)).isPresent();
    }

    private interface Proof {
        boolean holds(byte[] secret);
    }

    /** An unknown system costs as much as a wrong secret, and is answered the same. */
    private Optional<ConnectedSystem> prove(String systemId, Proof proof) {
        Optional<Known> known = known(systemId);
        if (known.isEmpty()) {
            proof.holds(NOBODYS_SECRET);
            return Optional.empty();
        }
        Instant now = clock.instant();
        boolean proven = false;
        for (Secret secret : known.get().secrets()) {
            boolean valid = secret.expiresAt().isEmpty() || secret.expiresAt().get().isAfter(now);
            proven |= proof.holds(secret.value()) & valid;
        }
        return proven ? Optional.of(known.get().system()) : Optional.empty();
    }

    private Optional<Known> known(String systemId) {
        // what can be nobody's id is not looked for; PostgreSQL would not take all of it even for a question
        return systemId.length() > 64 || systemId.chars().anyMatch(Character::isISOControl)
                ? Optional.empty()
                : systems.get(systemId, this::load);
    }

    private Optional<Known> load(String systemId) {
        List<?> rows = em
                .createNativeQuery("""
                                   select name, allowed_addresses, calls_per_second, calls_at_once, max_header_age,
                                          checks_signatures
                                     from connected_system where id = :id and active""", Object[].class)
                .setParameter("id", systemId).getResultList();
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        Object[] row = (Object[]) rows.get(0);
        Set<UUID> singles = new HashSet<>();
        Set<UUID> subtrees = new HashSet<>();
        for (Object scope : em.createNativeQuery(
                "select organization_id, subtree from system_scope where system_id = :id", Object[].class)
                .setParameter("id", systemId).getResultList()) {
            Object[] pair = (Object[]) scope;
            ((Boolean) pair[1] ? subtrees : singles).add((UUID) pair[0]);
        }
        List<Secret> opened = new ArrayList<>();
        for (Object sealed : em.createNativeQuery(
                "select ciphertext, expires_at from system_secret where system_id = :id order by created_at desc",
                Object[].class).setParameter("id", systemId).getResultList()) {
            Object[] pair = (Object[]) sealed;
            opened.add(new Secret(secrets.open(systemId, (byte[]) pair[0]), Optional.ofNullable((Instant) pair[1])));
        }
        SystemLimits limits = new SystemLimits(number(row[2]), number(row[3]),
                number(row[4]).stream().mapToObj(Duration::ofSeconds).findFirst(), (Boolean) row[5]);
        return Optional.of(new Known(new ConnectedSystem(systemId, (String) row[0], singles, subtrees, limits),
                AddressList.parse((String) row[1]), opened));
    }

    List<CertificateEnd> certificateEnds() {
        List<CertificateEnd> ends = new ArrayList<>();
        for (Object found : em.createNativeQuery("""
                                                 select c.system_id, c.subject, c.not_after from system_certificate c
                                                   join connected_system s on s.id = c.system_id and s.active
                                                  order by c.not_after""", Object[].class).getResultList()) {
            Object[] row = (Object[]) found;
            ends.add(new CertificateEnd(CertificateEnd.Purpose.CLIENT, (String) row[0], (String) row[1],
                    (Instant) row[2]));
        }
        return ends;
    }

    private static OptionalInt number(Object column) {
        return column == null ? OptionalInt.empty() : OptionalInt.of((Integer) column);
    }

    // --- what the administrator lays down: within the caller's transaction

    boolean isRegistered(String systemId) {
        List<?> any = em.createNativeQuery("select 1 from connected_system where id = :id", Integer.class)
                .setParameter("id", systemId).getResultList();
        return !any.isEmpty();
    }

    /** Adds the system with {@code secret}, or makes what is known of it follow the entry; its secrets stay. */
    Optional<Refusal> establish(SystemEntry entry, Optional<String> secret) {
        Instant now = clock.instant();
        boolean fresh = !isRegistered(entry.id());
        em.createNativeQuery("""
                             insert into connected_system (id, name, active, allowed_addresses, created_at)
                              values (:id, :name, :active, :addresses, :now)
                              on conflict (id) do update set name = excluded.name, active = excluded.active,
                                allowed_addresses = excluded.allowed_addresses""").setParameter("id", entry.id())
                .setParameter("name", entry.name()).setParameter("active", entry.active())
                .setParameter("addresses", String.join(" ", entry.addresses())).setParameter("now", now)
                .executeUpdate();
        if (fresh) {
            em.createNativeQuery("insert into system_secret (id, system_id, ciphertext, created_at)"
                    + " values (:id, :system, :sealed, :now)").setParameter("id", TimeOrderedId.next(clock))
                    .setParameter("system", entry.id())
                    .setParameter("sealed", secrets.seal(entry.id(), secret.orElseThrow())).setParameter("now", now)
                    .executeUpdate();
        }
        for (X509Certificate certificate : entry.certificates()) {
            Sha256 fingerprint = fingerprint(certificate);
            String subject = certificate.getSubjectX500Principal().getName();
            em.createNativeQuery("""
                                 insert into system_certificate (sha256, system_id, subject, not_after, created_at)
                                  values (:sha, :system, :subject, :end, :now) on conflict (sha256) do nothing""")
                    .setParameter("sha", fingerprint.hex()).setParameter("system", entry.id())
                    .setParameter("subject", subject.substring(0, Math.min(subject.length(), 1000)))
                    .setParameter("end", certificate.getNotAfter().toInstant()).setParameter("now", now)
                    .executeUpdate();
            if (!owners(fingerprint).contains(entry.id())) {
                return Optional.of(Refusal.of(ErrorCode.REQUEST_FIELD_INVALID, "certificates",
                        subject + " belongs to system " + owners(fingerprint)));
            }
        }
        systems.invalidateAll();
        return Optional.empty();
    }

    /** Lets the system act for the organization, and for all below it when {@code subtree} says so. */
    void allow(String systemId, UUID organizationId, boolean subtree) {
        em.createNativeQuery("""
                             insert into system_scope (system_id, organization_id, subtree)
                              values (:system, :organization, :subtree)
                              on conflict (system_id, organization_id) do update set subtree = excluded.subtree""")
                .setParameter("system", systemId).setParameter("organization", organizationId)
                .setParameter("subtree", subtree).executeUpdate();
        systems.invalidateAll();
    }

    private List<String> owners(Sha256 fingerprint) {
        List<?> owners = em
                .createNativeQuery("select system_id from system_certificate where sha256 = :sha", String.class)
                .setParameter("sha", fingerprint.hex()).getResultList();
        return owners.stream().map(String.class::cast).toList();
    }

    private static Sha256 fingerprint(X509Certificate certificate) {
        try {
            return Sha256.of(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read cannot be encoded", e);
        }
    }

    private static byte[] hmac(byte[] secret, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
        }
    }
}
