package cairn.kernel.abi;

/** Labels of the kernel objects' protocols. Generated from spec/abi.yaml. */
public final class Protocol {
    /** Also: a new factory. */
    public static final int FACTORY = -15;
    /** Scheduler. */
    public static final int SCHEDULER = -14;
    /** Console. */
    public static final int LOG = -13;
    /** Thread; also: a new thread. */
    public static final int THREAD = -12;
    /** Task; also: a new task. */
    public static final int TASK = -11;
    /** Server side of a gate. */
    public static final int KOBJECT = -10;
    /** A new gate. */
    public static final int GATE = 0;
    /** Interrupt controller, interrupt object, semaphore. */
    public static final int IRQ = -1;
    /** Semaphore; also: a new semaphore. */
    public static final int SEMAPHORE = -20;
    /** Requests to the root pager. */
    public static final int SIGMA0 = -6;
    /** Exception message to a handler. */
    public static final int EXCEPTION = -5;
    /** Answer to an exception: the next system call of the alien is carried out. */
    public static final int ALLOW_SYSCALL = 1;
    /** Page fault message to a pager. */
    public static final int PAGE_FAULT = -2;
    /** Interrupt object; also: a new interrupt object. */
    public static final int IRQ_SENDER = -18;
    /** A new virtual machine. */
    public static final int VM = -16;
    /** A new address space for devices. */
    public static final int DMA_SPACE = -17;
    /** Answered by programs, not by the kernel. */
    public static final int META = -21;
    /** The unit that translates for devices. */
    public static final int IOMMU = -22;
    /** The kernel debugger. */
    public static final int DEBUGGER = -23;
    /** Calls to firmware. */
    public static final int SMCCC = -24;
    /** A new context of a virtual processor. */
    public static final int VCPU_CONTEXT = -25;

    private Protocol() {}
}
