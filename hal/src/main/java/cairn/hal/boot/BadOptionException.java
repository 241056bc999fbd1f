package cairn.hal.boot;

/** An option that cannot be; the message is one line for the user. */
public final class BadOptionException extends Exception {
    private static final long serialVersionUID = 1L;

    public BadOptionException(String message) {
        super(message);
    }
}
