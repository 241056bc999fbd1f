package cairn.hal.aarch64;

import java.lang.reflect.Field;
import java.nio.ByteOrder;
import sun.misc.Unsafe;

/**
 * Little-endian access to the arrays that hold the guest's RAM and the TLB, at places that are right by construction:
 * what the TLB says lies in RAM, and masks keep its own indices. So no bounds are tested where the JVM allows that without complaint
 * (before Java 24, little-endian); elsewhere, or with {@code -Dcairn.memory=checked}, they are.
 */
final class HostMemory {
    private static final Unsafe UNSAFE = find();
    /** What the place of an array's first byte is; a place counts bytes. */
    static final long BASE = UNSAFE == null ? 0 : Unsafe.ARRAY_BYTE_BASE_OFFSET;

    private HostMemory() {}

    private static Unsafe find() {
        if (Runtime.version().feature() >= 24 || ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN
                || "checked".equals(System.getProperty("cairn.memory")) || Unsafe.ARRAY_BYTE_BASE_OFFSET != Unsafe.ARRAY_LONG_BASE_OFFSET) {
            return null;
        }
        try {
            Field field = Unsafe.class.getDeclaredField("theUnsafe");
            field.setAccessible(true);
            return (Unsafe) field.get(null);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }

    static long get8(byte[] a, long place) {
        return (UNSAFE != null ? UNSAFE.getByte(a, place) : a[(int) place]) & 0xff;
    }

    static long get16(byte[] a, long place) {
        return (UNSAFE != null ? UNSAFE.getShort(a, place) : (short) PhysicalMemory.LE16.get(a, (int) place)) & 0xffff;
    }

    static long get32(byte[] a, long place) {
        return (UNSAFE != null ? UNSAFE.getInt(a, place) : (int) PhysicalMemory.LE32.get(a, (int) place)) & 0xffff_ffffL;
    }

    static long get64(byte[] a, long place) {
        return UNSAFE != null ? UNSAFE.getLong(a, place) : (long) PhysicalMemory.LE64.get(a, (int) place);
    }

    static void set8(byte[] a, long place, long value) {
        if (UNSAFE != null) {
            UNSAFE.putByte(a, place, (byte) value);
        } else {
            a[(int) place] = (byte) value;
        }
    }

    static void set16(byte[] a, long place, long value) {
        if (UNSAFE != null) {
            UNSAFE.putShort(a, place, (short) value);
        } else {
            PhysicalMemory.LE16.set(a, (int) place, (short) value);
        }
    }

    static void set32(byte[] a, long place, long value) {
        if (UNSAFE != null) {
            UNSAFE.putInt(a, place, (int) value);
        } else {
            PhysicalMemory.LE32.set(a, (int) place, (int) value);
        }
    }

    static void set64(byte[] a, long place, long value) {
        if (UNSAFE != null) {
            UNSAFE.putLong(a, place, value);
        } else {
            PhysicalMemory.LE64.set(a, (int) place, value);
        }
    }

    /** The element whose byte offset from the first is {@code at}. */
    static long word(long[] a, long at) {
        return UNSAFE != null ? UNSAFE.getLong(a, BASE + at) : a[(int) (at >>> 3)];
    }
}
