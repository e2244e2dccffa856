package vn.congvan.systemtest;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands the one shared node to whoever asks for a {@link RunningNode}; starts it at the first, stops it after the last. */
public final class NodeExtension implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(NodeExtension.class);

    /** The node, or why there is none: what did not start for the first test is not tried again for each of the others. */
    private record Shared(Optional<RunningNode> node, Optional<RuntimeException> fault) implements AutoCloseable {

        static Shared start() {
            try {
                return new Shared(Optional.of(RunningNode.start("shared", List.of())), Optional.empty());
            } catch (RuntimeException e) {
                return new Shared(Optional.empty(), Optional.of(e));
            }
        }

        @Override
        public void close() {
            node.ifPresent(RunningNode::close);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == RunningNode.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Shared shared = context.getRoot().getStore(NAMESPACE).getOrComputeIfAbsent("node", key -> Shared.start(),
                Shared.class);
        return shared.node().orElseThrow(
                () -> new IllegalStateException("the shared node did not start", shared.fault().orElseThrow()));
    }
}
