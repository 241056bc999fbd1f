package cairn.hal.aarch64;

/**
 * Unwinds the interpreter to the start of the instruction that faulted. One object without a stack trace, so that a fault allocates
 * nothing and the path without a fault pays nothing; the syndrome is in the processor.
 */
final class GuestFault extends RuntimeException {
    static final GuestFault INSTANCE = new GuestFault();
    /**
     * Unwinds a translated region whose present instruction, with the rest of its block, is to be interpreted. Where a rare case leaves
     * the region like this instead of coming back from a call, and registers go to memory before anything is called, the JVM's allocator
     * keeps them in host registers.
     */
    static final GuestFault REDO = new GuestFault();
    /** As {@link #REDO}, because the host's floating point would not do. */
    static final GuestFault REDO_FLOAT = new GuestFault();

    private GuestFault() {
        super("guest fault", null, false, false);
    }
}
