package cairn.kernel.abi;

/** User-visible thread control block: byte offsets. Generated from spec/abi.yaml. */
public final class Utcb {
    /** It begins at a word. */
    public static final int SIZE = 0x400;
    /** Message registers MR0 .. MR62. */
    public static final int MESSAGE = 0x0;
    /** Their number. */
    public static final int MESSAGE_WORDS = 63;
    /** BDR: first memory buffer 4..0, object buffer 14..10. */
    public static final int DESCRIPTOR = 0x200;
    /** In BDR: takes the vector registers of a sender that passes them. */
    public static final int INHERIT_FPU = 0x1000000;
    /** Buffer registers BR0 .. BR57. */
    public static final int BUFFER = 0x208;
    /** Their number. */
    public static final int BUFFER_WORDS = 58;
    /** Of the index of the first memory buffer in BDR. */
    public static final int MEMORY_MASK = 0x1f;
    /** Of the index of the first object buffer in BDR. */
    public static final int OBJECT_SHIFT = 10;
    /** Of that index. */
    public static final int OBJECT_MASK = 0x1f;
    /** IPC error code. */
    public static final int ERROR = 0x3d8;
    /** 0 when the kernel no longer uses the block. */
    public static final int FREE = 0x3e0;

    private Utcb() {}
}
