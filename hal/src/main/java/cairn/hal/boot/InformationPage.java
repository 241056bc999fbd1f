package cairn.hal.boot;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The kernel information page, as the kernel leaves it for the first programs. [ABI section 9]
 *
 * <pre>
 *  000 magic, version        040 module info    0e0 memory descriptors   900 clock in microseconds (code)   970 factor, shift
 *  010 pager's, root's entry 050 granularity    4e0 version, features    980 clock in nanoseconds (code)    9f0 factor, shift
 *  020 clock   028 kHz       070 platform       800 svc #0; ret
 * </pre>
 */
final class InformationPage {
    static final int SIZE = 4096;
    static final int MAX_DESCRIPTORS = 64;

    private static final int MAGIC = 0x4be6344c;
    private static final int VERSION = 0x87034444;
    private static final int DESCRIPTORS = 0xe0;
    private static final int STRINGS = 0x4e0;
    private static final int SYSTEM_CALL = 0x800;
    private static final int MICROSECONDS = 0x900;
    private static final int NANOSECONDS = 0x980;
    /** Where the factor of a clock routine lies, from its start; the shift is the next word. */
    private static final int FACTOR = 0x70;

    /**
     * Reads CNTVCT_EL0; x0 = (counter × factor >> 32) << shift, the product in 128 bits.
     * <pre>
     *  isb ; mrs x0, cntvct_el0 ; adr x1, .+0x68 ; ldp x2, x3, [x1]
     *  umulh x4, x0, x2 ; mul x0, x0, x2 ; extr x0, x4, x0, #32 ; lsl x0, x0, x3 ; ret
     * </pre>
     */
    private static final int[] READ_CLOCK = {
        0xd5033fdf, 0xd53be040, 0x10000341, 0xa9400c22, 0x9bc27c04, 0x9b027c00, 0x93c08080, 0x9ac32000, 0xd65f03c0,
    };

    private final ByteBuffer page = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);

    /** @param hertz ticks of CNTVCT_EL0 in a second */
    InformationPage(long hertz) {
        page.putInt(0x00, MAGIC).putInt(0x04, VERSION).put(0x08, (byte) (STRINGS >> 4));
        page.putLong(0x28, hertz / 1000).putInt(0x50, 1000);
        page.putInt(0x54, DESCRIPTORS).putInt(0x58, MAX_DESCRIPTORS);
        put(0x70, "arm_virt");
        put(put(put(put(put(STRINGS, "Cairn"), "pf_tramp"), "abiver:3"), "mapdb"), "armv6plus");
        page.putInt(SYSTEM_CALL, 0xd4000001).putInt(SYSTEM_CALL + 4, 0xd65f03c0);
        clock(MICROSECONDS, 1_000_000L, 0, hertz);
        clock(NANOSECONDS, 1_000_000_000L >> 4, 4, hertz);
    }

    private int put(int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        page.put(at, bytes);
        return at + bytes.length + 1;
    }

    /** @param units in a second, after the shift */
    private void clock(int at, long units, int shift, long hertz) {
        for (int i = 0; i < READ_CLOCK.length; i++) {
            page.putInt(at + 4 * i, READ_CLOCK[i]);
        }
        page.putLong(at + FACTOR, ((units << 32) + hertz - 1) / hertz).putLong(at + FACTOR + 8, shift);
    }

    /** Where the first programs start. */
    void entries(long pager, long root) {
        page.putLong(0x10, pager).putLong(0x18, root);
    }

    /** Physical address of the module information. */
    void modules(long address) {
        page.putLong(0x40, address);
    }

    void memory(List<MemoryDescriptor> map) {
        if (map.size() > MAX_DESCRIPTORS) {
            throw new IllegalArgumentException(map.size() + " memory descriptors");
        }
        int at = DESCRIPTORS;
        for (MemoryDescriptor d : map) {
            page.putLong(at, d.word0()).putLong(at + 8, d.word1());
            at += 16;
        }
    }

    byte[] bytes() {
        return page.array();
    }
}
