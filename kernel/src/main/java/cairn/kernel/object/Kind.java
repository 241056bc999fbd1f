package cairn.kernel.object;

import cairn.kernel.core.derivation.Node;

/** What a derivation names: {@link Node#kind()}. The number beside it ({@link Node#number()}) is the object's position in its pool. */
public final class Kind {
    /** Frames. Number {@link #USER}, {@link #KERNEL_USER} or {@link #DEVICE}. */
    public static final int MEMORY = Node.MEMORY;
    public static final int TASK = 1;
    public static final int THREAD = 2;
    public static final int FACTORY = 3;
    /** One object, number 0. */
    public static final int SCHEDULER = 4;
    /** One object, number 0. */
    public static final int LOG = 5;
    public static final int GATE = 6;
    /** Interrupt objects and semaphores. */
    public static final int INTERRUPT = 7;
    /** The interrupt controller: one object, number 0. */
    public static final int ICU = 8;
    /** One object, number 0. */
    public static final int DEBUGGER = 9;

    /** Number of the memory that tasks map as they like. */
    public static final int USER = 0;
    /** Number of kernel-user memory: no user program maps or unmaps it (ABI section 3). */
    public static final int KERNEL_USER = 1;
    /** Number of device registers, which tasks map as they like too. */
    public static final int DEVICE = 2;

    private Kind() {}
}
