package cairn.kernel.abi;

/** UTCB error codes; bit 0 set: in the receive phase. Generated from spec/abi.yaml. */
public final class IpcError {
    /** The capability slot is empty. */
    public static final int NOT_EXISTENT = 4;
    /** Added for the receive phase. */
    public static final int RECEIVE = 1;

    private IpcError() {}
}
