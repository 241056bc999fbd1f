package cairn.kernel.object;

import cairn.kernel.core.ipc.ReplySlot;

/**
 * One checked invocation: every object exists, every range lies in its space, every right that the operation needs is there. Made once
 * at boot, filled by the decoder, read by the operation. {@link Operation} says which fields an operation reads.
 */
public final class Call {
    /** Most flexpages that one message can carry. */
    public static final int MAX_PAGES = 62;

    /** {@link Operation}. */
    public int operation;
    public Thread caller;

    // Objects
    public Task task;
    public Task source;
    public Thread thread;
    public Factory factory;
    public Gate gate;
    public Interrupt interrupt;
    /** The interrupt object whose message a receive phase that is not open waits for, or null. */
    public Interrupt awaited;

    // Flexpages: type (cairn.kernel.abi.Flexpage), first page or capability, how many, rights
    public int flexpages;
    public final int[] type = new int[MAX_PAGES];
    public final long[] first = new long[MAX_PAGES];
    public final long[] count = new long[MAX_PAGES];
    public final int[] rights = new int[MAX_PAGES];

    // Mapping: first page or capability at the destination, rights kept, memory type (Pages.INHERIT: the source's)
    public long target;
    public int mask;
    public int attributes;
    public boolean grant;
    // Unmap: from the task itself too; delete objects
    public boolean self;
    public boolean destroy;

    /** Capability index for a new object, or that is asked about; {@code other} is what it is compared with. */
    public long slot;
    public long other;
    /** The quota of a new factory in bytes. */
    public long bytes;
    /** Flags in MR0 of a thread operation. */
    public long flags;
    public long pager;
    public long handler;
    /** Whether a thread becomes an alien. */
    public boolean alien;
    /** User address of the UTCB, or value of the thread pointer. */
    public long address;
    public long ip;
    public long sp;
    /** 1 .. 255, and microseconds (0: the default). */
    public int priority;
    public long quantum;
    /** Pin of the interrupt controller, negative when there is none such; edge: it is edge-triggered, and unmasked at once. */
    public int pin;
    public boolean edge;
    // IPC: the message goes to the thread, or through the gate when that is not null, or as an answer
    public boolean reply;
    public boolean sends;
    public boolean receives;
    public boolean open;
    public long tag;
    public long label;
    /** Whom a reply goes to, and where an open wait keeps the caller. */
    public ReplySlot replySlot;
    /** Of the capability used. */
    public int sendRights;
    /** As the ABI has them, and the time when they are absolute: microseconds since boot. */
    public int sendTimeout;
    public int receiveTimeout;
    public long sendTime;
    public long receiveTime;
    /** Bytes to write or read, pins, or words of the message. */
    public int length;
    /** The message registers as they were at the call. */
    public final long[] message = new long[63];
}
