package cairn.kernel.object;

import cairn.kernel.abi.Utcb;
import cairn.kernel.core.derivation.Derivation;
import cairn.kernel.core.derivation.Node;
import cairn.kernel.core.derivation.Slot;
import cairn.kernel.core.derivation.Tree;
import cairn.kernel.core.memory.AddressSpace;
import cairn.kernel.hil.Ram;

/**
 * Pages that the kernel lends to a task for UTCBs (ABI section 3): zeroed, readable and writable there, out of every user program's
 * mapping operations, and given back only with the task. They are derived from an anchor of their own. [REQ-KUMEM-1]
 */
public final class KernelUserMemory {
    /** Rights of such a page: read, write, user. */
    private static final int RIGHTS = 4 + 2 + 8;
    private static final int CACHED = 2;

    private final Tree tree;
    private final Derivation derivation;
    private final Ram ram;
    private final Node anchor;
    /** Of each frame from the first on, whether a task has it; and how many are free. */
    private final boolean[] lent;
    private final long first;
    private int count;

    /** The {@code frames} frames from {@code first} on. */
    public KernelUserMemory(Tree tree, Derivation derivation, Ram ram, long first, int frames) {
        this.tree = tree;
        this.derivation = derivation;
        this.ram = ram;
        this.anchor = derivation.anchor(Kind.MEMORY, Kind.KERNEL_USER, first, first + frames - 1);
        this.lent = new boolean[frames];
        this.first = first;
        this.count = frames;
    }

    /** Whether {@code n} is a page of this memory. */
    static boolean holds(Node n) {
        return n.kind() == Kind.MEMORY && n.number() == Kind.KERNEL_USER;
    }

    /** Whether {@code pages} pages can be had by {@code payer}, tables not counted. */
    boolean available(int pages, Factory payer) {
        return count >= pages && tree.capacity() - tree.used() >= pages
                && payer.quota.limit() - payer.quota.used() >= pages * 4096L;
    }

    /**
     * Puts {@code pages} zeroed pages at virtual page {@code page} of {@code t}, where nothing is mapped; or none, and false. Their frames
     * lie side by side if such are left: then a UTCB can lie across two pages.
     */
    boolean add(Task t, long page, int pages) {
        if (!available(pages, t.payer)) {
            return false;
        }
        int at = run(pages);
        for (int i = 0; i < pages; i++) {
            Slot s = t.memory.provide(page + i, 3, t.payer.quota);
            if (s == null || !t.payer.quota.charge(4096)) {
                remove(t, page, i);
                return false;
            }
            at = free(at);
            lent[at] = true;
            count = count - 1;
            long frame = first + at;
            ram.zero(frame * 4096);
            derivation.map(anchor, s, RIGHTS, frame, frame, CACHED);
        }
        return true;
    }

    private void remove(Task t, long page, int pages) {
        for (int i = 0; i < pages; i++) {
            remove(t, t.memory.find(page + i).node());
        }
    }

    /** Takes the page {@code n} back from {@code t}. */
    void remove(Task t, Node n) {
        long frame = n.low();
        derivation.unmap(n);
        give(frame);
        t.payer.quota.release(4096);
    }

    /** The UTCB at physical address {@code utcb} is the program's to use again. */
    void released(long utcb) {
        ram.store(utcb + Utcb.FREE, 0);
    }

    /** The first of {@code pages} free frames side by side, counted from the first of all; 0 when there are none. */
    private int run(int pages) {
        int length = 0;
        for (int i = 0; i < lent.length; i++) {
            length = lent[i] ? 0 : length + 1;
            if (length == pages) {
                return i - pages + 1;
            }
        }
        return 0;
    }

    /** The first free frame from {@code from} on; there is one. */
    private int free(int from) {
        int i = from;
        while (lent[i]) {
            i = i + 1;
        }
        return i;
    }

    private void give(long frame) {
        lent[(int) (frame - first)] = false;
        count = count + 1;
    }

    /**
     * Physical address behind {@code address} of {@code t}, or 0 when the {@code size} bytes there, at most a page, are not words of
     * kernel-user memory that lie side by side.
     */
    static long physical(Task t, long address, int size) {
        long from = physical(t, address);
        long to = physical(t, address + size - 1);
        return address % 8 == 0 && from != 0 && to - from == size - 1 ? from : 0;
    }

    private static long physical(Task t, long address) {
        long page = address >>> 12;
        Slot s = page < AddressSpace.PAGES ? t.memory.find(page) : null;
        if (s == null || !holds(s.node())) {
            return 0;
        }
        return s.node().low() * 4096 + (address & 4095);
    }
}
