package cairn.model;

import java.util.SortedSet;

/** A task: the tables that hold its places. The root of its page tables is one more and not in the set. [REQ-QUOTA-1] */
public record Task(SortedSet<Table> tables) {
    /** Bytes charged to its quota. */
    public long charged() {
        return (tables.size() + 1) * Table.BYTES;
    }
}
