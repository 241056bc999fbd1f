package cairn.hal.aarch64;

/**
 * Stage 1 translation of the 4 KiB granule with 48-bit addresses: reads the descriptors in RAM, keeps nothing. [REQ-MMU-1]
 *
 * <pre>
 * leaf:   63 59 58 55 54  53  52 51 48 47           12 11 10 9 8 7    6    5 4  2 1 0
 *        | -   | -   |UXN|PXN|  |  0  | output address|nG|AF|SH |RO |EL0| NS|Attr|type|
 * table:  63 NSTable 62 APTable[1] 61 APTable[0] 60 UXNTable 59 PXNTable ... 47..12 next table ... 11
 * type:   x0 invalid   01 block (levels 1, 2)   11 table (levels 0..2) or page (level 3)
 * </pre>
 */
final class Walker {
    static final int READ = 4;
    static final int WRITE = 2;
    static final int EXECUTE = 1;
    /** Result of {@link #walk} when there is a translation; any other result is a fault status code. */
    static final int OK = -1;
    /** Physical addresses have 40 bits (TCR_EL1.IPS): a descriptor beyond is an address size fault. */
    static final int PHYSICAL_BITS = 40;

    static final long AF = 1L << 10;
    static final long NOT_GLOBAL = 1L << 11;
    static final long READ_ONLY = 1L << 7;
    static final long EL0 = 1L << 6;
    static final long UXN = 1L << 54;
    static final long PXN = 1L << 53;
    static final long ADDRESS = 0x0000_ffff_ffff_f000L;

    private final PhysicalMemory memory;

    /** Physical address that the virtual address translates to. */
    long physical;
    /** Level of the leaf: 1, 2 or 3. */
    int level;
    /** READ, WRITE, EXECUTE for EL0. */
    int rights;
    /** AttrIndx: 0 device, 1 normal cached, 2 normal uncached. */
    int attribute;

    Walker(PhysicalMemory memory) {
        this.memory = memory;
    }

    /** Translates {@code va} from the root table at physical address {@code root}; rights are reported, not checked. */
    int walk(long root, long va) {
        if (va >>> 48 != 0) {
            return Esr.TRANSLATION;
        }
        long table = root;
        boolean userTable = true;
        boolean writeTable = true;
        boolean executeTable = true;
        for (level = 0; ; level++) {
            int shift = 39 - 9 * level;
            long entry = table + ((va >>> shift) & 511) * 8;
            if (!memory.contains(entry, 8)) {
                return Esr.EXTERNAL_ON_WALK | level;
            }
            long descriptor = memory.load(entry);
            int type = (int) descriptor & 3;
            boolean leaf = level == 3 ? type == 3 : type == 1 && level != 0;
            boolean next = level != 3 && type == 3;
            if (!leaf && !next) {
                return Esr.TRANSLATION | level;
            }
            if ((descriptor & ADDRESS) >>> PHYSICAL_BITS != 0) {
                return Esr.ADDRESS_SIZE | level;
            }
            if (next) {
                table = descriptor & ADDRESS;
                userTable &= (descriptor >>> 61 & 1) == 0;
                writeTable &= (descriptor >>> 62 & 1) == 0;
                executeTable &= (descriptor >>> 60 & 1) == 0;
                continue;
            }
            if ((descriptor & AF) == 0) {
                return Esr.ACCESS_FLAG | level;
            }
            long inBlock = (1L << shift) - 1;
            physical = descriptor & ADDRESS & ~inBlock | va & inBlock;
            boolean data = userTable && (descriptor & EL0) != 0;
            rights = (data ? READ : 0)
                    | (data && writeTable && (descriptor & READ_ONLY) == 0 ? WRITE : 0)
                    | (executeTable && (descriptor & UXN) == 0 ? EXECUTE : 0);
            attribute = (int) (descriptor >>> 2) & 7;
            return OK;
        }
    }
}
