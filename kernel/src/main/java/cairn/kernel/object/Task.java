package cairn.kernel.object;

import cairn.kernel.core.capability.CapSpace;
import cairn.kernel.core.derivation.Node;
import cairn.kernel.core.ipc.ReplySlot;
import cairn.kernel.core.memory.AddressSpace;

/** A protection domain: capabilities, an address space, and the account that pays for their tables. [REQ-TASK-1] */
public final class Task {
    /** Kernel memory that a task is charged with, its tables not counted. */
    public static final int BYTES = 16384;

    /** Number of explicit reply capabilities. */
    public static final int REPLY_SLOTS = 64;

    public final int number;
    final CapSpace caps;
    final AddressSpace memory;

    // Lifetime: anchor is null while the object does not exist.
    Node anchor;
    boolean doomed;
    Factory payer;
    /** Threads bound to this task, newest first. */
    Thread threads;

    /** Explicit reply capabilities: callers that any thread of the task may answer. */
    private final ReplySlot[] replies = new ReplySlot[REPLY_SLOTS];

    public Task(int number, CapSpace caps, AddressSpace memory) {
        this.number = number;
        this.caps = caps;
        this.memory = memory;
        for (int i = 0; i < REPLY_SLOTS; i++) {
            replies[i] = new ReplySlot();
        }
    }

    /** Explicit reply capability {@code index}, or null when there is none such. */
    public ReplySlot reply(long index) {
        return index >= 0 && index < REPLY_SLOTS ? replies[(int) index] : null;
    }

    public CapSpace caps() {
        return caps;
    }

    public AddressSpace memory() {
        return memory;
    }

    /** Whether the object exists. */
    public boolean exists() {
        return anchor != null;
    }
}
