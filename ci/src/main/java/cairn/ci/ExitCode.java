package cairn.ci;

/** Exit codes of every command, the same for people and for CI. */
public final class ExitCode {
    public static final int HOLDS = 0;
    public static final int DOES_NOT_HOLD = 1;
    public static final int COULD_NOT_RUN = 2;

    private ExitCode() {}
}
