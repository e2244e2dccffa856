package vn.congvan.server;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.jboss.logging.Logger;

import vn.congvan.organization.OrganizationDirectory;
import vn.congvan.person.People;

/**
 * Lays down the first organizations, systems and accounts: in the demo profile the sample directory of 2021, into an empty
 * node and once; in every profile the administrator's own file, at every start.
 */
@ApplicationScoped
class Provisioning {

    private static final Logger LOG = Logger.getLogger(Provisioning.class);

    @Inject
    Environment environment;
    @Inject
    NodeSettings node;
    @Inject
    OrganizationDirectory directory;
    @Inject
    People people;
    @Inject
    Laying laying;

    void provision() {
        if (node.demo() && directory.isEmpty()) {
            lay(DirectoryFile.sample(),
                    new FirstSecrets(environment.home().resolve("demo-secrets.properties"),
                            "secrets of the demo node, made at its first start; fit for trying out, not for use", true),
                    environment::demoSecret, userName -> Optional.empty(), false);
        }
        environment.directory().map(DirectoryFile::read)
                .ifPresent(file -> lay(file,
                        new FirstSecrets(environment.home().resolve("first-secrets.properties"),
                                "made by this node; hand them over, then delete this file", false),
                        environment::systemSecret, environment::userPassword, true));
    }

    private void lay(DirectoryFile file, FirstSecrets secrets, Function<String, Optional<String>> systemSecret,
            Function<String, Optional<String>> userPassword, boolean passwordsToBeChanged) {
        Map<String, Laying.Beginning> beginnings = new HashMap<>();
        for (DirectoryFile.Account account : file.accounts()) {
            String name = account.userName();
            if (!people.isAccount(name)) {
                FirstSecrets.Secret password = secrets.of("user." + name, userPassword.apply(name));
                beginnings.put(name, new Laying.Beginning(password,
                        people.firstPassword(password.text(), passwordsToBeChanged)));
            }
        }
        laying.lay(file, secrets, systemSecret, beginnings);
        LOG.infof("%s was applied: %d organizations, %d systems, %d accounts", file.source(),
                file.organizations().size(), file.systems().size(), file.accounts().size());
        if (secrets.noted() > 0) {
            LOG.infof("%d first secrets stand in %s", secrets.noted(), secrets.file());
        }
    }
}
