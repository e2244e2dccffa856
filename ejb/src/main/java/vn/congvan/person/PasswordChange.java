package vn.congvan.person;

/** What came of asking to change one's password. */
public enum PasswordChange {
    /** Done; whoever logged in with the old one has to log in again. */
    CHANGED,
    /** The old password was not right, or the account is locked or closed. */
    OLD_PASSWORD_WRONG,
    /** Shorter than {@link People#SHORTEST_PASSWORD} characters. */
    TOO_SHORT,
    /** Longer than {@link People#LONGEST_PASSWORD} characters. */
    TOO_LONG,
    /** It contains the user's name. */
    CONTAINS_USER_NAME,
    /** The same as the old one. */
    NOT_NEW
}
