package vn.congvan.server;

/** Stops the deployment: the directory that the administrator lays down says something that cannot be. */
final class FaultyDirectory extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /**
     * @param source which directory
     * @param line in which line, counted from 1
     * @param sentence what is wrong there
     */
    FaultyDirectory(String source, long line, String sentence) {
        super(source + ", line " + line + ": " + sentence);
    }

    FaultyDirectory(String sentence, Exception cause) {
        super(sentence, cause);
    }
}
