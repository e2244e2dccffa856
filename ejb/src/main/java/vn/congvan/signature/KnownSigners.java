package vn.congvan.signature;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

import vn.congvan.document.Sha256;

/**
 * What was found about the signers of plain files, and the chains that lead from them to anchors. It is never worked out here but learned from the library, which
 * looks into the first file of each set of signers; so a later file of theirs gets the same answer without it.
 *
 * <p>What the library finds about chains and lists is taken to depend on the certificates in the file, the trusted ones, the lists, and on which side of
 * each of their dates the instant of checking and the time stamps lie. These make the key.
 */
final class KnownSigners {

    private static final int MOST = 500;

    private final Map<String, List<List<FoundCertificate>>> chains = new LinkedHashMap<>(16, 0.75f, true);
    private final TrustMaterial trust;
    private Optional<TreeSet<Instant>> dates = Optional.empty();

    KnownSigners(TrustMaterial trust) {
        this.trust = trust;
    }

    /** What the judge needs to know about each signature of a plain file, in their order; empty when its signers are not known. */
    synchronized Optional<List<FoundSignature>> found(PlainPdf pdf, Instant now) throws GeneralSecurityException {
        List<List<FoundCertificate>> known = chains.get(key(pdf, now));
        if (known == null) {
            return Optional.empty();
        }
        List<FoundSignature> found = new ArrayList<>();
        int next = 0;
        for (PlainPdf.Signature each : pdf.signatures()) {
            List<FoundCertificate> own = known.get(next++);
            List<FoundSignature> stamps = new ArrayList<>();
            if (each.value().stamp().isPresent()) {
                PlainSignedData stamp = each.value().stamp().get();
                List<FoundCertificate> stamper = known.get(next++);
                stamps.add(new FoundSignature(Optional.of(stamper.get(0)), stamper, stamp.named(), stamp.named(),
                        stamp.made(), true, stamp.at(), true, List.of(), List.of()));
            }
            found.add(new FoundSignature(Optional.of(own.get(0)), own, each.value().named(), each.value().named(),
                    each.value().made(), true, Optional.of(each.claimedAt()), false, List.of(each.value().digest()),
                    stamps));
        }
        return Optional.of(found);
    }

    /** Takes in what the library found in a plain file, when it found what is plain in it as well. */
    synchronized void learn(PlainPdf pdf, List<FoundSignature> found, Instant now) throws GeneralSecurityException {
        List<List<FoundCertificate>> all = new ArrayList<>();
        for (FoundSignature each : found) {
            all.add(each.chain());
            each.stamps().forEach(stamp -> all.add(stamp.chain()));
        }
        List<String> signers = signers(pdf).stream().map(KnownSigners::name).toList();
        boolean complete = all.stream().noneMatch(List::isEmpty)
                && all.stream().map(chain -> name(chain.get(0).der())).toList().equals(signers);
        if (!complete) {
            return;
        }
        String key = key(pdf, now);
        chains.put(key, List.copyOf(all));
        // what it learned has to make of this very file what the library made of it
        if (!found(pdf, now).equals(Optional.of(found))) {
            chains.remove(key);
        }
        if (chains.size() > MOST) {
            chains.remove(chains.keySet().iterator().next());
        }
    }

    private static List<X509Certificate> signers(PlainPdf pdf) {
        List<X509Certificate> found = new ArrayList<>();
        for (PlainPdf.Signature each : pdf.signatures()) {
            found.add(each.value().signer());
            each.value().stamp().ifPresent(stamp -> found.add(stamp.signer()));
        }
        return found;
    }

    private String key(PlainPdf pdf, Instant now) throws GeneralSecurityException {
        TreeSet<Instant> edges = new TreeSet<>(dates());
        Instant at = now.truncatedTo(ChronoUnit.MILLIS);
        StringBuilder key = new StringBuilder();
        List<Instant> times = new ArrayList<>(List.of(at));
        for (PlainPdf.Signature each : pdf.signatures()) {
            key.append(" signature ").append(each.value().named());
            add(each.value(), key, edges);
            if (each.value().stamp().isPresent()) {
                key.append(" stamp");
                add(each.value().stamp().get(), key, edges);
                times.add(each.value().stamp().get().at().orElseThrow());
            }
        }
        for (Instant time : times) {
            key.append(' ').append(edges.floor(time)).append(edges.contains(time) ? '=' : '+')
                    .append(time.compareTo(at));
        }
        return key.append(' ').append(LocalDate.ofInstant(at, ZoneOffset.UTC)).toString();
    }

    private static void add(PlainSignedData data, StringBuilder key, TreeSet<Instant> edges) {
        key.append(' ').append(name(data.signer())).append(" of");
        for (X509Certificate each : data.certificates()) {
            key.append(' ').append(name(each));
            edges.add(each.getNotBefore().toInstant());
            edges.add(each.getNotAfter().toInstant());
        }
    }

    private static String name(X509Certificate certificate) {
        try {
            return name(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("a certificate that was read cannot be written", e);
        }
    }

    private static String name(byte[] der) {
        return Sha256.ofDigest(Sha256.digester().digest(der)).hex();
    }

    private TreeSet<Instant> dates() throws GeneralSecurityException {
        if (dates.isEmpty()) {
            TreeSet<Instant> found = new TreeSet<>();
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            List<byte[]> certificates = new ArrayList<>(trust.anchors());
            certificates.addAll(trust.intermediates());
            for (byte[] der : certificates) {
                X509Certificate each = (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der));
                found.add(each.getNotBefore().toInstant());
                found.add(each.getNotAfter().toInstant());
            }
            for (byte[] der : trust.lists()) {
                X509CRL list = (X509CRL) factory.generateCRL(new ByteArrayInputStream(der));
                found.add(list.getThisUpdate().toInstant());
                Optional.ofNullable(list.getNextUpdate()).map(Date::toInstant).ifPresent(found::add);
            }
            for (byte[] der : trust.answers()) {
                found.addAll(RevocationAnswer.dates(der));
            }
            dates = Optional.of(found);
        }
        return dates.get();
    }
}
