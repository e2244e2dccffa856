package vn.congvan.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import jakarta.ejb.MessageDriven;
import jakarta.ejb.Stateless;
import jakarta.persistence.Entity;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The picture of the rooms in {@code docs/architecture.md}, as a test. If the two differ, mend one of them. */
class RoomsTest {

    private static final String ROOT = "vn.congvan.";

    /** Levels import downwards only, never sideways. */
    private static final Map<String, Integer> LEVELS = Map.ofEntries(Map.entry("document", 0), Map.entry("edxml", 1),
            Map.entry("content", 1), Map.entry("metric", 1), Map.entry("health", 0), Map.entry("organization", 1),
            Map.entry("signature", 1), Map.entry("signing", 1), Map.entry("verification", 3),
            Map.entry("person", 1), Map.entry("delivery", 2),
            Map.entry("idempotency", 2), Map.entry("online", 2),
            Map.entry("line", 3), Map.entry("intake", 4), Map.entry("dispatch", 4), Map.entry("journal", 5),
            Map.entry("register", 1), Map.entry("processing", 4),
            Map.entry("receipt", 5),
            Map.entry("server", 6));

    /** The one door of each room that has one; what else is public is a value. */
    private static final Map<String, String> DOORS = Map.ofEntries(Map.entry("metric", "Metrics"),
            Map.entry("idempotency", "IdempotencyKeys"),
            Map.entry("edxml", "EdxmlCodec"), Map.entry("content", "ContentStore"),
            Map.entry("organization", "OrganizationDirectory"), Map.entry("person", "People"),
            Map.entry("delivery", "Deliveries"), Map.entry("line", "Lines"), Map.entry("intake", "Intake"),
            Map.entry("dispatch", "Dispatch"), Map.entry("journal", "Journal"),
            Map.entry("signature", "Signatures"), Map.entry("signing", "Signing"),
            Map.entry("verification", "Verification"),
            Map.entry("register", "Registers"), Map.entry("processing", "Processing"),
            Map.entry("receipt", "Receipts"), Map.entry("online", "Online"),
            Map.entry("server", "Health"));

    private static final JavaClasses EJB = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("vn.congvan");

    @Test
    void everyRoomStandsInThePictureAndSaysWhyItExists() {
        Set<String> rooms = EJB.stream().map(RoomsTest::room).collect(Collectors.toCollection(TreeSet::new));
        assertThat(LEVELS.keySet()).containsAll(rooms);
        assertThat(EJB.stream().filter(c -> c.getSimpleName().equals("package-info")).map(RoomsTest::room))
                .containsAll(rooms);
    }

    @Test
    void roomsAreFlat() {
        assertThat(EJB.stream().map(c -> c.getPackageName().substring(ROOT.length())).filter(p -> p.contains(".")))
                .isEmpty();
    }

    @Test
    void importsGoDownTheLevelsAndNeverSideways() {
        List<String> wrong = new ArrayList<>();
        for (JavaClass origin : EJB) {
            origin.getDirectDependenciesFromSelf().stream().map(d -> d.getTargetClass())
                    .filter(target -> target.getPackageName().startsWith(ROOT))
                    .filter(target -> !room(target).equals(room(origin)))
                    .filter(target -> LEVELS.get(room(target)) >= LEVELS.get(room(origin)))
                    .forEach(target -> wrong.add(origin.getName() + " -> " + target.getName()));
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void roomsHaveNoCycles() {
        slices().matching("vn.congvan.(*)..").should().beFreeOfCycles().check(EJB);
    }

    @Test
    void aRoomIsEnteredByItsOneDoor() {
        Map<String, Set<String>> doors = new TreeMap<>();
        for (JavaClass type : EJB) {
            boolean door = type.getModifiers().contains(JavaModifier.PUBLIC)
                    && (type.isAnnotatedWith(Stateless.class)
                            || type.isAnnotatedWith("jakarta.enterprise.context.ApplicationScoped"));
            if (door) {
                doors.computeIfAbsent(room(type), r -> new TreeSet<>()).add(type.getSimpleName());
            }
        }
        doors.forEach((room, found) -> assertThat(found).as("doors of " + room).containsExactly(DOORS.get(room)));
    }

    @Test
    void entitiesNeverLeaveTheirRoom() {
        classes().that().areAnnotatedWith(Entity.class).should().bePackagePrivate().check(EJB);
    }

    @Test
    void theLowestRoomKnowsTheJdkAlone() {
        classes().that().resideInAPackage(ROOT + "document").should().onlyDependOnClassesThat(
                resideInAnyPackage("java..", ROOT + "document")).check(EJB);
    }

    @Test
    void onlyTheMetricRoomKnowsTheMeterLibrary() {
        noClasses().that().resideOutsideOfPackage(ROOT + "metric").should().dependOnClassesThat(
                resideInAPackage("io.micrometer..")).check(EJB);
    }

    @Test
    void onlySignatureAndSigningKnowTheLibrariesOfSignedFiles() {
        noClasses().that().resideOutsideOfPackages(ROOT + "signature", ROOT + "signing").should()
                .dependOnClassesThat(resideInAnyPackage("eu.europa.esig..", "org.bouncycastle..", "org.apache.pdfbox..",
                        "org.apache.poi.."))
                .check(EJB);
    }

    @Test
    void theCodecIsPureJava() {
        noClasses().that().resideInAPackage(ROOT + "edxml").should().dependOnClassesThat(resideInAPackage("jakarta.."))
                .check(EJB);
    }

    @Test
    void nobodyReadsTheClockButThroughAClock() {
        DescribedPredicate<JavaMethodCall> now = DescribedPredicate.describe("reads the clock of the machine",
                call -> call.getName().equals("now") && call.getTarget().getRawParameterTypes().isEmpty()
                        && call.getTargetOwner().getPackageName().equals("java.time")
                        || call.getName().equals("currentTimeMillis"));
        noClasses().should().callMethodWhere(now).check(EJB);
    }

    @Test
    void onlyTheServerRoomReadsTheEnvironment() {
        noClasses().that().resideOutsideOfPackage(ROOT + "server").should().callMethod(System.class, "getenv")
                .orShould().callMethod(System.class, "getenv", String.class).orShould()
                .callMethod(System.class, "getProperty", String.class).orShould()
                .callMethod(System.class, "getProperty", String.class, String.class).check(EJB);
    }

    @Test
    void listenersTakeNoContainerTransaction() {
        classes().that().areAnnotatedWith(MessageDriven.class).should()
                .beAnnotatedWith(jakarta.ejb.TransactionManagement.class).check(EJB);
    }

    @Test
    void noNameIsEmpty() {
        noClasses().should().haveSimpleNameEndingWith("Util").orShould().haveSimpleNameEndingWith("Utils").orShould()
                .haveSimpleNameEndingWith("Helper").orShould().haveSimpleNameEndingWith("Manager").orShould()
                .haveSimpleNameEndingWith("Impl").orShould().haveSimpleNameEndingWith("Dto").orShould()
                .haveSimpleNameEndingWith("Constants").check(EJB);
    }

    @Test
    void everyDoorSaysHowItStandsToTransactions() {
        methods().that().areDeclaredInClassesThat().areAnnotatedWith(Stateless.class).and().arePublic().should()
                .beDeclaredInClassesThat().areAnnotatedWith(jakarta.ejb.TransactionAttribute.class).check(EJB);
    }

    private static String room(JavaClass type) {
        String inside = type.getPackageName().substring(ROOT.length());
        int dot = inside.indexOf('.');
        return dot < 0 ? inside : inside.substring(0, dot);
    }
}
