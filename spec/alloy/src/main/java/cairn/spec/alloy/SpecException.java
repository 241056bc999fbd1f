package cairn.spec.alloy;

/** The specification or a request about it is wrong: the message says where, what, and what to write instead. */
public final class SpecException extends RuntimeException {
    public SpecException(String message) {
        super(message);
    }

    public SpecException(String message, Throwable cause) {
        super(message, cause);
    }
}
