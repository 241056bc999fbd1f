package cairn.hal.boot;

/**
 * One line of the memory map in the kernel information page. [ABI section 9]
 *
 * <pre>
 *  word 0   start, bits 63..10 | virtual 9 | - | sub-type 7..4 | type 3..0
 *  word 1   end, inclusive; bits 9..0 read as ones
 * </pre>
 *
 * @param start   first byte, a multiple of 1 KiB
 * @param end     byte after the last, a multiple of 1 KiB
 * @param type    CONVENTIONAL …
 * @param subtype for ROOT: rights 4 read, 2 write, 1 execute
 */
record MemoryDescriptor(long start, long end, int type, int subtype) {
    /** RAM that the root pager gives to who asks first. */
    static final int CONVENTIONAL = 1;
    /** The kernel's. */
    static final int RESERVED = 2;
    /** The root pager's image. */
    static final int PAGER = 3;
    /** The root task's image and modules. */
    static final int ROOT = 0xe;
    /** Not physical: the addresses that programs may use. */
    static final int VIRTUAL = 0x201;

    long word0() {
        return start | (long) subtype << 4 | type;
    }

    long word1() {
        return end - 1;
    }
}
