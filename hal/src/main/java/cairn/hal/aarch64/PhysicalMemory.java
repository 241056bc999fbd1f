package cairn.hal.aarch64;

import cairn.kernel.hil.Ram;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * RAM, little endian, one contiguous range. Knows which frames hold predecoded code, so that every write, whoever makes it, forgets
 * the instructions it changes.
 */
public final class PhysicalMemory implements Ram {
    /** Largest RAM in bytes: what one Java array holds with room to spare. */
    public static final long MAX_SIZE = 1L << 30;
    public static final int PAGE = 4096;

    static final VarHandle LE16 = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    static final VarHandle LE32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    static final VarHandle LE64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Predecoded frames kept at once: bounds the host's memory (16 KiB each) whatever a guest executes. */
    private static final int MAX_CODE_PAGES = 2048;

    final byte[] bytes;
    private final long base;
    private final CodePage[] code;
    private final CodePage[] pool = new CodePage[MAX_CODE_PAGES];
    private int used;
    private int generation;
    private Cpu translating;
    private int cuts;

    /**
     * @param base physical address of the first byte, 4 KiB aligned
     * @param size bytes, a multiple of 4 KiB, at most {@link #MAX_SIZE}
     */
    public PhysicalMemory(long base, long size) {
        if (size <= 0 || size > MAX_SIZE || (size | base) % PAGE != 0 || base < 0) {
            throw new IllegalArgumentException(
                    "RAM of " + size + " bytes: use a multiple of 4 KiB, at most " + (MAX_SIZE >> 20) + " MiB");
        }
        this.base = base;
        this.bytes = new byte[(int) size];
        this.code = new CodePage[(int) (size / PAGE)];
    }

    public long base() {
        return base;
    }

    public long size() {
        return bytes.length;
    }

    /** Whether all of {@code length} bytes from {@code address} are RAM. */
    public boolean contains(long address, long length) {
        long offset = address - base;
        return length >= 0 && offset >= 0 && offset <= bytes.length && length <= bytes.length - offset;
    }

    @Override
    public long load(long address) {
        return (long) LE64.get(bytes, offset(address, 8));
    }

    @Override
    public void store(long address, long value) {
        int offset = offset(address, 8);
        LE64.set(bytes, offset, value);
        changed(offset, 8);
    }

    @Override
    public void zero(long frameAddress) {
        fill(frameAddress, PAGE);
    }

    /** Zeroes {@code length} bytes. */
    public void fill(long address, long length) {
        int offset = offset(address, length);
        Arrays.fill(bytes, offset, offset + (int) length, (byte) 0);
        changed(offset, (int) length);
    }

    /** Copies bytes into RAM. */
    public void write(long address, byte[] source, int from, int length) {
        int offset = offset(address, length);
        System.arraycopy(source, from, bytes, offset, length);
        changed(offset, length);
    }

    /** Copies bytes out of RAM. */
    public byte[] read(long address, int length) {
        int offset = offset(address, length);
        return Arrays.copyOfRange(bytes, offset, offset + length);
    }

    /** Offset of the first byte that differs, or -1. */
    public int mismatch(PhysicalMemory other) {
        return Arrays.mismatch(bytes, other.bytes);
    }

    private int offset(long address, long length) {
        if (!contains(address, length)) {
            throw new IllegalArgumentException("physical address 0x" + Long.toHexString(address) + " is not RAM");
        }
        return (int) (address - base);
    }

    // ---- predecoded code ----

    boolean holdsCode(int offset) {
        return code[offset >>> 12] != null;
    }

    /** Bytes from {@code offset} of RAM were written. */
    void changed(int offset, int length) {
        if (length <= 0) {
            return;
        }
        int last = (offset + length - 1) >>> 12;
        for (int frame = offset >>> 12; frame <= last; frame++) {
            CodePage page = code[frame];
            if (page != null) {
                int start = Math.max(offset, frame << 12);
                long end = Math.min((long) offset + length, ((long) frame + 1) << 12);
                if (page.forget(start & 4095, (int) (end - start))) {
                    cuts++;
                }
            }
        }
    }

    /** Regions of code in this RAM are made for {@code cpu}, which is a constant in them. */
    void translateFor(Cpu cpu) {
        if (translating != null && translating != cpu) {
            throw new IllegalStateException("two processors that translate share one RAM: give each its own");
        }
        translating = cpu;
    }

    /** Counts the changes of translated instructions. */
    int cuts() {
        return cuts;
    }

    /** Forgets every region, not the predecoded instructions. */
    void dropRegions() {
        for (int i = 0; i < used; i++) {
            pool[i].dropRegions();
        }
    }

    /** Counts how often all predecoded code was dropped: whoever keeps a {@link CodePage} compares it. */
    int generation() {
        return generation;
    }

    /** The predecoded page of the frame at {@code offset}, empty when it is new. */
    CodePage codePage(int offset) {
        int frame = offset >>> 12;
        CodePage page = code[frame];
        if (page == null) {
            if (used == MAX_CODE_PAGES) {
                dropCode();
            }
            page = pool[used];
            if (page == null) {
                page = new CodePage();
                pool[used] = page;
            }
            used++;
            page.frame = frame;
            page.forgetAll();
            code[frame] = page;
        }
        return page;
    }

    private void dropCode() {
        for (int i = 0; i < used; i++) {
            code[pool[i].frame] = null;
            pool[i].dropRegions();
        }
        used = 0;
        generation++;
    }
}
