package cairn.hal.boot;

import cairn.hal.aarch64.PhysicalMemory;
import cairn.kernel.core.derivation.Node;
import cairn.kernel.core.derivation.Slot;
import cairn.kernel.core.memory.AddressSpace;
import cairn.kernel.object.Task;

/** Looks at a program's memory from outside, through the kernel's tables. */
final class Translation {
    private Translation() {}

    /** Physical address of {@code address} in {@code t}, or -1 when nothing is mapped there. */
    static long physical(Task t, long address) {
        long page = address >>> 12;
        Slot s = t == null || page >= AddressSpace.PAGES ? null : t.memory().find(page);
        Node n = s == null ? null : s.node();
        if (n == null) {
            return -1;
        }
        long pages = n.high() - n.low() + 1;
        return n.low() + page % pages << 12 | address & 4095;
    }

    /** The instruction at {@code pc}, or -1 when it cannot be read. */
    static long instruction(PhysicalMemory ram, Task t, long pc) {
        long at = physical(t, pc & -4);
        if (at < 0 || !ram.contains(at & -8, 8)) {
            return -1;
        }
        return ram.load(at & -8) >>> 8 * (at & 4) & 0xffff_ffffL;
    }
}
