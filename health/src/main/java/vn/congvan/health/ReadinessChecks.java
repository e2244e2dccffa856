package vn.congvan.health;

import java.util.function.Function;

import javax.naming.InitialContext;
import javax.naming.NamingException;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** May requests be sent here? One check for each thing that the node needs; 503 when one of them is down. */
@ApplicationScoped
class ReadinessChecks {

    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck database() {
        return () -> look("database", NodeHealth::database);
    }

    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck content() {
        return () -> look("content", NodeHealth::content);
    }

    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck disk() {
        return () -> look("disk", NodeHealth::disk);
    }

    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck broker() {
        return () -> look("broker", NodeHealth::broker);
    }

    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck online() {
        return () -> look("online", NodeHealth::online);
    }

    private static HealthCheckResponse look(String name, Function<NodeHealth, NodeHealth.Sight> question) {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named(name);
        try {
            NodeHealth node = InitialContext.doLookup(NodeHealth.NAME);
            NodeHealth.Sight sight = question.apply(node);
            sight.seen().forEach(answer::withData);
            return answer.status(sight.up()).build();
        } catch (NamingException e) {
            // the application is just starting, or just stopping
            return answer.withData("fault", "not started").down().build();
        }
    }
}
