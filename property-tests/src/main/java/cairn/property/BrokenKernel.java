package cairn.property;

import java.util.ArrayList;
import java.util.List;

/**
 * One deliberate fault.
 *
 * @param edits   the fault in the source; the first whose line is there is made, so that a fault survives a rewriting of the core
 * @param catches the ID that must be among those that catch it
 */
public record BrokenKernel(String id, List<Edit> edits, String catches) {
    /** In {@code method} of the core class {@code type}, {@code instead} stands for {@code line}. */
    public record Edit(String type, String method, String line, String instead) {
        @Override
        public String toString() {
            return type + "." + method + ": '" + line + "' becomes '" + instead + "'";
        }
    }

    BrokenKernel(String id, String type, String method, String line, String instead, String catches) {
        this(id, List.of(new Edit(type, method, line, instead)), catches);
    }

    private BrokenKernel or(String type, String method, String line, String instead) {
        List<Edit> more = new ArrayList<>(edits);
        more.add(new Edit(type, method, line, instead));
        return new BrokenKernel(id, more, catches);
    }

    /** At least one for each invariant, and those that the MMU alone shows. */
    public static final List<BrokenKernel> ALL = List.of(
            new BrokenKernel("delete-raises-one-child", "Derivation", "raiseAll",
                    "while (c != null) {", "if (c != null) {", "CDT-1"),
            new BrokenKernel("unmap-takes-one-leaf", "Derivation", "clear",
                    "while (x != n) {", "if (x != n) {", "STATE"),
            new BrokenKernel("map-forgets-back-link", "Tree", "link",
                    "f.prev = c;", "", "CDT-2"),
            new BrokenKernel("raise-keeps-parent", "Tree", "raise",
                    "c.parent = g;", "", "CDT-2"),
            new BrokenKernel("map-invents-write", "Tree", "fill",
                    "c.right2 = p.right2 & (mask & 2) != 0;", "c.right2 = true;", "CDT-3"),
            new BrokenKernel("restrict-ignores-children", "Derivation", "restrict",
                    "return HELD;", "", "CDT-3"),
            new BrokenKernel("map-leaves-range", "Derivation", "refusal",
                    "return RANGE;", "", "CDT-4"),
            new BrokenKernel("map-names-parent-as-anchor", "Tree", "link",
                    "c.top = p.top;", "c.top = p;", "CDT-5"),
            new BrokenKernel("destroy-held-object", "Derivation", "destroy",
                    "return HELD;", "", "CDT-5"),
            new BrokenKernel("map-into-used-slot", "Derivation", "refusal",
                    "return OCCUPIED;", "", "CDT-6"),
            new BrokenKernel("unmap-keeps-slot", "Tree", "unlink",
                    "x.slot.node = null;", "", "CDT-7"),
            new BrokenKernel("grant-keeps-old-slot", "Tree", "move",
                    "x.slot.node = null;", "", "CDT-7"),
            new BrokenKernel("unmap-leaks-nodes", "Tree", "unlink",
                    "used = used - 1;", "", "CDT-8"),
            new BrokenKernel("map-mixes-kinds", "Tree", "fits",
                    "return Derivation.SIZE;", "", "CDT-9"),
            new BrokenKernel("map-takes-unaligned-frames", "Tree", "fits",
                    "return Derivation.RANGE;", "", "CDT-9"),
            new BrokenKernel("grant-leaves-page", "Derivation", "grant",
                    "t.hide(x);", "", "CDT-10"),
            new BrokenKernel("unmap-leaves-descriptor", "Tree", "hide",
                    "mmu.clearEntry(s.table, s.index);", "", "CDT-10"),
            new BrokenKernel("unmap-keeps-tlb", "Tree", "hide",
                    "mmu.invalidate(s.space, s.page, s.level);", "", "CDT-10"),
            new BrokenKernel("restrict-keeps-page", "Derivation", "lower",
                    "t.hide(x);", "", "CDT-10"),
            new BrokenKernel("table-keeps-old-entries", "AddressSpace", "next",
                    "mmu.clearTable(tables.number(below));", "", "CDT-10"),
            new BrokenKernel("tables-charged-once", "AddressSpace", "complete",
                    "tables.pay(root, quota, level - have);", "tables.pay(root, quota, have == level ? 0 : 1);", "QUOTA-1"),
            new BrokenKernel("restrict-forgets-a-right", "Tree", "limit",
                    "x.rightC = x.rightC & (mask & 128) != 0;", "", "STATE"),
            new BrokenKernel("delete-takes-children", "Derivation", "raiseAll",
                    "lift(x, c);", "unmap(x.first);", "STATE"));

    /** The one of that ID, or null. */
    public static BrokenKernel byId(String id) {
        for (BrokenKernel b : ALL) {
            if (b.id.equals(id)) {
                return b;
            }
        }
        return null;
    }
}
