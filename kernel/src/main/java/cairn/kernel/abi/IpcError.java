package cairn.kernel.abi;

/** UTCB error codes; bit 0 set: in the receive phase. Generated from spec/abi.yaml. */
public final class IpcError {
    /** Nobody came in time. */
    public static final int TIMEOUT = 2;
    /** The capability slot is empty, or what it named has gone. */
    public static final int NOT_EXISTENT = 4;
    /** Ended by an exchange of registers. */
    public static final int CANCELED = 6;
    /** More items than buffers, or other ones; both sides are told. */
    public static final int OVERFLOW = 8;
    /** The partner has gone. */
    public static final int ABORTED = 0xe;
    /** There is no such reply slot. */
    public static final int NO_REPLY_SLOT = 0x12;
    /** No memory for a mapping; both sides are told. */
    public static final int MAP_FAILED = 0x10;
    /** Added for the receive phase. */
    public static final int RECEIVE = 1;

    private IpcError() {}
}
