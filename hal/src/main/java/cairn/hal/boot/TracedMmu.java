package cairn.hal.boot;

import cairn.kernel.hil.Mmu;
import java.io.PrintStream;

/** Passes page-table changes on, and prints them. */
final class TracedMmu implements Mmu {
    private final Mmu mmu;
    private final PrintStream out;

    TracedMmu(Mmu mmu, PrintStream out) {
        this.mmu = mmu;
        this.out = out;
    }

    @Override
    public void clearTable(int table) {
        out.println("mmu clear table " + table);
        mmu.clearTable(table);
    }

    @Override
    public void setTable(int table, int index, int child) {
        out.println("mmu table " + table + "[" + index + "] -> table " + child);
        mmu.setTable(table, index, child);
    }

    @Override
    public void setLeaf(int table, int index, int level, long frame, int rights, int attributes) {
        out.println("mmu table " + table + "[" + index + "] -> level " + level + " frame 0x" + Long.toHexString(frame) + " "
                + ((rights & 4) != 0 ? "r" : "-") + ((rights & 2) != 0 ? "w" : "-") + ((rights & 1) != 0 ? "x" : "-"));
        mmu.setLeaf(table, index, level, frame, rights, attributes);
    }

    @Override
    public void clearEntry(int table, int index) {
        out.println("mmu table " + table + "[" + index + "] -> nothing");
        mmu.clearEntry(table, index);
    }

    @Override
    public void invalidate(int space, long page, int level) {
        out.println("mmu invalidate space " + space + " page 0x" + Long.toHexString(page) + " level " + level);
        mmu.invalidate(space, page, level);
    }

    @Override
    public void activate(int space, int rootTable) {
        out.println("mmu activate space " + space + " table " + rootTable);
        mmu.activate(space, rootTable);
    }
}
