package cairn.kernel.core.derivation;

/**
 * One derivation: which object or frames, with which rights, held where, derived from what. [REQ-CDT-1]
 *
 * <p>A live node without parent is an <em>anchor</em>: the kernel's own hold on an object, kept in no slot. Everything that a
 * task can name is a descendant of its object's anchor.
 *
 * <pre>
 *            anchor (parent = null, slot = null)
 *              | first
 *              v
 *            newest child --next--> older child --next--> oldest child     next/prev: siblings, newest first
 * </pre>
 */
public final class Node {
    /** Kinds of what is mapped. Memory first; the others are the object layer's business. */
    public static final int MEMORY = 0;

    // CDT-1, CDT-2: the tree
    /*@ spec_public nullable @*/ Node parent;
    /*@ spec_public nullable @*/ Node first;
    /*@ spec_public nullable @*/ Node next;
    /*@ spec_public nullable @*/ Node prev;
    /*@ spec_public @*/ boolean live;
    //@ public ghost \bigint birth;   // creation time: a parent is older than its child
    //@ public ghost \bigint order;   // when it was put in front of its siblings

    // CDT-3: rights, one flag for each bit of the ABI (section 5): 1, 2, 4, 8 and the three object-specific ones
    /*@ spec_public @*/ boolean right1;
    /*@ spec_public @*/ boolean right2;
    /*@ spec_public @*/ boolean right4;
    /*@ spec_public @*/ boolean right8;
    /*@ spec_public @*/ boolean rightA;
    /*@ spec_public @*/ boolean rightB;
    /*@ spec_public @*/ boolean rightC;

    // CDT-4: frames, first and last 4 KiB frame number; 0 .. 0 for an object
    /*@ spec_public @*/ long low;
    /*@ spec_public @*/ long high;

    // CDT-5: the anchor of this tree; kind and number of the object are read there
    /*@ spec_public nullable @*/ Node top;
    /*@ spec_public @*/ int kind;
    /*@ spec_public @*/ int number;

    // CDT-6: where it is held; null for an anchor
    /*@ spec_public nullable @*/ Slot slot;

    // CDT-8: position in the pool, and the node's name for good
    /*@ spec_public @*/ int pos;
    public final int id;

    /*@ public normal_behavior
      @   ensures this.id == id && pos == id && !live;
      @   assignable \nothing;
      @*/
    Node(int id) {
        this.id = id;
        this.pos = id;
    }
}
