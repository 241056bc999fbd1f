package cairn.hal.board;

/** What stands at EL1: the kernel, as the machine calls it. */
public interface TrapHandler {

    /**
     * The processor left the running thread; its registers are in the frame that {@link #frame} returned.
     *
     * @param cause        {@link cairn.kernel.hil.Cause}
     * @param syndrome     ESR_EL1 of a synchronous exception, 0 for an interrupt
     * @param faultAddress FAR_EL1 of an abort or a misaligned PC, otherwise 0
     */
    void trap(int cause, long syndrome, long faultAddress);

    /** Frame ({@link cairn.kernel.hil.Frame}) of the thread that runs next, or null when there is none: wait for an interrupt. */
    long[] frame();

    /**
     * Vector registers of that thread: V0 .. V31 as 64 words (low half first), then FPCR and FPSR; or null, and every use of them
     * traps with exception class 0x07.
     */
    default long[] vectors() {
        return null;
    }
}
