package vn.congvan.person;

/** The password that a new account begins with, hashed; made by {@link People#firstPassword} outside of transactions. */
public final class FirstPassword {

    private final String hash;
    private final boolean toBeChanged;

    FirstPassword(String hash, boolean toBeChanged) {
        this.hash = hash;
        this.toBeChanged = toBeChanged;
    }

    String hash() {
        return hash;
    }

    /** Whether its owner sees nothing of the desk before having chosen another. */
    boolean toBeChanged() {
        return toBeChanged;
    }
}
