package cairn.property;

/** One thing that does not hold. {@code id} is an invariant (CDT-3), or one of the names below. */
public record Finding(String id, String text) {
    /** Kernel and model answer differently. */
    public static final String RESULT = "RESULT";
    /** Kernel and model are in different states. */
    public static final String STATE = "STATE";
    /** The step is not what the specification's operation says. */
    public static final String STEP = "STEP";
    /** The kernel threw. */
    public static final String EXCEPTION = "EXCEPTION";
    /** The MMU does not show what the model grants. */
    public static final String MIRROR = "CDT-10";

    static final String INVARIANT = "the invariant does not hold in the kernel's state (spec/alloy)";

    /** Whether the live evaluation of the Alloy specification found it, not the comparison with the model or with the MMU. */
    public boolean byAlloy() {
        return id.equals(STEP) || text.equals(INVARIANT);
    }

    @Override
    public String toString() {
        return id + ": " + text;
    }
}
