package cairn.hal.aarch64;

/**
 * Unwinds the interpreter to the start of the instruction that faulted. One object without a stack trace, so that a fault allocates
 * nothing and the path without a fault pays nothing; the syndrome is in the processor.
 */
final class GuestFault extends RuntimeException {
    static final GuestFault INSTANCE = new GuestFault();

    private GuestFault() {
        super("guest fault", null, false, false);
    }
}
