package cairn.kernel.abi;

/** Capabilities of the root task at its start. Generated from spec/abi.yaml. */
public final class Slots {
    /** Its own task. */
    public static final int TASK = 1;
    /** The factory of all kernel memory. */
    public static final int FACTORY = 2;
    /** Its own thread. */
    public static final int THREAD = 3;
    /** Of the root task: a gate to the root pager. */
    public static final int PAGER = 4;
    /** The console. */
    public static final int LOG = 5;
    /** The interrupt controller. */
    public static final int ICU = 6;
    /** The scheduler. */
    public static final int SCHEDULER = 7;
    /** The debugger. */
    public static final int DEBUGGER = 10;

    private Slots() {}
}
