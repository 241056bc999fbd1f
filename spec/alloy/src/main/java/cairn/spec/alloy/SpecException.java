package cairn.spec.alloy;

/** The specification or a request about it is wrong: the message says where, what, and what to write instead. */
public class SpecException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public SpecException(String message) {
        super(message);
    }

    public SpecException(String message, Throwable cause) {
        super(message, cause);
    }
}
