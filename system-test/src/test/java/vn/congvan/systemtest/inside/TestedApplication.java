package vn.congvan.systemtest.inside;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.hamcrest.Matcher;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.JavaArchive;

import vn.congvan.systemtest.Edxml;

/** The built EAR, with tests added to its EJB module and what they need to its {@code lib}. */
public final class TestedApplication {

    private static final String MODULE = "/congvan-ejb.jar";

    private TestedApplication() {}

    /** The EAR as it was built, and in it these tests. */
    public static EnterpriseArchive with(Class<?>... tests) {
        EnterpriseArchive ear = ShrinkWrap.create(ZipImporter.class, "congvan.ear")
                .importFrom(Path.of(System.getProperty("congvan.ear")).toFile()).as(EnterpriseArchive.class);
        JavaArchive module = ear.getAsType(JavaArchive.class, MODULE).addClasses(tests).addClass(Edxml.class);
        ear.delete(MODULE);
        ear.addAsModule(module);
        Set<Path> libraries = Stream.of(Assertions.class, Awaitility.class, Matcher.class,
                net.bytebuddy.ByteBuddy.class).map(TestedApplication::jar).collect(Collectors.toSet());
        libraries.forEach(jar -> ear.addAsLibrary(jar.toFile()));
        return ear;
    }

    private static Path jar(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("where " + type + " comes from", e);
        }
    }
}
