package cairn.kernel.core.derivation;

/** One place: an entry of a capability table or of a page table. Empty, or holds one derivation. */
public final class Slot {
    /** What is held here; null when empty. CDT-7 ties it to {@link Node#slot}. */
    /*@ spec_public nullable @*/ Node node;

    //@ public ghost boolean shown;          // CDT-10: what the MMU's tables say here
    //@ public ghost \bigint shownFrame;
    //@ public ghost boolean shownRead;
    //@ public ghost boolean shownWrite;
    //@ public ghost boolean shownExecute;

    /** Address space and first virtual page of a page-table entry, for TLB maintenance; written when its table is put to use. */
    public int space;
    public long page;

    /** Table that this slot belongs to (0 .. tables-1) and its index in it (0 .. 511). */
    public final int table;
    public final int index;
    /** 1, 2, 3: page-table entry for 1 GiB, 2 MiB, 4 KiB; 0: capability. */
    public final int level;

    /*@ public normal_behavior
      @   ensures this.node == null && !this.shown;
      @   ensures this.table == table && this.index == index && this.level == level;
      @   assignable \nothing;
      @*/
    public Slot(int table, int index, int level) {
        this.table = table;
        this.index = index;
        this.level = level;
    }

    /*@ public normal_behavior
      @   ensures \result == node;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure nullable @*/ Node node() {
        return node;
    }
}
