package vn.congvan.server;

/** Stops the deployment: a file that the administrator lays down says something that cannot be. */
final class FaultyFile extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /**
     * @param source which file
     * @param line in which line, counted from 1
     * @param sentence what is wrong there
     */
    FaultyFile(String source, long line, String sentence) {
        super(source + ", line " + line + ": " + sentence);
    }

    FaultyFile(String sentence, Exception cause) {
        super(sentence, cause);
    }
}
