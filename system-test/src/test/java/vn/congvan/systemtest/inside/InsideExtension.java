package vn.congvan.systemtest.inside;

import org.jboss.arquillian.core.spi.LoadableExtension;

/** Tells Arquillian of the node; found by {@code META-INF/services}. */
public final class InsideExtension implements LoadableExtension {

    @Override
    public void register(ExtensionBuilder builder) {
        builder.observer(NodeForArquillian.class);
    }
}
