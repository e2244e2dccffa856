package vn.congvan.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.jboss.logging.Logger;

import vn.congvan.document.Line;
import vn.congvan.document.OrganizationCode;
import vn.congvan.organization.Organization;
import vn.congvan.organization.OrganizationDirectory;
import vn.congvan.organization.SampleDirectory;
import vn.congvan.organization.SampleDirectory.Agency;
import vn.congvan.organization.SampleDirectory.SampleSystem;
import vn.congvan.person.People;
import vn.congvan.person.Post;
import vn.congvan.person.Role;

/**
 * Loads the sample directory of 2021 into an empty demo node, once. Secrets are made here, and stand in a file that only
 * its owner can read; never in a log.
 */
@ApplicationScoped
class DemoLoading {

    private static final Logger LOG = Logger.getLogger(DemoLoading.class);
    private static final String SECRETS = "demo-secrets.properties";

    /** One of each kind that the desk tells apart; invented, as is what they are called. */
    private static final List<SamplePerson> SAMPLE_PEOPLE = List.of(
            new SamplePerson("vanthu.ubnd", "Văn thư UBND tỉnh (mẫu)", Role.CLERK, "000.00.00.H47"),
            new SamplePerson("lanhdao.ubnd", "Lãnh đạo UBND tỉnh (mẫu)", Role.AGENCY_LEADER, "000.00.00.H47"),
            new SamplePerson("chuyenvien.ubnd", "Chuyên viên UBND tỉnh (mẫu)", Role.SPECIALIST, "000.00.00.H47"),
            new SamplePerson("quantri.ubnd", "Quản trị UBND tỉnh (mẫu)", Role.AGENCY_ADMIN, "000.00.00.H47"),
            new SamplePerson("vanthu.stttt", "Văn thư Sở TT&TT (mẫu)", Role.CLERK, "000.00.05.H47"),
            new SamplePerson("giamsat.stttt", "Giám sát Sở TT&TT (mẫu)", Role.SUPERVISOR, "000.00.05.H47"));

    private record SamplePerson(String userName, String displayName, Role role, String organization) {}

    @Inject
    Environment environment;
    @Inject
    OrganizationDirectory directory;
    @Inject
    People people;

    void load() {
        TreeMap<String, String> secrets = new TreeMap<>();
        SampleDirectory sample = new SampleDirectory(agencies(secrets));
        if (directory.loadSample(sample)) {
            SAMPLE_PEOPLE.forEach(person -> secrets.put("user." + person.userName(), enter(person)));
            write(secrets);
            LOG.infof("the sample directory of 2021 was loaded: %d organizations; secrets stand in %s",
                    sample.agencies().size(), environment.home().resolve(SECRETS));
        }
    }

    /** Opens the account; the answer is its password, made here. */
    private String enter(SamplePerson person) {
        Organization agency = directory.find(new OrganizationCode(person.organization())).orElseThrow();
        String password = secret();
        people.createDemoUser(person.userName(), person.displayName(), password,
                List.of(new Post(agency.id(), person.role())));
        return password;
    }

    private List<Agency> agencies(TreeMap<String, String> secrets) {
        List<Agency> agencies = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                DemoLoading.class.getResourceAsStream("sample-directory-2021.csv"), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    agencies.add(agency(line.split(";", -1), secrets));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the sample directory cannot be read", e);
        }
        return agencies;
    }

    private Agency agency(String[] field, TreeMap<String, String> secrets) {
        Optional<SampleSystem> system = field[5].isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new SampleSystem(field[5], environment.demoSecret(field[5]).orElseGet(DemoLoading::secret)));
        system.ifPresent(s -> secrets.put("system." + s.id(), s.secret()));
        return new Agency(new OrganizationCode(field[0]), OrganizationCode.parse(field[1]), field[2],
                OrganizationCode.parse(field[3]), Line.valueOf(field[4]), field[6].equals("supervising"), field[7],
                system);
    }

    /** A fresh secret of 192 bits, in letters, digits, dash and underscore. */
    static String secret() {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    private void write(TreeMap<String, String> secrets) {
        Path file = environment.home().resolve(SECRETS);
        List<String> lines = new ArrayList<>();
        lines.add("# secrets of the demo node, made at its first start; fit for trying out, not for use");
        secrets.forEach((key, value) -> lines.add(key + "=" + value));
        try {
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(file, lines, StandardCharsets.UTF_8, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException("the demo secrets cannot be written to " + file, e);
        }
    }
}
