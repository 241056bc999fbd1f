package cairn.kernel.object;

import cairn.kernel.abi.Failure;
import cairn.kernel.abi.Item;
import cairn.kernel.abi.Right;
import cairn.kernel.core.derivation.Derivation;
import cairn.kernel.core.derivation.Node;
import cairn.kernel.core.derivation.Slot;
import cairn.kernel.core.memory.Table;

/**
 * Capability flexpages: what is mapped, granted and taken back, slot by slot. [REQ-CAP-2]
 *
 * <p>A slot that is overwritten, or that its task clears, loses its own derivation only: what was made from it stays, derived from its
 * parent (ABI section 15). What was made from it goes when the others are named, or the object is deleted.
 */
public final class Capabilities {
    private final Derivation derivation;
    private final Lifetime lifetime;
    /** How many were ever mapped: an observer compares two readings. */
    private long mapped;

    public Capabilities(Derivation derivation, Lifetime lifetime) {
        this.derivation = derivation;
        this.lifetime = lifetime;
    }

    /** Attributes of a capability that the first word {@code item} of a typed item maps. */
    public static int attributes(long item) {
        return (item & Item.WEAK) == 0 ? 0 : Subtree.WEAK;
    }

    /** The capability at {@code index} of {@code t}, or null. */
    public static Node find(Task t, long index) {
        Slot s = t.caps.find(index);
        return s == null ? null : s.node();
    }

    /**
     * Maps {@code count} capabilities from {@code index} of {@code from} on; empty slots change nothing. 0 or ENOMEM.
     *
     * @param attributes 0, or {@link Subtree#WEAK}: the new ones do not count for their objects' lives
     */
    int map(Task from, long index, long count, Task to, long target, int mask, int attributes, boolean grant) {
        if ((mask & Right.R) == 0) {
            return 0;
        }
        long done = 0;
        while (done < count) {
            Slot s = from.caps.find(index + done);
            if (s == null) {
                done = done + gap(index + done);
            } else {
                if (s.node() != null) {
                    if (!one(s, to, target + done, mask, attributes, grant)) {
                        return Failure.ENOMEM;
                    }
                    mapped = mapped + 1;
                }
                done = done + 1;
            }
        }
        return 0;
    }

    long mapped() {
        return mapped;
    }

    private boolean one(Slot s, Task to, long target, int mask, int attributes, boolean grant) {
        Slot place = to.caps.provide(target, to.payer.quota);
        if (place == null) {
            return false;
        }
        if (place == s) {
            return true;
        }
        if (place.node() != null) {
            drop(place.node());
        }
        if (!grant) {
            return derivation.map(s.node(), place, mask, 0, 0, attributes) == Derivation.OK;
        }
        Subtree.narrow(derivation, s.node(), mask, true);
        derivation.grant(s.node(), place);
        return true;
    }

    /**
     * Takes rights away from {@code count} capabilities from {@code index} of {@code t} on.
     *
     * @param self    from {@code t} itself; otherwise from all that was derived from them
     * @param destroy delete the objects whose capability has the delete right
     */
    void unmap(Task t, long index, long count, int rights, boolean self, boolean destroy) {
        if (rights == 0) {
            return;
        }
        long done = 0;
        while (done < count) {
            Slot s = t.caps.find(index + done);
            if (s == null) {
                done = done + gap(index + done);
            } else {
                if (s.node() != null) {
                    take(s.node(), rights, self, destroy);
                }
                done = done + 1;
            }
        }
    }

    private void take(Node n, int rights, boolean self, boolean destroy) {
        if ((rights & Right.R) == 0) {
            Subtree.narrow(derivation, n, ~(rights & 15), self);
        } else if (destroy && (n.rights() & Right.D) != 0) {
            Node anchor = n.top();
            derivation.revoke(anchor);
            lifetime.released(anchor);
        } else if (self) {
            drop(n);
        } else {
            derivation.revoke(n);
            lifetime.released(n.top());
        }
    }

    /** The capability {@code n} goes; what was derived from it becomes its parent's. */
    private void drop(Node n) {
        Node anchor = n.top();
        derivation.delete(n);
        lifetime.released(anchor);
    }

    /** Capabilities from {@code index} to the end of its table, which is not there. */
    private static long gap(long index) {
        return Table.ENTRIES - index % Table.ENTRIES;
    }

    /** Whether both indices hold a capability to the same object with the same of the rights W and S, of a gate also SERVER, or both nothing. */
    static boolean same(Task t, long a, long b) {
        Node x = find(t, a);
        Node y = find(t, b);
        if (x == null || y == null) {
            return x == y;
        }
        int compared = x.kind() == Kind.GATE ? Right.W | Right.S | Right.SERVER : Right.W | Right.S;
        return x.top() == y.top() && ((x.rights() ^ y.rights()) & compared) == 0;
    }
}
