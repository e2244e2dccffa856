package vn.congvan.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The upper half of the picture in {@code docs/architecture.md}: web translates, and does nothing else. */
class WebRoomsTest {

    private static final JavaClasses WEB = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("vn.congvan.web");

    @Test
    void everyRoomStandsInThePictureAndSaysWhyItExists() {
        Set<String> rooms = WEB.stream().map(JavaClass::getPackageName).collect(Collectors.toCollection(TreeSet::new));
        assertThat(rooms).containsExactly("vn.congvan.web.access", "vn.congvan.web.axis", "vn.congvan.web.body",
                "vn.congvan.web.desk",
                "vn.congvan.web.rest", "vn.congvan.web.soap");
        assertThat(WEB.stream().filter(c -> c.getSimpleName().equals("package-info")).map(JavaClass::getPackageName))
                .containsExactlyInAnyOrderElementsOf(rooms);
    }

    @Test
    void nothingIsStoredQueuedOrCommittedHere() {
        noClasses().should().dependOnClassesThat()
                .resideInAnyPackage("jakarta.persistence..", "jakarta.jms..", "jakarta.transaction..", "java.sql..",
                        "javax.sql..", "org.hibernate..")
                .check(WEB);
    }

    @Test
    void protocolsDoNotKnowEachOther() {
        slices().matching("vn.congvan.web.(*)..").should().notDependOnEachOther()
                .ignoreDependency(DescribedPredicate.alwaysTrue(),
                        JavaClass.Predicates.resideInAnyPackage("vn.congvan.web.access", "vn.congvan.web.body"))
                .check(WEB);
    }

    @Test
    void generatedStubsAreUsedByTheSoapRoomAlone() {
        noClasses().that().resideOutsideOfPackage("vn.congvan.web.soap").should().dependOnClassesThat()
                .resideInAnyPackage("vn.congvan.wsdl..", "com.sun.xml.ws..", "jakarta.xml.ws..").check(WEB);
    }

    @Test
    void nobodyReadsTheClockOrTheEnvironment() {
        DescribedPredicate<JavaMethodCall> now = DescribedPredicate.describe("reads the clock of the machine",
                call -> call.getName().equals("now") && call.getTarget().getRawParameterTypes().isEmpty()
                        && call.getTargetOwner().getPackageName().equals("java.time")
                        || call.getName().equals("currentTimeMillis"));
        noClasses().should().callMethodWhere(now).orShould().callMethod(System.class, "getenv", String.class).orShould()
                .callMethod(System.class, "getProperty", String.class).check(WEB);
    }

    @Test
    void noNameIsEmpty() {
        noClasses().should().haveSimpleNameEndingWith("Util").orShould().haveSimpleNameEndingWith("Utils").orShould()
                .haveSimpleNameEndingWith("Helper").orShould().haveSimpleNameEndingWith("Manager").orShould()
                .haveSimpleNameEndingWith("Impl").orShould().haveSimpleNameEndingWith("Dto").orShould()
                .haveSimpleNameEndingWith("Constants").check(WEB);
    }
}
