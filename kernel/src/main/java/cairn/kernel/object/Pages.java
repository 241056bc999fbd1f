package cairn.kernel.object;

import cairn.kernel.abi.Failure;
import cairn.kernel.abi.Right;
import cairn.kernel.core.derivation.Derivation;
import cairn.kernel.core.derivation.Node;
import cairn.kernel.core.derivation.Slot;
import cairn.kernel.core.memory.AddressSpace;
import cairn.kernel.core.memory.Table;

/**
 * Memory flexpages: what is mapped, granted and taken back, piece by piece. [REQ-MAP-1]
 *
 * <p>A piece is the largest of 1 GiB, 2 MiB and 4 KiB that fits the alignment on both sides, the source's own size and the tables that
 * the destination has there. Pieces are not split: a part of a larger one that is taken from its task takes all of it; one that is
 * taken only from the others takes their pieces that overlap it. Pages are counted in 4 KiB.
 */
public final class Pages {
    /** As {@code attributes}: those of the source. */
    public static final int INHERIT = -1;

    private final Derivation derivation;
    /** How many pieces were ever mapped, or were there already: an observer compares two readings. */
    private long mapped;

    public Pages(Derivation derivation) {
        this.derivation = derivation;
    }

    /**
     * Maps {@code count} pages at {@code page} of {@code from} to {@code target} of {@code to}; holes stay holes.
     *
     * @return 0, or a {@link Failure}: ENOMEM when nodes, tables or the quota are used up, ERANGE when a part of a larger piece is to be
     *         granted. Pieces done before stay.
     */
    int map(Task from, long page, long count, Task to, long target, int mask, int attributes, boolean grant) {
        if ((mask & Right.PAGE) == 0) {
            return 0;
        }
        long done = 0;
        while (done < count) {
            Slot s = from.memory.find(page + done);
            if (s == null) {
                done = done + gap(from.memory, page + done);
            } else {
                int level = level(s.level, page + done, target + done, count - done, to.memory);
                int failure = piece(s, page + done, to, target + done, level, mask, attributes, grant);
                if (failure != 0) {
                    return failure;
                }
                done = done + span(level);
            }
        }
        return 0;
    }

    long mapped() {
        return mapped;
    }

    private int piece(Slot s, long page, Task to, long target, int level, int mask, int attributes, boolean grant) {
        Node n = s.node();
        if (KernelUserMemory.holds(n)) {
            return 0;
        }
        long low = n.low() + page % span(s.level);
        if (grant && level != s.level) {
            return Failure.ERANGE;
        }
        int rights = mask;
        Slot taken = to.memory.find(target);
        if (taken == s) {
            return 0;
        }
        if (taken != null) {
            Node old = taken.node();
            if (KernelUserMemory.holds(old)) {
                return 0;
            }
            if (!grant && old.parent() == n && old.low() == low && taken.level == level) {
                if ((n.rights() & mask & ~old.rights()) == 0) {
                    mapped = mapped + 1;
                    return 0;
                }
                rights = mask | old.rights();
            }
            derivation.unmap(old);
            if (s.node() != n) {
                return 0; // the source was derived from what was there
            }
        }
        Slot place = to.memory.provide(target, level, to.payer.quota);
        if (place == null) {
            return Failure.ENOMEM;
        }
        if (grant) {
            Subtree.narrow(derivation, n, mask, true);
            derivation.grant(n, place);
            mapped = mapped + 1;
            return 0;
        }
        mapped = mapped + 1;
        int code = derivation.map(n, place, rights, low, low + span(level) - 1, attributes == INHERIT ? n.attributes() : attributes);
        return code == Derivation.OK ? 0 : Failure.ENOMEM;
    }

    /**
     * Takes rights away from the {@code count} pages at {@code page} of {@code t} and all that was derived from them; without the read
     * right nothing is left of a mapping.
     *
     * @param self also from {@code t} itself
     */
    void unmap(Task t, long page, long count, int rights, boolean self) {
        if (rights == 0) {
            return;
        }
        long p = page;
        while (p < page + count) {
            Slot s = t.memory.find(p);
            if (s == null) {
                p = p + gap(t.memory, p);
            } else {
                long base = p - p % span(s.level);
                long end = base + span(s.level);
                end = end < page + count ? end : page + count;
                if (self || end - p == span(s.level)) {
                    take(s.node(), rights, self);
                } else {
                    takePart(s.node(), s.node().low() + (p - base), s.node().low() + (end - 1 - base), rights);
                }
                p = base + span(s.level);
            }
        }
    }

    /** Takes frames {@code low} to {@code high} of {@code n} from the others: their pieces that overlap them, and what is below those. */
    private void takePart(Node n, long low, long high, int rights) {
        Node c = n.first();
        while (c != null) {
            Node next = c.next();
            if (c.low() <= high && low <= c.high()) {
                take(c, rights, true);
            }
            c = next;
        }
    }

    private void take(Node n, int rights, boolean self) {
        if (KernelUserMemory.holds(n)) {
            return;
        }
        if ((rights & Right.READ) == 0) {
            Subtree.narrow(derivation, n, ~(rights & Right.PAGE), self);
        } else if (self) {
            derivation.unmap(n);
        } else {
            derivation.revoke(n);
        }
    }

    /**
     * Boot only: derives {@code count} frames from {@code frame} on from the anchor, at {@code page} of {@code to}.
     *
     * @return whether nodes, tables and quota sufficed
     */
    public boolean give(Node anchor, long frame, long count, Task to, long page, int rights, int attributes) {
        long done = 0;
        while (done < count) {
            int level = level(1, frame + done, page + done, count - done, to.memory);
            Slot place = to.memory.provide(page + done, level, to.payer.quota);
            if (place == null || derivation.map(anchor, place, rights | Right.USER, frame + done, frame + done + span(level) - 1, attributes) != 0) {
                return false;
            }
            done = done + span(level);
        }
        return true;
    }

    /** The largest piece that can go from {@code page} to {@code target}. */
    private static int level(int least, long page, long target, long left, AddressSpace to) {
        int deepest = to.depth(target);
        for (int level = least; level < 3; level++) {
            long span = span(level);
            if (level >= deepest && span <= left && page % span == 0 && target % span == 0) {
                return level;
            }
        }
        return 3;
    }

    /** Pages from {@code page} to the end of the hole that it lies in, as far as the tables show; at least 1. */
    private static long gap(AddressSpace a, long page) {
        Table l1 = a.root().down((int) (page >>> 27));
        if (l1 == null) {
            return (1L << 27) - page % (1L << 27);
        }
        long span = span(a.depth(page));
        return span - page % span;
    }

    /** Pages of a piece of {@code level}. */
    static long span(int level) {
        if (level == 1) {
            return AddressSpace.L1_PAGES;
        }
        return level == 2 ? AddressSpace.L2_PAGES : 1;
    }
}
