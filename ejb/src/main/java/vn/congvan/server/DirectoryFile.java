package vn.congvan.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

import vn.congvan.document.Line;
import vn.congvan.document.OrganizationCode;
import vn.congvan.organization.AgencyEntry;
import vn.congvan.organization.Organization.Contact;
import vn.congvan.organization.SystemEntry;
import vn.congvan.person.Role;

/**
 * The first organizations, systems and accounts, as a JSON file says them; {@code docs/operations.md} describes it. What
 * can be wrong with it by itself is found here; what does not fit the directory that is there, when it is applied.
 *
 * @param source how the file is called in sentences
 */
record DirectoryFile(String source, List<Agency> organizations, List<ConnectedSystem> systems,
        List<Account> accounts) {

    /** An organization, and the line in which its entry begins. */
    record Agency(AgencyEntry entry, long line) {}

    /**
     * A system.
     *
     * @param singles the organizations that it may act for
     * @param subtrees the organizations below and including which it may act for
     */
    record ConnectedSystem(SystemEntry entry, List<OrganizationCode> singles, List<OrganizationCode> subtrees,
            long line) {}

    /** A user. */
    record Account(String userName, String displayName, boolean active, List<Post> posts, long line) {}

    /** A post that a user holds, until the last day if there is one. */
    record Post(Role role, OrganizationCode organization, Optional<LocalDate> until, long line) {}

    private static final Pattern SYSTEM_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final Pattern USER_NAME = Pattern.compile("[a-z0-9][a-z0-9._@-]*");
    private static final int ANY = Integer.MAX_VALUE;

    DirectoryFile {
        organizations = List.copyOf(organizations);
        systems = List.copyOf(systems);
        accounts = List.copyOf(accounts);
    }

    FaultyFile fault(long line, String sentence) {
        return new FaultyFile(source, line, sentence);
    }

    /** Reads the file; certificates that it names lie beside it, unless they are named with their whole path. */
    static DirectoryFile read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return read(file.toString(), in, file.toAbsolutePath().getParent(), false);
        } catch (IOException e) {
            throw new FaultyFile(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The sample directory that comes with the application. */
    static DirectoryFile sample() {
        String name = "sample-directory-2021.json";
        try (InputStream in = DirectoryFile.class.getResourceAsStream(name)) {
            return read(name, in, Path.of(""), true);
        } catch (IOException e) {
            throw new FaultyFile(name + " cannot be read", e);
        }
    }

    private static DirectoryFile read(String source, InputStream in, Path folder, boolean sample) {
        JsonEntry whole = JsonEntry.read(source, in);
        DirectoryFile file = new DirectoryFile(source,
                whole.entries("organizations").stream().map(entry -> agency(entry, sample)).toList(),
                whole.entries("systems").stream().map(entry -> system(entry, folder)).toList(),
                whole.entries("accounts").stream().map(DirectoryFile::account).toList());
        whole.refuseTheRest();
        file.refuseWhatStandsTwice();
        return file;
    }

    private static Agency agency(JsonEntry json, boolean sample) {
        OrganizationCode code = requiredCode(json, "code");
        Line line = json.required("line", Line.class);
        Optional<String> system = Optional.of(json.text("system", ANY)).filter(text -> !text.isEmpty());
        if (system.isPresent() != (line == Line.SYSTEM)) {
            throw json.fault("organization " + code + (system.isPresent()
                    ? " names a system, but its line is " + line
                    : " has line SYSTEM and names no system"));
        }
        AgencyEntry entry = new AgencyEntry(code, optionalCode(json, "formerCode"),
                codes(json, "olderCodes"), json.required("name", 400), optionalCode(json, "parent"), line, system,
                json.flag("supervising", false), new Contact(json.text("address", 1000), json.text("email", 200),
                        json.text("telephone", 100), json.text("fax", 100), json.text("website", 200)),
                sample);
        json.refuseTheRest();
        return new Agency(entry, json.line());
    }

    private static ConnectedSystem system(JsonEntry json, Path folder) {
        String id = json.required("id", SystemEntry.LONGEST_ID);
        if (!SYSTEM_ID.matcher(id).matches()) {
            throw json.fault("system id " + id + " may have letters, digits, dots, dashes and underscores only");
        }
        List<String> addresses = json.texts("addresses");
        for (String address : addresses) {
            if (!SystemEntry.isAddress(address)) {
                throw json.fault(address + " is neither an IP address nor a network such as 10.1.0.0/16");
            }
        }
        List<X509Certificate> certificates = new ArrayList<>();
        for (String certificate : json.texts("certificates")) {
            certificates.add(certificate(json, folder.resolve(certificate)));
        }
        ConnectedSystem system = new ConnectedSystem(new SystemEntry(id, json.required("name", 200),
                json.flag("active", true), addresses, certificates), codes(json, "actsFor"),
                codes(json, "actsForAllBelow"), json.line());
        json.refuseTheRest();
        return system;
    }

    private static X509Certificate certificate(JsonEntry json, Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        } catch (IOException | CertificateException e) {
            throw json.fault("the certificate " + file + " cannot be read: " + e.getMessage());
        }
    }

    private static Account account(JsonEntry json) {
        String userName = json.required("user", 64).toLowerCase(Locale.ROOT);
        if (!USER_NAME.matcher(userName).matches()) {
            throw json.fault("user name " + userName
                    + " may have letters without accents, digits, dots, dashes, underscores and @ only");
        }
        Account account = new Account(userName, json.required("name", 200), json.flag("active", true),
                json.entries("posts").stream().map(DirectoryFile::post).toList(), json.line());
        json.refuseTheRest();
        return account;
    }

    private static Post post(JsonEntry json) {
        String until = json.text("until", ANY);
        try {
            Post post = new Post(json.required("role", Role.class), requiredCode(json, "organization"),
                    until.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(until)), json.line());
            json.refuseTheRest();
            return post;
        } catch (DateTimeParseException e) {
            throw json.fault("field until is " + until + ", which is not a date such as 2026-12-31");
        }
    }

    private static OrganizationCode requiredCode(JsonEntry json, String field) {
        json.required(field, ANY);
        return optionalCode(json, field).orElseThrow();
    }

    private static Optional<OrganizationCode> optionalCode(JsonEntry json, String field) {
        String text = json.text(field, ANY);
        return text.isEmpty() ? Optional.empty() : Optional.of(code(json, text));
    }

    private static List<OrganizationCode> codes(JsonEntry json, String field) {
        return json.texts(field).stream().map(text -> code(json, text)).toList();
    }

    private static OrganizationCode code(JsonEntry json, String text) {
        return OrganizationCode.parse(text).orElseThrow(() -> json.fault("'" + text
                + "' is not an organization code: at most " + OrganizationCode.MAX_LENGTH + " characters, no spaces"));
    }

    /** Names of systems and users are compared as the variables that may hold their secrets are spelled. */
    private void refuseWhatStandsTwice() {
        Set<OrganizationCode> codes = new HashSet<>();
        for (Agency agency : organizations) {
            List<OrganizationCode> own = new ArrayList<>(agency.entry().olderCodes());
            own.add(agency.entry().code());
            agency.entry().formerCode().ifPresent(own::add);
            for (OrganizationCode code : own) {
                if (!codes.add(code)) {
                    throw fault(agency.line(), "code " + code + " stands in this file already");
                }
            }
        }
        Map<String, String> names = new TreeMap<>();
        for (ConnectedSystem system : systems) {
            refuseTwin(names, "system ", system.entry().id(), system.line());
        }
        names.clear();
        for (Account account : accounts) {
            refuseTwin(names, "user ", account.userName(), account.line());
        }
    }

    private void refuseTwin(Map<String, String> names, String kind, String name, long line) {
        String twin = names.putIfAbsent(Environment.variable(name), name);
        if (twin != null) {
            throw fault(line, kind + name + " stands in this file already, as " + twin);
        }
    }
}
