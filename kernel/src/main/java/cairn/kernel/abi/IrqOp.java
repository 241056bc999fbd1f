package cairn.kernel.abi;

/** Operations of an interrupt object or semaphore; no words at all: TRIGGER. Generated from spec/abi.yaml. */
public final class IrqOp {
    /** Protocol KOBJECT: MR1 label, the item is the thread. */
    public static final int BIND = 0x10;
    /** Protocol IRQ_SENDER: from its thread; answers 1 when a message was on its way. */
    public static final int DETACH = 1;
    /** Protocol IRQ: as if the interrupt had come; up of a semaphore; no reply. */
    public static final int TRIGGER = 2;
    /** Protocol IRQ: the next interrupt may come; no reply. */
    public static final int UNMASK = 4;
    /** Protocol SEMAPHORE: take one, or wait as long as the receive timeout says. */
    public static final int DOWN = 0;

    private IrqOp() {}
}
