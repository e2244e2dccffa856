package vn.congvan.web.desk;

import java.security.Principal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;

import vn.congvan.document.AssigningLeader;
import vn.congvan.document.Line;
import vn.congvan.document.NodeAdministrator;
import vn.congvan.document.OrganizationMember;
import vn.congvan.document.RegisterClerk;
import vn.congvan.organization.Organization;
import vn.congvan.organization.OrganizationDirectory;
import vn.congvan.person.People;
import vn.congvan.person.Person;
import vn.congvan.person.Post;
import vn.congvan.processing.Processing;
import vn.congvan.register.Registers;

/**
 * Who is at the keyboard, as the room {@code person} knows them at this very request: a post that was taken away this
 * minute opens nothing any more.
 */
@Named
@RequestScoped
public class Visitor {

    /** The attribute of a session that says which password it began with. */
    private static final String PASSWORD_VERSION = Visitor.class.getName() + ".passwordVersion";

    @Inject
    HttpServletRequest request;
    @Inject
    People people;
    @Inject
    OrganizationDirectory directory;
    @Inject
    Processing processing;
    @Inject
    Registers registers;
    @Inject
    ActingPost actingPost;

    private Optional<Person> person;
    private int chosen;
    // a page asks more than once
    private Set<UUID> visible;

    @PostConstruct
    void recognize() {
        Principal principal = request.getUserPrincipal();
        person = principal == null
                ? Optional.empty()
                : people.find(principal.getName()).filter(this::beganWithThePasswordOfNow);
        person.flatMap(actingPost::of).ifPresent(post -> chosen = person.get().posts().indexOf(post));
    }

    private boolean beganWithThePasswordOfNow(Person found) {
        HttpSession session = request.getSession(false);
        return session != null
                && Integer.valueOf(found.passwordVersion()).equals(session.getAttribute(PASSWORD_VERSION));
    }

    /** The session of this request is that person's, as long as the password stays what it is. */
    static void began(HttpServletRequest request, Person person) {
        request.getSession(true).setAttribute(PASSWORD_VERSION, person.passwordVersion());
    }

    /** Whether the password is one that somebody else chose: nothing of the desk is shown before it is changed. */
    public boolean isHavingToChangePassword() {
        return person.map(Person::mustChangePassword).orElse(false);
    }

    /** Who is logged in. */
    Person person() {
        return person.orElseThrow(() -> new IllegalStateException("nobody is logged in"));
    }

    /** Whether somebody with an open account, and with the password of now, is logged in. */
    boolean isKnown() {
        return person.isPresent();
    }

    /** The organizations whose deliveries may be seen from the acting post. */
    Set<UUID> visible() {
        if (visible == null) {
            visible = people.visibleOrganizations(acting(), directory::watchedBy);
        }
        return visible;
    }

    /** The organizations whose content may be read from the acting post. */
    Set<UUID> readable() {
        return people.readableOrganizations(acting());
    }

    private Person acting() {
        Person whole = person();
        return actingPost.of(whole).map(whole::actingAs).orElse(whole);
    }

    public String getDisplayName() {
        return person.map(Person::displayName).orElse("");
    }

    /** The acting post; {@code null}, as pages test it, for a person without any. */
    public HeldPost getPost() {
        return person.flatMap(actingPost::of).map(this::named).orElse(null);
    }

    /** All posts, in the order in which they are numbered in the chooser. */
    public List<HeldPost> getPosts() {
        return person.map(Person::posts).orElse(List.of()).stream().map(this::named).toList();
    }

    /** The numbers of the posts. */
    public List<Integer> getPostNumbers() {
        return IntStream.range(0, person.map(Person::posts).orElse(List.of()).size()).boxed().toList();
    }

    public boolean isSeeingDeliveries() {
        return !visible().isEmpty();
    }

    /** Whether the acting post sees what several organizations send and receive. */
    public boolean isWatching() {
        return visible().size() > 1;
    }

    /** Whether the acting post sees what the node turned away. */
    public boolean isOverseeing() {
        return person.isPresent() && people.seesRefusedRequests(acting(),
                id -> directory.byId(id).filter(Organization::supervising).isPresent());
    }

    /** The visitor as one who may change what the whole node goes by, from the acting post. */
    Optional<NodeAdministrator> administrator() {
        return person.isEmpty() ? Optional.empty() : people.nodeAdministrator(acting());
    }

    /** The visitor as one who takes on, at this desk, what comes in for that organization; where a system of its own does that, nobody here does. */
    Optional<RegisterClerk> receivingClerk(Organization recipient) {
        return recipient.line() == Line.LOCAL ? people.registerClerk(acting(), recipient.id()) : Optional.empty();
    }

    /** The visitor as one who keeps the registers of the acting post's organization. */
    Optional<RegisterClerk> registerClerk() {
        return person.isEmpty()
                ? Optional.empty()
                : organization().flatMap(id -> people.registerClerk(acting(), id));
    }

    /** The organization of the acting post. */
    private Optional<UUID> organization() {
        return person.flatMap(actingPost::of).map(Post::organizationId);
    }

    /** The visitor as one who assigns what came in, from the acting post. */
    Optional<AssigningLeader> leader() {
        return organization().flatMap(id -> people.assigningLeader(acting(), id));
    }

    /** The visitor as one to whom work is given, from the acting post. */
    Optional<OrganizationMember> member() {
        return organization().flatMap(id -> people.member(acting(), id));
    }

    /** Whether work may be given to the acting post. */
    public boolean isHandlingWork() {
        return member().isPresent();
    }

    /** Whether the acting post says who handles what came in. */
    public boolean isAssigning() {
        return leader().isPresent();
    }

    /** The organizations as one of which that delivery may be seen: those of {@link #visible}, and the own one where it is the visitor's work. */
    Set<UUID> visible(UUID deliveryId) {
        return with(visible(), deliveryId);
    }

    /** The same for its content. */
    Set<UUID> readable(UUID deliveryId) {
        return with(readable(), deliveryId);
    }

    private Set<UUID> with(Set<UUID> organizations, UUID deliveryId) {
        return member().filter(own -> !organizations.contains(own.organizationId()))
                .filter(own -> registers.entered(deliveryId)
                        .filter(entry -> processing.concerns(own, entry.id())).isPresent())
                .map(own -> Stream.concat(organizations.stream(), Stream.of(own.organizationId()))
                        .collect(Collectors.toUnmodifiableSet()))
                .orElse(organizations);
    }

    /** Whether the acting post keeps its organization's registers. */
    public boolean isKeepingRegisters() {
        return registerClerk().isPresent();
    }

    /** Whether the acting post reads what its organization sends and receives, and so its registers. */
    public boolean isReadingContent() {
        return person.isPresent() && !readable().isEmpty();
    }

    /** Whether the acting post administers the node. */
    public boolean isAdministering() {
        return administrator().isPresent();
    }

    public int getChosen() {
        return chosen;
    }

    public void setChosen(int chosen) {
        this.chosen = chosen;
    }

    /** Acts from the chosen post from now on. */
    public String change() {
        List<Post> posts = person.map(Person::posts).orElse(List.of());
        if (chosen >= 0 && chosen < posts.size()) {
            actingPost.choose(posts.get(chosen));
        }
        return "/desk/incoming?faces-redirect=true";
    }

    private HeldPost named(Post post) {
        return new HeldPost(post.role().name(),
                directory.byId(post.organizationId()).map(Organization::name).orElse(""));
    }

    /** A post as pages show it. */
    public record HeldPost(String role, String organization) {}
}
