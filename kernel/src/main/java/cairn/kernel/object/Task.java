package cairn.kernel.object;

import cairn.kernel.core.capability.CapSpace;
import cairn.kernel.core.derivation.Node;
import cairn.kernel.core.memory.AddressSpace;

/** A protection domain: capabilities, an address space, and the account that pays for their tables. [REQ-TASK-1] */
public final class Task {
    /** Kernel memory that a task is charged with, its tables not counted. */
    public static final int BYTES = 16384;

    public final int number;
    final CapSpace caps;
    final AddressSpace memory;

    // Lifetime: anchor is null while the object does not exist.
    Node anchor;
    boolean doomed;
    Factory payer;
    /** Threads bound to this task, newest first. */
    Thread threads;

    public Task(int number, CapSpace caps, AddressSpace memory) {
        this.number = number;
        this.caps = caps;
        this.memory = memory;
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
