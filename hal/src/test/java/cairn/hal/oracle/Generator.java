package cairn.hal.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Draws cases. The operands lean to the edges, where mistakes live. */
final class Generator {
    private static final long[] EDGES = {
        0, 1, 2, -1, -2, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x7fff_ffffL, 0x8000_0000L, 0xffff_ffffL, 0x1_0000_0000L,
        0x8000_0000_0000_0000L, 0x7fff_ffff_ffff_ffffL, 0x5555_5555_5555_5555L, 0xffff_ffff_8000_0000L, 31, 32, 63, 64,
        0x8000_0000_0000_0401L, 0x8000_0080_0000_0001L, 0x4000_0000_0000_0201L, 0x0100_0001, 0x0020_0000_0000_0001L
    };

    private final SplittableRandom random;

    Generator(SplittableRandom random) {
        this.random = random;
    }

    byte[] scratch() {
        byte[] bytes = new byte[Program.SCRATCH_SIZE];
        random.nextBytes(bytes);
        return bytes;
    }

    private long operand() {
        return switch (random.nextInt(4)) {
            case 0 -> EDGES[random.nextInt(EDGES.length)];
            case 1 -> random.nextLong() >> random.nextInt(64);
            case 2 -> random.nextLong() >>> random.nextInt(64);
            default -> random.nextLong();
        };
    }

    private long[] registers() {
        long[] r = new long[Case.REGISTERS];
        for (int i = 0; i < 9; i++) {
            r[i] = operand();
        }
        r[9] = random.nextLong(16) << 28;
        return r;
    }

    /** One instruction of a class. */
    Case single(InsnClass type) {
        int word = type.draw(random);
        while (beyondOurs(word) || type.name().equals("dc zva") && (word & 31) == 31) {
            word = type.draw(random); // QEMU reports the wrong pc for a DC ZVA that faults
        }
        long[] r = registers();
        List<Integer> code = new ArrayList<>();
        if (type.memory()) {
            pointInto(type, word, r);
            if (!type.vector()) {
                code.add(A64.CLREX);
            }
        }
        code.add(word);
        return new Case(type.name(), code, r, type.vector() ? vectors(word) : new long[0]);
    }

    /** The oracle's processors have AES, SHA, PMULL of double words and LDAPR; ours has not. */
    private static boolean beyondOurs(int w) {
        boolean weakerAcquire = (w & 0x3ffffc00) == 0x38bfc000; // LDAPR, which the oracle for the atomics has
        return weakerAcquire || (w & 0xff3e0c00) == 0x4e280800 || (w & 0xff208c00) == 0x5e000000 || (w & 0xff3e0c00) == 0x5e280800
                || (w & 0xbfe0fc00) == 0x0ee0e000;
    }

    private void pointInto(InsnClass type, int word, long[] r) {
        long address = Program.SCRATCH + 0x8000 + random.nextInt(0x4000);
        if (random.nextInt(3) == 0) {
            address = (address & -4096) + 4096 - random.nextInt(17); // across a page
        }
        // QEMU looks at the monitor before the alignment, we after; the manual permits both.
        if (random.nextInt(3) != 0 || type.name().startsWith("store exclusive")) {
            address &= -16;
        }
        int base = type.field(word, 'n');
        if (base >= 0) {
            r[base == 31 ? 8 : base] = address;
        }
        int index = type.field(word, 'm');
        if (index >= 0 && index < 8) {
            long offset = random.nextInt(2048);
            r[index] = switch (random.nextInt(4)) {
                case 0 -> -offset;
                case 1 -> -offset & 0xffff_ffffL;
                default -> offset;
            };
        }
    }

    private static final int[] SINGLES = {
        0, 1, 0x007f_ffff, 0x0080_0000, 0x0080_0001, 0x3f80_0000, 0x3f80_0001, 0x3fff_ffff, 0x4000_0000, 0x3f00_0000, 0x7f7f_ffff,
        0x7f80_0000, 0x7f80_0001, 0x7fbf_ffff, 0x7fc0_0000, 0x7fc1_2345, 0x4b00_0000, 0x4b7f_ffff, 0x4f00_0000, 0x4f80_0000,
        0x5f00_0000, 0x5f80_0000, 0x3f7f_ffff, 0x0000_0040, 0x0040_0000, 0x0020_0000, 0x7e80_0000, 0x477f_e000, 0x3880_0000
    };
    private static final long[] DOUBLES = {
        0, 1, 0x000f_ffff_ffff_ffffL, 0x0010_0000_0000_0000L, 0x0010_0000_0000_0001L, 0x3ff0_0000_0000_0000L, 0x3ff0_0000_0000_0001L,
        0x3fff_ffff_ffff_ffffL, 0x4000_0000_0000_0000L, 0x3fe0_0000_0000_0000L, 0x7fef_ffff_ffff_ffffL, 0x7ff0_0000_0000_0000L,
        0x7ff0_0000_0000_0001L, 0x7ff8_0000_0000_0000L, 0x7ff8_1234_5678_9abcL, 0x4330_0000_0000_0000L, 0x41e0_0000_0000_0000L,
        0x41f0_0000_0000_0000L, 0x43e0_0000_0000_0000L, 0x43f0_0000_0000_0000L, 0x3fef_ffff_ffff_ffffL, 0x0008_0000_0000_0000L,
        0x0004_0000_0000_0000L, 0x7fd0_0000_0000_0000L, 0x47ef_ffff_e000_0000L, 0x380f_ffff_ffff_ffffL, 0x3690_0000_0000_0000L
    };
    private static final int[] HALVES = {0, 1, 0x3ff, 0x400, 0x3c00, 0x7bff, 0x7c00, 0x7c01, 0x7e00, 0x7fff, 0x3555};

    private long single() {
        return switch (random.nextInt(8)) {
            case 0, 1, 2, 3 -> SINGLES[random.nextInt(SINGLES.length)] ^ random.nextInt(2) << 31;
            case 4 -> random.nextInt();
            case 5 -> Float.floatToRawIntBits(random.nextInt(-1000, 1000) * (random.nextBoolean() ? 1f : 0.25f));
            default -> random.nextInt(2) << 31 | 127 + random.nextInt(-30, 70) << 23 | random.nextInt(1 << 23);
        } & 0xffff_ffffL;
    }

    private long doubleWord() {
        return switch (random.nextInt(10)) {
            case 0, 1, 2, 3, 4 -> DOUBLES[random.nextInt(DOUBLES.length)] ^ random.nextLong(2) << 63;
            case 5 -> random.nextLong();
            case 6 -> Double.doubleToRawLongBits(random.nextInt(-1000, 1000) * (random.nextBoolean() ? 1 : 0.25));
            case 7 -> random.nextLong(2) << 63 | 1023L + random.nextInt(-150, 130) << 52 | random.nextLong(1L << 52);
            default -> random.nextLong(2) << 63 | 1023L + random.nextInt(-60, 70) << 52 | random.nextLong(1L << 52);
        };
    }

    private long vectorWord(int kind) {
        return switch (kind) {
            case 0, 1 -> single() | single() << 32;
            case 2, 3 -> doubleWord();
            case 4 -> {
                long word = 0;
                for (int i = 0; i < 4; i++) {
                    word = word << 16 | (random.nextBoolean() ? HALVES[random.nextInt(HALVES.length)] | random.nextInt(2) << 15
                            : random.nextInt(1 << 16));
                }
                yield word;
            }
            case 5 -> operand();
            default -> { // elements at the ends of their range
                int size = random.nextInt(4);
                long word = 0;
                for (int i = 0; i < 8 >> size; i++) {
                    long top = 1L << (8 << size) - 1;
                    long element = switch (random.nextInt(5)) {
                        case 0, 1 -> top;
                        case 2 -> top - 1;
                        case 3 -> -1;
                        default -> random.nextInt(2);
                    };
                    word |= (size == 3 ? element : element & (top << 1) - 1) << i * (8 << size);
                }
                yield word;
            }
        };
    }

    /** Vector registers for {@code word}; most of them in the format that its bit 22 names. */
    private long[] vectors(int word) {
        long[] v = new long[Case.VECTORS];
        boolean wide = (word >>> 22 & 1) != 0;
        boolean halves = (word >>> 23 & 1) != 0 && wide;
        for (int i = 0; i < 16; i++) {
            int kind = random.nextInt(2) == 0 ? random.nextInt(8) : halves && random.nextBoolean() ? 4 : wide ? 2 : 0;
            v[i] = i > 0 && random.nextInt(8) == 0 ? v[random.nextInt(i)] : vectorWord(kind);
        }
        switch (random.nextInt(6)) {
            case 0, 1 -> cancel(v, word, wide);
            case 2, 3 -> special(v, word, wide);
            case 4 -> extremes(v, word);
            default -> { }
        }
        v[16] = random.nextInt(3) == 0 ? 0 : (long) random.nextInt(32) << 22;
        v[17] = random.nextBoolean() ? 0 : 16; // FPSR.IXC: what is inexact then shows nothing new
        return v;
    }

    private static final int[] SPECIAL_SINGLES = {0, 0x7f80_0000, 0x7fc0_0001, 0x7fc0_0002, 0x7f80_0003, 0x0000_1000, 0x3f80_0000};
    private static final long[] SPECIAL_DOUBLES = {
        0, 0x7ff0_0000_0000_0000L, 0x7ff8_0000_0000_0001L, 0x7ff8_0000_0000_0002L, 0x7ff0_0000_0000_0003L, 0x1000, 0x3ff0_0000_0000_0000L
    };

    /** Both operands made of the least and greatest elements of the instruction's size, where products and sums saturate. */
    private void extremes(long[] v, int word) {
        int size = word >>> 22 & 3;
        long top = 1L << (8 << size) - 1;
        for (int r : new int[] {word >>> 5 & 7, word >>> 16 & 7}) {
            for (int half = 0; half < 2; half++) {
                long filled = 0;
                for (int i = 0; i < 8 >> size; i++) {
                    long element = random.nextInt(4) == 0 ? top - 1 : top;
                    filled |= element << i * (8 << size);
                }
                v[2 * r + half] = filled;
            }
        }
    }

    /** Operands that are all zeros, infinities, NaNs of both kinds, denormals or one: the rules for pairs of them. */
    private void special(long[] v, int word, boolean wide) {
        int a = (word >>> 28 & 1) != 0 ? word >>> 10 & 7 : word & 7;
        for (int r : new int[] {word >>> 5 & 7, word >>> 16 & 7, a}) {
            int which = random.nextInt(SPECIAL_DOUBLES.length);
            v[2 * r] = wide
                    ? SPECIAL_DOUBLES[which] ^ random.nextLong(2) << 63
                    : v[2 * r] & ~0xffff_ffffL | (SPECIAL_SINGLES[which] ^ random.nextInt(2) << 31) & 0xffff_ffffL;
        }
    }

    private long nearOne(int fractionBits) {
        long one = fractionBits == 52 ? 0x3ff0_0000_0000_0000L : 0x3f80_0000L;
        return one + (random.nextBoolean() ? 1 : -1) * (1L << random.nextInt(fractionBits));
    }

    /** Makes Va nearly the negated product of Vn and Vm, where a fused operation shows what it keeps. */
    private void cancel(long[] v, int word, boolean wide) {
        int n = 2 * (word >>> 5 & 7);
        int m = 2 * (word >>> 16 & 7);
        int a = 2 * ((word >>> 28 & 1) != 0 ? word >>> 10 & 7 : word & 7);
        long nudge = random.nextInt(3) == 0 ? random.nextInt(-1, 2) : 0;
        if (random.nextBoolean()) {
            // Near one, so that the product has a short tail far below its rounded value.
            v[n] = wide ? nearOne(52) : v[n] & ~0xffff_ffffL | nearOne(23);
            v[m] = wide ? nearOne(52) : v[m] & ~0xffff_ffffL | nearOne(23);
        }
        if (wide) {
            v[a] = Double.doubleToRawLongBits(-Double.longBitsToDouble(v[n]) * Double.longBitsToDouble(v[m])) + nudge
                    ^ random.nextLong(2) << 63;
        } else {
            float product = -Float.intBitsToFloat((int) v[n]) * Float.intBitsToFloat((int) v[m]);
            v[a] = v[a] & ~0xffff_ffffL | (Float.floatToRawIntBits(product) + (int) nudge ^ random.nextInt(2) << 31) & 0xffff_ffffL;
        }
    }

    /** A short program: flags through several instructions, or a branch, or exclusives. */
    Case sequence(int kind) {
        return switch (kind % 4) {
            case 0 -> arithmetic();
            case 1 -> branch();
            case 2 -> exclusive();
            default -> memory();
        };
    }

    private Case arithmetic() {
        List<Integer> code = new ArrayList<>();
        int length = 8 + random.nextInt(9);
        while (code.size() < length) {
            InsnClass type = Classes.INTEGER.get(random.nextInt(Classes.INTEGER.size() - 4));
            code.add(type.draw(random));
        }
        return new Case("sequence of arithmetic", code, registers(), new long[0]);
    }

    private Case memory() {
        List<Integer> code = new ArrayList<>();
        long[] r = registers();
        r[7] = Program.SCRATCH + 0x8000 + random.nextInt(0x4000);
        for (int i = 0; i < 8; i++) {
            int size = random.nextInt(4);
            int opc = random.nextInt(size < 2 ? 4 : size == 2 ? 3 : 2);
            int mode = random.nextInt(4);
            code.add(size << 30 | 0x38000000 | opc << 22 | random.nextInt(512) << 12 | mode << 10 | 7 << 5 | random.nextInt(7));
            code.add(0xca000000 | random.nextInt(7) << 16 | random.nextInt(7) << 5 | random.nextInt(7)); // eor
        }
        return new Case("sequence of loads and stores", code, r, new long[0]);
    }

    /** A branch over or back to an instruction that leaves a mark. */
    private Case branch() {
        List<Integer> code = new ArrayList<>();
        int mark = 0xca010000; // eor x0, x0, x1
        int other = 0x8b030042; // add x2, x2, x3
        long[] r = registers();
        if (random.nextInt(2) == 0) {
            r[4] = random.nextInt(2) == 0 ? 0 : 1L << random.nextInt(64);
        }
        boolean backwards = random.nextInt(3) == 0;
        if (backwards) {
            code.add(0x14000004); // b over to the test
            code.add(mark);
            code.add(0x14000004); // b to the end
            code.add(mark);
            code.add(test(-3));
            code.add(other);
        } else {
            int test = test(3);
            code.add(test);
            code.add(mark);
            code.add(other);
            code.add(other);
        }
        return new Case(backwards ? "sequence with branch back" : "sequence with branch", code, r, new long[0]);
    }

    private int test(int words) {
        return switch (random.nextInt(5)) {
            case 0 -> 0x54000000 | (words & 0x7ffff) << 5 | random.nextInt(16);
            case 1 -> (random.nextInt(2) << 31) | 0x34000000 | random.nextInt(2) << 24 | (words & 0x7ffff) << 5 | 4;
            case 2 -> (random.nextInt(2) << 31) | 0x36000000 | random.nextInt(2) << 24 | random.nextInt(32) << 19
                    | (words & 0x3fff) << 5 | 4;
            case 3 -> 0x14000000 | words & 0x3ffffff;
            default -> 0x94000000 | words & 0x3ffffff;
        };
    }

    /** Loads what is there, so that the comparison may hold, then compares and swaps. */
    Case compareAndSwap() {
        long[] r = registers();
        boolean pair = random.nextInt(3) == 0;
        int size = pair ? 2 + random.nextInt(2) : random.nextInt(4);
        r[7] = (Program.SCRATCH + 0x8000 + random.nextInt(0x4000)) & -(pair ? 2L << size : 1L << size);
        List<Integer> code = new ArrayList<>();
        code.add(pair ? size == 3 ? 0xa94004e0 : 0x294004e0 : size << 30 | 0x394000e0);
        if (random.nextInt(3) == 0) {
            code.add(A64.addImm(random.nextInt(2), 0, 1));
        }
        int ordered = random.nextInt(2) << 22 | random.nextInt(2) << 15;
        code.add(pair
                ? (size - 2) << 30 | 0x08207c00 | ordered | 7 << 5 | (random.nextInt(3) == 0 ? 4 : 2)
                : size << 30 | 0x08a07c00 | ordered | 7 << 5 | 2);
        return new Case("sequence of compare and swap", code, r, new long[0]);
    }

    private Case exclusive() {
        long[] r = registers();
        boolean pair = random.nextInt(3) == 0;
        int size = pair ? 2 + random.nextInt(2) : random.nextInt(4);
        long unit = pair ? 2L << size : 1L << size;
        r[7] = (Program.SCRATCH + 0x8000 + random.nextInt(0x4000)) & -unit;
        int ordered = random.nextInt(2) << 15;
        int shape = size << 30 | 0x08000000 | (pair ? 1 << 21 : 0) | ordered | 7 << 5;
        List<Integer> code = new ArrayList<>();
        code.add(shape | 1 << 22 | 31 << 16 | (pair ? 1 : 31) << 10 | 0);
        if (random.nextInt(4) == 0) {
            code.add(A64.CLREX);
        }
        if (random.nextInt(4) == 0) {
            code.add(A64.addImm(7, 7, (int) unit)); // another address
        }
        code.add(shape | 2 << 16 | (pair ? 4 : 31) << 10 | 3);
        return new Case("sequence of exclusives", code, r, new long[0]);
    }
}
