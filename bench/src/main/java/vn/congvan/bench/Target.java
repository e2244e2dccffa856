package vn.congvan.bench;

import java.io.IOException;

/** Something that takes letters. */
interface Target {

    /** What stands in the table. */
    String name();

    /** Sends one, and looks whether it was really accepted. */
    void send(Letters.Letter letter) throws IOException, InterruptedException;

    /** The process that does the work. */
    ServerProcess process();

    /** Waits until nothing is left to do for what was sent. */
    void awaitQuiet() throws InterruptedException;
}
