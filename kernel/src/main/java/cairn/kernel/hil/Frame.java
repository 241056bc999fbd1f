package cairn.kernel.hil;

/**
 * Layout of a thread's register frame, a {@code long[]} that the processor works on directly while the thread runs.
 *
 * <pre>
 *  0 .. 30   x0 .. x30
 *  31        SP_EL0
 *  32        PC
 *  33        PSTATE (only NZCV, bits 31..28, is kept from a user program; the rest reads as EL0t)
 *  34        TPIDR_EL0     user-writable thread pointer
 *  35        TPIDRRO_EL0   user address of the UTCB
 * </pre>
 */
public final class Frame {
    public static final int SP = 31;
    public static final int PC = 32;
    public static final int PSTATE = 33;
    public static final int TPIDR = 34;
    public static final int TPIDRRO = 35;
    /** Number of words in a frame. */
    public static final int WORDS = 36;

    private Frame() {}
}
