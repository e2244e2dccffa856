package vn.congvan.systemtest;

import java.util.List;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands the one shared node to whoever asks for a {@link RunningNode}; starts it at the first, stops it after the last. */
public final class NodeExtension implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(NodeExtension.class);

    private record Shared(RunningNode node) implements ExtensionContext.Store.CloseableResource {

        @Override
        public void close() {
            node.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == RunningNode.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE)
                .getOrComputeIfAbsent("node", key -> new Shared(RunningNode.start("shared", List.of())), Shared.class)
                .node();
    }
}
