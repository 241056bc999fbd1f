package cairn.hal.aarch64;

import cairn.kernel.hil.Mmu;

/**
 * The kernel's {@link Mmu}: each call is one descriptor written to emulated RAM, read back by the walk. Table {@code n} is the frame
 * at {@code base + n * 4096}. [REQ-MMU-1]
 *
 * <p>The hardware cannot grant writing without reading; a leaf without the read right therefore grants no data access at all, and with
 * only the execute right it is execute-only.
 */
public final class PageTables implements Mmu {
    private final PhysicalMemory memory;
    private final Cpu cpu;
    private final long base;
    private final int tables;
    private final Walker walker;

    /**
     * @param base   physical address of table 0, 4 KiB aligned
     * @param tables number of tables
     */
    public PageTables(PhysicalMemory memory, Cpu cpu, long base, int tables) {
        if ((base & 4095) != 0 || tables < 1 || !memory.contains(base, tables * 4096L)) {
            throw new IllegalArgumentException(
                    tables + " page tables at 0x" + Long.toHexString(base) + " do not lie in RAM on a page boundary");
        }
        this.memory = memory;
        this.cpu = cpu;
        this.base = base;
        this.tables = tables;
        this.walker = new Walker(memory);
    }

    @Override
    public void clearTable(int table) {
        memory.zero(address(table));
        // A root table that is cleared starts a new address space: nothing of an earlier one with its number may be left.
        cpu.forgetRoot(address(table));
    }

    @Override
    public void setTable(int table, int index, int child) {
        write(table, index, address(child) | 3);
    }

    @Override
    public void setLeaf(int table, int index, int level, long frame, int rights, int attributes) {
        write(table, index, leaf(level, frame, rights, attributes));
    }

    @Override
    public void clearEntry(int table, int index) {
        write(table, index, 0);
    }

    @Override
    public void invalidate(int space, long page, int level) {
        cpu.invalidate(space, page << 12, shift(level));
    }

    @Override
    public void activate(int space, int rootTable) {
        cpu.activate(space, address(rootTable));
    }

    /** What the descriptors in RAM say about {@code va} in the space with root table {@code rootTable}; null: no translation. */
    public Translation walk(int rootTable, long va) {
        if (walker.walk(address(rootTable), va) != Walker.OK) {
            return null;
        }
        return new Translation(walker.physical >>> 12, walker.rights, walker.level, walker.attribute << 1);
    }

    static long leaf(int level, long frame, int rights, int attributes) {
        boolean read = (rights & Walker.READ) != 0;
        boolean write = read && (rights & Walker.WRITE) != 0;
        boolean execute = (rights & Walker.EXECUTE) != 0;
        int index = attributes >>> 1 & 3;
        return frame << 12 & Walker.ADDRESS
                | (level == 3 ? 3 : 1)
                | (long) index << 2
                | (read ? Walker.EL0 : 0)
                | (write ? 0 : Walker.READ_ONLY)
                | (index == 1 ? 3L << 8 : 2L << 8)
                | Walker.AF
                | Walker.NOT_GLOBAL
                | Walker.PXN
                | (execute ? 0 : Walker.UXN);
    }

    private static int shift(int level) {
        return 39 - 9 * level;
    }

    private long address(int table) {
        if (table < 0 || table >= tables) {
            throw new IllegalArgumentException("page table " + table + " of " + tables);
        }
        return base + table * 4096L;
    }

    private void write(int table, int index, long descriptor) {
        memory.store(address(table) + index * 8L, descriptor);
    }
}
