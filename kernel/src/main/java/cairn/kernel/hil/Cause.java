package cairn.kernel.hil;

/** Why the processor entered the kernel. */
public final class Cause {
    /** Synchronous exception: SVC, abort, undefined instruction ... The syndrome (ESR_EL1) tells which. */
    public static final int SYNCHRONOUS = 0;
    /** An interrupt is pending at the interrupt controller. */
    public static final int INTERRUPT = 1;

    private Cause() {}
}
