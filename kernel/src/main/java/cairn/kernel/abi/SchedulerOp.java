package cairn.kernel.abi;

/** Operations of the scheduler. Generated from spec/abi.yaml. */
public final class SchedulerOp {
    /** Processors. */
    public static final int INFO = 0;
    /** Priority and quantum of a thread. */
    public static final int RUN_THREAD = 1;
    /** Microseconds spent idle. */
    public static final int IDLE_TIME = 2;

    private SchedulerOp() {}
}
