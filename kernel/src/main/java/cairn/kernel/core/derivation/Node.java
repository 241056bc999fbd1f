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
    /** Memory type for the page table (ABI section 5): 0 uncached, 2 normal, 4 buffered. Not a right. */
    /*@ spec_public @*/ int attributes;

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

    /** {@code capacity} free nodes, numbered from 0, for a {@link Tree}. */
    /*@ public normal_behavior
      @   requires 0 <= capacity;
      @   ensures \result.length == capacity && \typeof(\result) == \type(Node[]);
      @   ensures (\forall int j; 0 <= j && j < capacity; \result[j] != null && \result[j].pos == j && \result[j].id == j && !\result[j].live);
      @   assignable \nothing;
      @*/
    public static /*@ nullable @*/ Node[] pool(int capacity) {
        Node[] made = new Node[capacity];
        /*@ loop_invariant 0 <= k && k <= capacity;
          @ loop_invariant (\forall int j; 0 <= j && j < k; made[j] != null && made[j].pos == j && made[j].id == j && !made[j].live);
          @ decreases capacity - k;
          @ assignable made[*];
          @*/
        for (int k = 0; k < capacity; k++) {
            made[k] = new Node(k);
        }
        return made;
    }

    /** The rights as the ABI's bits: 1, 2, 4, 8 and the object-specific 32, 64, 128. */
    /*@ public normal_behavior
      @   ensures 0 <= \result && \result <= 255;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure @*/ int rights() {
        int bits = 0;
        if (right1) {
            bits = bits + 1;
        }
        if (right2) {
            bits = bits + 2;
        }
        if (right4) {
            bits = bits + 4;
        }
        if (right8) {
            bits = bits + 8;
        }
        if (rightA) {
            bits = bits + 32;
        }
        if (rightB) {
            bits = bits + 64;
        }
        if (rightC) {
            bits = bits + 128;
        }
        return bits;
    }

    /** Whether every right of this node is in {@code mask}. */
    /*@ public normal_behavior
      @   ensures \result == ((right1 ==> (mask & 1) != 0) && (right2 ==> (mask & 2) != 0) && (right4 ==> (mask & 4) != 0) && (right8 ==> (mask & 8) != 0)
      @                        && (rightA ==> (mask & 32) != 0) && (rightB ==> (mask & 64) != 0) && (rightC ==> (mask & 128) != 0));
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure @*/ boolean within(int mask) {
        return (!right1 || (mask & 1) != 0)
                && (!right2 || (mask & 2) != 0)
                && (!right4 || (mask & 4) != 0)
                && (!right8 || (mask & 8) != 0)
                && (!rightA || (mask & 32) != 0)
                && (!rightB || (mask & 64) != 0)
                && (!rightC || (mask & 128) != 0);
    }

    /*@ public normal_behavior
      @   ensures \result == this.live;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure @*/ boolean live() {
        return live;
    }

    /*@ public normal_behavior
      @   ensures \result == this.parent;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure nullable @*/ Node parent() {
        return parent;
    }

    /*@ public normal_behavior
      @   ensures \result == this.first;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure nullable @*/ Node first() {
        return first;
    }

    /*@ public normal_behavior
      @   ensures \result == this.next;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure nullable @*/ Node next() {
        return next;
    }

    /*@ public normal_behavior
      @   ensures \result == this.top;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure nullable @*/ Node top() {
        return top;
    }

    /*@ public normal_behavior
      @   ensures \result == this.slot;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure nullable @*/ Slot slot() {
        return slot;
    }

    /*@ public normal_behavior
      @   ensures \result == this.kind;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure @*/ int kind() {
        return kind;
    }

    /*@ public normal_behavior
      @   ensures \result == this.number;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure @*/ int number() {
        return number;
    }

    /*@ public normal_behavior
      @   ensures \result == this.low;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure @*/ long low() {
        return low;
    }

    /*@ public normal_behavior
      @   ensures \result == this.high;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure @*/ long high() {
        return high;
    }

    /*@ public normal_behavior
      @   ensures \result == this.attributes;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure @*/ int attributes() {
        return attributes;
    }
}
