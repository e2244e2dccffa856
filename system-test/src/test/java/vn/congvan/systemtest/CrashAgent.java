package vn.congvan.systemtest;

import static net.bytebuddy.matcher.ElementMatchers.named;

import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;

import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.matcher.ElementMatcher;

/**
 * Runs inside the server's JVM and lets it die at the very step that a test has armed, as {@code kill -9} would: at once,
 * with no hook run and nothing flushed. The product knows nothing of it; the steps are methods of the product and of the
 * database driver, before or after which the JVM halts when a file of that name lies in the agent's folder.
 *
 * <p>What stands in the two pieces of advice is copied into those methods and may therefore name classes of the JDK only.
 */
public final class CrashAgent {

    /** The system property that names the folder. */
    static final String FOLDER = "vn.congvan.systemtest.crash";

    private CrashAgent() {}

    /** @param folder where armed steps are looked for */
    public static void premain(String folder, Instrumentation instrumentation) {
        System.setProperty(FOLDER, folder);
        new AgentBuilder.Default().disableClassFormatChanges().type(named("vn.congvan.content.ContentStore"))
                .transform(at(named("keep"))).type(named("vn.congvan.delivery.Doorbell"))
                .transform(at(named("ringTransfers").or(named("ringStatuses"))))
                .type(named("vn.congvan.web.rest.Sending")).transform(at(named("once")))
                .type(named("io.undertow.servlet.spec.HttpServletResponseImpl"))
                .transform(answered(named("responseDone")))
                .type(named("org.postgresql.jdbc.PgConnection")).transform(at(named("commit")))
                .installOn(instrumentation);
    }

    private static AgentBuilder.Transformer at(ElementMatcher<? super MethodDescription> method) {
        return (builder, type, loader, module, domain) -> builder.visit(Advice.to(Before.class).on(method))
                .visit(Advice.to(After.class).on(method));
    }

    private static AgentBuilder.Transformer answered(ElementMatcher<? super MethodDescription> method) {
        return (builder, type, loader, module, domain) -> builder.visit(Advice.to(Answered.class).on(method));
    }

    /** Copied to where the method begins. */
    static final class Before {

        private Before() {}

        @Advice.OnMethodEnter
        static void enter(@Advice.Origin("#t.#m") String method) throws IOException {
            File armed = new File(System.getProperty("vn.congvan.systemtest.crash"), "before " + method);
            if (armed.exists()) {
                String within = Files.readString(armed.toPath());
                for (StackTraceElement frame : Thread.currentThread().getStackTrace()) {
                    if ((frame.getClassName() + "." + frame.getMethodName()).matches(within)) {
                        Runtime.getRuntime().halt(137);
                    }
                }
            }
        }
    }

    /** Copied to where an answer has been given; of all the answers those with the armed status count. */
    static final class Answered {

        private Answered() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Origin("#t.#m") String method, @Advice.This Object answer)
                throws IOException, ReflectiveOperationException {
            File armed = new File(System.getProperty("vn.congvan.systemtest.crash"), "after " + method);
            if (armed.exists() && Files.readString(armed.toPath())
                    .equals(String.valueOf(answer.getClass().getMethod("getStatus").invoke(answer)))) {
                Runtime.getRuntime().halt(137);
            }
        }
    }

    /** Copied to where the method returns. */
    static final class After {

        private After() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Origin("#t.#m") String method) throws IOException {
            File armed = new File(System.getProperty("vn.congvan.systemtest.crash"), "after " + method);
            if (armed.exists()) {
                String within = Files.readString(armed.toPath());
                for (StackTraceElement frame : Thread.currentThread().getStackTrace()) {
                    if ((frame.getClassName() + "." + frame.getMethodName()).matches(within)) {
                        Runtime.getRuntime().halt(137);
                    }
                }
            }
        }
    }
}
