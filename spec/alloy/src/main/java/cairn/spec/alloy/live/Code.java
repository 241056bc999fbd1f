package cairn.spec.alloy.live;

/** Compiled Alloy: a formula, a set of atoms of one sort, or a relation (row i: what atom i is related to). */
interface Code {
    /** A formula. */
    interface Test extends Code {
        boolean holds(LiveState s);
    }

    /** A set: bit i for atom i. */
    interface Bits extends Code {
        long of(LiveState s);
    }

    /** A relation: at least as many rows as the left sort has atoms. */
    interface Rows extends Code {
        long[] of(LiveState s);
    }
}
