package cairn.hal.aarch64;

import static cairn.hal.aarch64.VectorDecoder.bit;
import static cairn.hal.aarch64.VectorDecoder.bits;

/** Instructions that move elements without computing on them. */
final class VectorMoves {
    private final VectorFile file;
    private final long[] x;

    VectorMoves(VectorFile file, long[] x) {
        this.file = file;
        this.x = x;
    }

    void execute(int group, int w) {
        switch (group) {
            case VectorDecoder.COPY, VectorDecoder.COPY_SCALAR -> copy(w, group == VectorDecoder.COPY_SCALAR);
            case VectorDecoder.IMMEDIATE -> immediate(w);
            case VectorDecoder.PERMUTE -> permute(w);
            case VectorDecoder.EXTRACT -> extract(w);
            default -> table(w);
        }
    }

    private long general(int register) {
        return register == 31 ? 0 : x[register];
    }

    private void setGeneral(int register, long value) {
        if (register != 31) {
            x[register] = value;
        }
    }

    private void copy(int w, boolean scalar) {
        int where = bits(w, 20, 16);
        int size = Integer.numberOfTrailingZeros(where);
        int index = where >>> size + 1;
        int n = bits(w, 9, 5);
        int d = w & 31;
        int opcode = bits(w, 14, 11);
        boolean quad = bit(w, 30);
        if (scalar) {
            file.setScalar(d, file.get(n, size, index));
        } else if (bit(w, 29)) {
            file.insert(d, size, index, file.get(n, size, opcode >>> size));
        } else {
            switch (opcode) {
                case 0, 1 -> fill(d, size, opcode == 0 ? file.get(n, size, index) : general(n), quad);
                case 3 -> file.insert(d, size, index, general(n));
                case 5 -> setGeneral(d, quad ? file.getSigned(n, size, index) : file.getSigned(n, size, index) & 0xffff_ffffL);
                default -> setGeneral(d, file.get(n, size, index));
            }
        }
    }

    private void fill(int d, int size, long value, boolean quad) {
        file.begin();
        for (int i = 0; i < (quad ? 16 : 8) >> size; i++) {
            file.put(size, i, value);
        }
        file.end(d);
    }

    private void immediate(int w) {
        boolean op = bit(w, 29);
        boolean quad = bit(w, 30);
        int d = w & 31;
        long value = expand(w);
        if (modifies(w)) {
            long low = op ? file.low(d) & ~value : file.low(d) | value;
            long high = op ? file.high(d) & ~value : file.high(d) | value;
            file.set(d, low, quad ? high : 0);
            return;
        }
        file.set(d, value, quad ? value : 0);
    }

    /** Whether an immediate is or-ed into the register, or its complement and-ed. */
    static boolean modifies(int w) {
        int mode = bits(w, 15, 12);
        return mode < 12 && (mode & 1) != 0;
    }

    /** The value that an instruction with an immediate puts into each half, or with {@link #modifies} combines with it. */
    static long expand(int w) {
        int mode = bits(w, 15, 12);
        boolean op = bit(w, 29);
        long value = expand(mode, op, bits(w, 18, 16) << 5 | bits(w, 9, 5));
        return op && mode < 14 && !modifies(w) ? ~value : value;
    }

    private static long expand(int mode, boolean op, int byteValue) {
        long b = byteValue;
        if (mode < 8) {
            return twice(b << 8 * (mode >>> 1));
        }
        if (mode < 12) {
            long half = b << 8 * (mode >>> 1 & 1);
            return twice(half << 16 | half);
        }
        return switch (mode) {
            case 12 -> twice(b << 8 | 0xff);
            case 13 -> twice(b << 16 | 0xffff);
            case 14 -> {
                if (!op) {
                    yield b * 0x0101_0101_0101_0101L;
                }
                long value = 0;
                for (int i = 0; i < 8; i++) {
                    value |= (b >>> i & 1) != 0 ? 0xffL << 8 * i : 0;
                }
                yield value;
            }
            default -> op ? floatImmediate(byteValue, SoftFloat.D) : twice(floatImmediate(byteValue, SoftFloat.S));
        };
    }

    private static long twice(long word) {
        return word << 32 | word;
    }

    /** The floating-point number that an 8-bit immediate abcdefgh stands for. */
    static long floatImmediate(int value, int format) {
        long sign = (long) (value >>> 7) << SoftFloat.width(format) - 1;
        long b = value >>> 6 & 1;
        long low = value & 63;
        return format == SoftFloat.D
                ? sign | (b != 0 ? 0x3fc0L : 0x4000L) << 48 | low << 48
                : sign | (b != 0 ? 0x3e00L : 0x4000L) << 16 | low << 19;
    }

    private void permute(int w) {
        int size = bits(w, 23, 22);
        int opcode = bits(w, 14, 12);
        int n = bits(w, 9, 5);
        int m = bits(w, 20, 16);
        int count = (bit(w, 30) ? 16 : 8) >> size;
        int part = opcode >>> 2;
        file.begin();
        for (int i = 0; i < count; i++) {
            int source;
            int at;
            switch (opcode & 3) {
                case 1 -> { // UZP
                    int index = 2 * i + part;
                    source = index < count ? n : m;
                    at = index < count ? index : index - count;
                }
                case 2 -> { // TRN
                    source = (i & 1) == 0 ? n : m;
                    at = (i & ~1) + part;
                }
                default -> { // ZIP
                    source = (i & 1) == 0 ? n : m;
                    at = (i >>> 1) + part * count / 2;
                }
            }
            file.put(size, i, file.get(source, size, at));
        }
        file.end(w & 31);
    }

    private void extract(int w) {
        int n = bits(w, 9, 5);
        int m = bits(w, 20, 16);
        int first = bits(w, 14, 11);
        int count = bit(w, 30) ? 16 : 8;
        file.begin();
        for (int i = 0; i < count; i++) {
            int at = first + i;
            file.put(0, i, at < count ? file.get(n, 0, at) : file.get(m, 0, at - count));
        }
        file.end(w & 31);
    }

    private void table(int w) {
        int n = bits(w, 9, 5);
        int m = bits(w, 20, 16);
        int d = w & 31;
        int length = (bits(w, 14, 13) + 1) * 16;
        boolean extend = bit(w, 12); // TBX keeps the byte where the index is out of range
        file.begin();
        for (int i = 0; i < (bit(w, 30) ? 16 : 8); i++) {
            int index = (int) file.get(m, 0, i);
            file.put(0, i, index < length ? file.get(n + (index >>> 4) & 31, 0, index & 15) : extend ? file.get(d, 0, i) : 0);
        }
        file.end(d);
    }
}
