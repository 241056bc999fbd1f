package cairn.ci;

/** What was asked for could not be tried; the message is one line for the user: what, where, what to do. */
public final class CannotRun extends RuntimeException {
    public CannotRun(String message) {
        super(message);
    }

    public CannotRun(String message, Throwable cause) {
        super(message, cause);
    }
}
