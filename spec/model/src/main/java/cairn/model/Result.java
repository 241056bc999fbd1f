package cairn.model;

/** What an operation answers. The first seven have the numbers of {@code cairn.kernel.core.derivation.Derivation}. */
public enum Result {
    OK(0),
    /** The operation names nothing: no derivation is held there, or the object does not exist. */
    EMPTY(1),
    /** The target place is taken, or lies under a larger mapping. */
    OCCUPIED(2),
    /** The frames are not within the source's, or not aligned to the size of the target place. */
    RANGE(3),
    /** The target place is of another kind or size, or smaller places are already in use there. */
    SIZE(4),
    /** The node pool is used up. */
    NO_NODE(5),
    /** Somebody still holds what would go: a right, or an object. */
    HELD(6),
    /** There is no such place and none can be made: no such task, index out of range, or tables or quota used up. */
    NO_PLACE(16),
    /** The object already exists. */
    EXISTS(17);

    private final int code;

    Result(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
