package vn.congvan.systemtest.inside;

import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.api.event.ManagerStarted;
import org.jboss.arquillian.test.spi.event.suite.AfterSuite;

import vn.congvan.systemtest.RunningNode;

/** A node without the application, for as long as Arquillian has something to deploy on it. */
public final class NodeForArquillian {

    private RunningNode node;

    /** Before Arquillian reads {@code arquillian.xml}, where the port is named. */
    public void start(@Observes(precedence = 1000) ManagerStarted started) {
        node = RunningNode.startWithoutApplication("inside");
        System.setProperty("congvan.inside.management", Integer.toString(node.management().getPort()));
    }

    /** After the last undeployment. */
    public void stop(@Observes(precedence = -1000) AfterSuite over) {
        node.close();
    }
}
