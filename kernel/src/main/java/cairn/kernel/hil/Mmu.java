package cairn.kernel.hil;

/**
 * Page tables of the 4 KiB granule, as the kernel writes them. [REQ-MMU-1]
 *
 * <p>The kernel names a table by its number (0 .. tables-1, the same number as the kernel's own table object), an entry by its
 * index (0 .. 511) and a leaf by its level: 1 = 1 GiB, 2 = 2 MiB, 3 = 4 KiB. An implementation turns each call into one
 * descriptor write in the emulated RAM. Nothing here can fail: the frames behind the tables are set aside at boot.
 *
 * <p>Trusted: an implementation touches no kernel object (row HIL-1 of the trusted base register).
 */
public interface Mmu {

    /** Makes every entry of {@code table} invalid. */
    /*@ public normal_behavior ensures true; assignable \strictly_nothing; @*/
    /*@ helper @*/ void clearTable(int table);

    /** Entry {@code index} of {@code table} points at table {@code child}. */
    /*@ public normal_behavior ensures true; assignable \strictly_nothing; @*/
    /*@ helper @*/ void setTable(int table, int index, int child);

    /**
     * Entry {@code index} of {@code table} maps a block or page.
     *
     * @param level      1, 2 or 3
     * @param frame      first 4 KiB frame number; aligned to the block size of {@code level}
     * @param rights     bits 4 read, 2 write, 1 execute (ABI section 5)
     * @param attributes memory type: 0 uncached, 2 normal cached, 4 buffered (ABI section 5, attr bits 4..6 shifted down by 4)
     */
    /*@ public normal_behavior ensures true; assignable \strictly_nothing; @*/
    /*@ helper @*/ void setLeaf(int table, int index, int level, long frame, int rights, int attributes);

    /** Entry {@code index} of {@code table} becomes invalid. The caller invalidates the translation next. */
    /*@ public normal_behavior ensures true; assignable \strictly_nothing; @*/
    /*@ helper @*/ void clearEntry(int table, int index);

    /**
     * No translation of the given page (or block of {@code level}) of address space {@code space} may survive in a TLB.
     *
     * @param page virtual page number (address / 4096)
     */
    /*@ public normal_behavior ensures true; assignable \strictly_nothing; @*/
    /*@ helper @*/ void invalidate(int space, long page, int level);

    /** Translations now use address space {@code space} (the ASID, 0 .. 65535) with root table {@code rootTable}. */
    /*@ public normal_behavior ensures true; assignable \strictly_nothing; @*/
    /*@ helper @*/ void activate(int space, int rootTable);
}
