package vn.congvan.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;

import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import vn.congvan.document.Line;
import vn.congvan.document.OrganizationCode;
import vn.congvan.person.Role;

class DirectoryFileTest {

    @TempDir
    Path folder;

    @Test
    void theExampleOfTheDocumentationIsRead() {
        DirectoryFile file = DirectoryFile.read(Path.of("../ops/directory.example.json").toAbsolutePath());

        assertThat(file.organizations()).extracting(agency -> agency.entry().code().value()).contains("000.00.00.H99",
                "000.00.00.G99");
        assertThat(file.organizations()).anyMatch(agency -> agency.entry().supervising());
        assertThat(file.systems()).isNotEmpty();
        assertThat(file.accounts()).flatExtracting(DirectoryFile.Account::posts).extracting(DirectoryFile.Post::role)
                .contains(Role.CLERK, Role.SUPERVISOR, Role.AGENCY_ADMIN);
    }

    @Test
    void theSampleDirectoryIsReadAndSaysThatItIsASample() {
        DirectoryFile file = DirectoryFile.sample();

        assertThat(file.organizations()).hasSizeGreaterThan(50).allMatch(agency -> agency.entry().sample());
        assertThat(file.systems()).extracting(system -> system.entry().id()).containsExactly("vpcp", "danang",
                "quangninh");
    }

    @Test
    void everyFieldOfAnEntryIsTaken() throws IOException {
        DirectoryFile file = read(
                """
                {"systems": [{"id": "Tinh-1", "name": "Hệ thống", "actsFor": ["A"], "actsForAllBelow": ["B"],
                  "addresses": ["10.0.0.0/8", "192.0.2.1"], "active": false}],
                 "organizations": [{"code": "A", "formerCode": "A1", "olderCodes": ["A2", "A3"], "name": "Cơ quan",
                  "parent": "B", "line": "SYSTEM", "system": "Tinh-1", "supervising": true, "address": "a", "email": "b",
                  "telephone": "c", "fax": "d", "website": "e"}],
                 "accounts": [{"user": "Van.Thu", "name": "Văn thư", "active": false,
                  "posts": [{"role": "CLERK", "organization": "A", "until": "2026-12-31"}]}]}""");

        assertThat(file.systems()).singleElement().satisfies(system -> {
            assertThat(system.entry().id()).isEqualTo("Tinh-1");
            assertThat(system.entry().addresses()).containsExactly("10.0.0.0/8", "192.0.2.1");
            assertThat(system.entry().active()).isFalse();
            assertThat(system.singles()).containsExactly(new OrganizationCode("A"));
            assertThat(system.subtrees()).containsExactly(new OrganizationCode("B"));
        });
        assertThat(file.organizations()).singleElement().satisfies(agency -> {
            assertThat(agency.line()).isEqualTo(3);
            assertThat(agency.entry().formerCode()).contains(new OrganizationCode("A1"));
            assertThat(agency.entry().olderCodes()).hasSize(2);
            assertThat(agency.entry().parent()).contains(new OrganizationCode("B"));
            assertThat(agency.entry().line()).isEqualTo(Line.SYSTEM);
            assertThat(agency.entry().systemId()).contains("Tinh-1");
            assertThat(agency.entry().contact().fax()).isEqualTo("d");
            assertThat(agency.entry().sample()).isFalse();
        });
        assertThat(file.accounts()).singleElement().satisfies(account -> {
            assertThat(account.userName()).isEqualTo("van.thu");
            assertThat(account.active()).isFalse();
            assertThat(account.posts()).singleElement().satisfies(
                    post -> assertThat(post.until()).isEqualTo(Optional.of(LocalDate.of(2026, 12, 31))));
        });
    }

    @Test
    void whatIsNotJsonIsToldWithItsLine() throws IOException {
        refused("{\n \"systems\": [\n  {\"id\": \"a\",,\n ]}").hasMessageContaining("line 3: this is not JSON");
        refused("{\"systems\": []").hasMessageContaining("this is not JSON");
        refused("[]").hasMessageContaining("line 1: it does not begin with {");
        refused("{} {}").hasMessageContaining("this is not JSON");
        refused("").hasMessageContaining("line 1:");
        Files.write(folder.resolve("directory.json"), "{\"systems\": [{\"id\": \"hệ\"}]}".getBytes(
                StandardCharsets.UTF_16LE));
        assertThatThrownBy(() -> DirectoryFile.read(folder.resolve("directory.json")))
                .isInstanceOf(FaultyFile.class);
    }

    @Test
    void aMisspeltFieldIsNotPassedOverInSilence() throws IOException {
        refused("{\n\"organizations\": [\n {\"code\": \"A\", \"name\": \"a\", \"line\": \"LOCAL\",\n  \"parrent\": \"B\"}]}")
                .hasMessageContaining("line 4: field parrent is not known here; known are code, line,");
        refused("{\n\"organisations\": []}").hasMessageContaining("line 2: field organisations is not known here");
    }

    @Test
    void aWrongValueIsToldWithItsLineAndWhatItMustBe() throws IOException {
        organization("\"code\": \"A B\", \"name\": \"a\", \"line\": \"LOCAL\"")
                .hasMessageContaining("line 2: 'A B' is not an organization code");
        organization("\"code\": \"A\", \"line\": \"LOCAL\"").hasMessageContaining("line 2: field name is missing");
        organization("\"code\": \"A\", \"name\": \"a\", \"line\": \"local\"")
                .hasMessageContaining("line 2: field line is local; it must be one of [LOCAL, SYSTEM, NODE, AXIS]");
        organization("\"code\": \"A\", \"name\": \"a\", \"line\": \"SYSTEM\"")
                .hasMessageContaining("has line SYSTEM and names no system");
        organization("\"code\": \"A\", \"name\": \"a\", \"line\": \"LOCAL\", \"system\": \"s\"")
                .hasMessageContaining("names a system, but its line is LOCAL");
        organization("\"code\": \"A\", \"name\": \"a\", \"line\": \"LOCAL\", \"supervising\": \"yes\"")
                .hasMessageContaining("must be true or false, without quotes");
        organization("\"code\": \"A\", \"code\": \"B\"").hasMessageContaining("field code stands twice");
        organization("\"code\": 5").hasMessageContaining("a number or null means nothing here");
        refused("{\"systems\": [\n{\"id\": \"a b\"}]}").hasMessageContaining("line 2: system id a b may have letters");
        refused("{\"systems\": [\n{\"id\": \"a\", \"name\": \"a\", \"addresses\": [\"host.example\"]}]}")
                .hasMessageContaining("line 2: host.example is neither an IP address nor a network");
        refused("{\"systems\": [\n{\"id\": \"a\", \"name\": \"a\", \"certificates\": [\"none.pem\"]}]}")
                .hasMessageContaining("line 2: the certificate ").hasMessageContaining("none.pem cannot be read");
        refused("{\"accounts\": [\n{\"user\": \"văn thư\"}]}")
                .hasMessageContaining("line 2: user name văn thư may have");
        refused("{\"accounts\": [{\"user\": \"a\", \"name\": \"a\", \"posts\": [\n{\"role\": \"KING\", \"organization\": \"A\"}]}]}")
                .hasMessageContaining("line 2: field role is KING; it must be one of [CLERK,");
        refused("{\"accounts\": [{\"user\": \"a\", \"name\": \"a\", \"posts\": [\n{\"role\": \"CLERK\", \"organization\": \"A\", \"until\": \"31/12/2026\"}]}]}")
                .hasMessageContaining("line 2: field until is 31/12/2026, which is not a date such as 2026-12-31");
    }

    @Test
    void nothingStandsTwice() throws IOException {
        refused("""
                {"organizations": [{"code": "A", "name": "a", "line": "LOCAL"},
                 {"code": "B", "name": "b", "line": "LOCAL", "olderCodes": ["a"]}]}""")
                .hasMessageContaining("line 2: code a stands in this file already");
        refused("{\"systems\": [{\"id\": \"a-b\", \"name\": \"a\"},\n{\"id\": \"a.b\", \"name\": \"b\"}]}")
                .hasMessageContaining("line 2: system a.b stands in this file already, as a-b");
        refused("{\"accounts\": [{\"user\": \"a\", \"name\": \"a\"},\n{\"user\": \"A\", \"name\": \"b\"}]}")
                .hasMessageContaining("line 2: user a stands in this file already");
    }

    private AbstractThrowableAssert<?, ? extends Throwable> organization(String fields) throws IOException {
        return refused("{\"organizations\": [\n{" + fields + "}]}");
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refused(String json) throws IOException {
        write(json);
        return assertThatThrownBy(() -> DirectoryFile.read(folder.resolve("directory.json"))).as(json)
                .isInstanceOf(FaultyFile.class).hasMessageContaining("directory.json, line ");
    }

    private DirectoryFile read(String json) throws IOException {
        write(json);
        return DirectoryFile.read(folder.resolve("directory.json"));
    }

    private void write(String json) throws IOException {
        Files.writeString(folder.resolve("directory.json"), json);
    }
}
