package cairn.kernel.abi;

/** Operations of the interrupt controller; of the scheduler and the log too, which have one pin, number 0. Generated from spec/abi.yaml. */
public final class IcuOp {
    /** MR1 pin, the item an interrupt object or semaphore. */
    public static final int BIND = 0;
    /** MR1 pin. */
    public static final int UNBIND = 1;
    /** To MR0 features, MR1 number of pins, MR2 message-signalled interrupts. */
    public static final int INFO = 2;
    /** Not supported. */
    public static final int MSI_INFO = 3;
    /** MR1 pin; no reply. */
    public static final int UNMASK = 4;
    /** MR1 pin; no reply. */
    public static final int MASK = 5;
    /** MR1 pin, MR2 mode. */
    public static final int SET_MODE = 6;
    /** Mode: there is one. */
    public static final int MODE_SET = 1;
    /** Mode: level, not edge. */
    public static final int MODE_LEVEL = 2;

    private IcuOp() {}
}
