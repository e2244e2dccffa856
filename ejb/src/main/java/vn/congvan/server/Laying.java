package vn.congvan.server;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

import vn.congvan.document.OrganizationCode;
import vn.congvan.document.Refusal;
import vn.congvan.organization.Change;
import vn.congvan.organization.Organization;
import vn.congvan.organization.OrganizationDirectory;
import vn.congvan.person.AccountEntry;
import vn.congvan.person.FirstPassword;
import vn.congvan.person.People;
import vn.congvan.person.Post;

/** Applies a directory in one transaction: what it adds is there as a whole, or not at all. */
@ApplicationScoped
class Laying {

    @Inject
    OrganizationDirectory directory;
    @Inject
    People people;

    /** With what a new account begins. */
    record Beginning(FirstSecrets.Secret secret, FirstPassword password) {}

    /**
     * Applies the file.
     *
     * @param systemSecret the secret that is given from outside to a new system of that id, if one is
     * @param beginnings with what new accounts begin, by user name
     * @throws FaultyFile when it does not fit what is there; nothing is changed then
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void lay(DirectoryFile file, FirstSecrets secrets, Function<String, Optional<String>> systemSecret,
            Map<String, Beginning> beginnings) {
        directory.takeTurns();
        for (DirectoryFile.ConnectedSystem system : file.systems()) {
            Optional<FirstSecrets.Secret> secret = directory.isSystem(system.entry().id())
                    ? Optional.empty()
                    : Optional.of(secrets.of("system." + system.entry().id(),
                            systemSecret.apply(system.entry().id())));
            secret.ifPresent(secrets::note);
            Optional<Refusal> refusal = directory.establish(system.entry(), secret.map(FirstSecrets.Secret::text));
            if (refusal.isPresent()) {
                throw refused(file, system.line(), refusal.get());
            }
        }
        for (DirectoryFile.Agency agency : file.organizations()) {
            if (directory.establish(agency.entry()) instanceof Change.Refused refused) {
                throw refused(file, agency.line(), refused.refusal());
            }
        }
        for (DirectoryFile.ConnectedSystem system : file.systems()) {
            for (OrganizationCode code : system.singles()) {
                directory.allow(system.entry().id(), organization(file, system.line(), code), false);
            }
            for (OrganizationCode code : system.subtrees()) {
                directory.allow(system.entry().id(), organization(file, system.line(), code), true);
            }
        }
        for (DirectoryFile.Account account : file.accounts()) {
            List<AccountEntry.PostEntry> posts = account.posts().stream()
                    .map(post -> new AccountEntry.PostEntry(
                            new Post(organization(file, post.line(), post.organization()).id(), post.role()),
                            post.until()))
                    .toList();
            Optional<Beginning> beginning = people.isAccount(account.userName())
                    ? Optional.empty()
                    : Optional.of(beginnings.get(account.userName()));
            beginning.map(Beginning::secret).ifPresent(secrets::note);
            people.establish(
                    new AccountEntry(account.userName(), account.displayName(), account.active(), posts),
                    beginning.map(Beginning::password));
        }
        secrets.write();
    }

    private Organization organization(DirectoryFile file, long line, OrganizationCode code) {
        return directory.find(code).orElseThrow(
                () -> file.fault(line, "organization " + code + " is neither in this file nor in the directory"));
    }

    private static FaultyFile refused(DirectoryFile file, long line, Refusal refusal) {
        return file.fault(line, refusal.sentence(Locale.ENGLISH));
    }
}
