package cairn.kernel.abi;

/** What a kernel object answers as negative label. Generated from spec/abi.yaml. */
public final class Failure {
    /** The capability lacks a right. */
    public static final int EPERM = 1;
    /** An item names an empty slot. */
    public static final int ENOENT = 2;
    /** Pool or quota used up. */
    public static final int ENOMEM = 12;
    /** In use. */
    public static final int EBUSY = 16;
    /** Something is there already. */
    public static final int EEXIST = 17;
    /** The factory makes no such object. */
    public static final int ENODEV = 19;
    /** Malformed argument. */
    public static final int EINVAL = 22;
    /** Out of range. */
    public static final int ERANGE = 34;
    /** No such operation. */
    public static final int ENOSYS = 38;
    /** The object does not speak this protocol. */
    public static final int EBADPROTO = 39;
    /** Words are missing. */
    public static final int EMSGTOOSHORT = 1001;
    /** There are more words or items than the operation takes. */
    public static final int EMSGTOOLONG = 1002;

    private Failure() {}
}
