package vn.congvan.systemtest;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands the one shared node to whoever asks for a {@link RunningNode}, and the one in the production profile to whoever asks
 * for a {@link GuardedNode}; starts each at the first, stops it after the last.
 */
public final class NodeExtension implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(NodeExtension.class);

    /** The node, or why there is none: what did not start for the first test is not tried again for each of the others. */
    private record Shared(Optional<Started> node, Optional<RuntimeException> fault) implements AutoCloseable {

        static Shared start(Supplier<Started> start) {
            try {
                return new Shared(Optional.of(start.get()), Optional.empty());
            } catch (RuntimeException e) {
                return new Shared(Optional.empty(), Optional.of(e));
            }
        }

        @Override
        public void close() {
            node.ifPresent(started -> started.stop().run());
        }
    }

    /** A node, and how it is stopped. */
    private record Started(Object node, Runnable stop) {

        static Started shared() {
            RunningNode node = RunningNode.start("shared", List.of());
            return new Started(node, node::close);
        }

        static Started guarded() {
            GuardedNode node = GuardedNode.start();
            return new Started(node, node::close);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == RunningNode.class || type == GuardedNode.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        Supplier<Started> start = type == GuardedNode.class ? Started::guarded : Started::shared;
        Shared shared = context.getRoot().getStore(NAMESPACE).getOrComputeIfAbsent(type, key -> Shared.start(start),
                Shared.class);
        return shared.node().map(Started::node).orElseThrow(
                () -> new IllegalStateException("the shared node did not start", shared.fault().orElseThrow()));
    }
}
