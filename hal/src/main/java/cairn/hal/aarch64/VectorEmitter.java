package cairn.hal.aarch64;

import static cairn.hal.aarch64.VectorDecoder.bit;
import static cairn.hal.aarch64.VectorDecoder.bits;

import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Bytecode of the floating-point and SIMD instructions that programs use most, on the two words of each register; the rest is left to
 * {@link Cpu#general}. Registers stay in the thread's array: the JVM itself forwards what was stored to what is loaded.
 */
final class VectorEmitter implements Opcodes {
    private static final String PACKAGE = "cairn/hal/aarch64/";
    private static final String LANES = PACKAGE + "Lanes";
    private static final String FLOAT = PACKAGE + "FastFloat";

    private final RegionEmitter out;
    private final MethodVisitor mv;
    private int w;
    private int n;
    private int m;
    private int d;
    private boolean quad;
    private boolean scalar;

    VectorEmitter(RegionEmitter out, MethodVisitor mv) {
        this.out = out;
        this.mv = mv;
    }

    // ---- what is emitted ----

    /** Whether the instruction is one of those; with {@code host} false, none that the host's floating point computes. */
    static boolean handles(int group, int w, boolean host) {
        int size = bits(w, 23, 22);
        return switch (group) {
            case VectorDecoder.FLOAT_ONE -> one(w, host);
            case VectorDecoder.FLOAT_TWO, VectorDecoder.FLOAT_THREE, VectorDecoder.FLOAT_COMPARE -> host;
            case VectorDecoder.FLOAT_SELECT, VectorDecoder.FLOAT_IMMEDIATE, VectorDecoder.THREE_SAME_LOGIC, VectorDecoder.COPY,
                    VectorDecoder.COPY_SCALAR, VectorDecoder.IMMEDIATE, VectorDecoder.EXTRACT, VectorDecoder.PERMUTE,
                    VectorDecoder.LOAD_STORE, VectorDecoder.LOAD_STORE_PAIR -> true;
            case VectorDecoder.MULTIPLE_STRUCTURES -> !interleaved(w) || bits(w, 11, 10) == 3 && bit(w, 30);
            case VectorDecoder.SINGLE_STRUCTURE -> bits(w, 15, 13) == 6 && !bit(w, 21) && bit(w, 22);
            case VectorDecoder.FLOAT_INTEGER -> {
                int opcode = bits(w, 18, 16);
                yield opcode >= 6 || host && (opcode == 2 || opcode == 3 || opcode <= 1 && bits(w, 20, 19) == 3);
            }
            case VectorDecoder.THREE_SAME_INTEGER -> lanes(bits(w, 15, 11), bit(w, 29), bit(w, 28)) != null
                    || bits(w, 15, 11) == 18 && !bit(w, 28);
            case VectorDecoder.TWO_MISC_INTEGER -> misc(bits(w, 16, 12), bit(w, 29), size);
            case VectorDecoder.SHIFT_IMMEDIATE -> switch (bits(w, 15, 11)) {
                case 0, 2 -> true;
                case 10 -> !bit(w, 29);
                case 16 -> !bit(w, 29) && !bit(w, 28);
                case 20 -> true;
                default -> false;
            };
            case VectorDecoder.THREE_DIFFERENT -> switch (bits(w, 15, 12)) {
                case 0, 1, 2, 3, 8, 10, 12 -> true;
                default -> false;
            };
            case VectorDecoder.ACROSS -> bits(w, 16, 12) == 27 || bits(w, 16, 12) == 3;
            case VectorDecoder.PAIRWISE_SCALAR -> bits(w, 16, 12) == 27;
            case VectorDecoder.THREE_SAME_FLOAT -> host && !bit(w, 28) && same(w) != null;
            case VectorDecoder.BY_ELEMENT_FLOAT -> host && !bit(w, 28) && !(bits(w, 15, 12) == 9 && bit(w, 29));
            default -> false;
        };
    }

    /** Registers of a load or store of multiple structures. */
    static int registers(int w) {
        return switch (bits(w, 15, 12)) {
            case 0, 2 -> 4;
            case 4, 6 -> 3;
            case 7 -> 1;
            default -> 2;
        };
    }

    static boolean interleaved(int w) {
        int opcode = bits(w, 15, 12);
        return opcode == 0 || opcode == 4 || opcode == 8;
    }

    private static boolean one(int w, boolean host) {
        int opcode = bits(w, 20, 15);
        int type = bits(w, 23, 22);
        return opcode <= 2 || host && (opcode == 3 || opcode == 4 && type == 1 || opcode == 5 && type == 0);
    }

    /** Integer operation on the elements of two words. */
    private static String lanes(int opcode, boolean u, boolean scalar) {
        String name = switch (opcode) {
            case 6 -> u ? "higher" : "greater";
            case 7 -> u ? "higherOrSame" : "greaterOrEqual";
            case 12 -> u ? "maximumUnsigned" : "maximum";
            case 13 -> u ? "minimumUnsigned" : "minimum";
            case 16 -> u ? "subtract" : "add";
            case 17 -> u ? "equal" : "test";
            case 19 -> u ? null : "multiply";
            case 23 -> "pairs";
            default -> null;
        };
        return scalar && (opcode == 19 || opcode == 23) ? null : name;
    }

    private static boolean misc(int opcode, boolean u, int size) {
        return switch (opcode) {
            case 5 -> u && size == 0;
            case 8, 9, 10 -> true;
            case 11 -> u;
            case 18 -> !u;
            default -> false;
        };
    }

    private static String same(int w) {
        int kind = (bits(w, 15, 11) & 7) << 2 | bits(w, 23, 23) << 1 | bits(w, 29, 29);
        return switch (kind) {
            case 1 << 2, 1 << 2 | 2 -> "fused";
            case 2 << 2 -> "add";
            case 2 << 2 | 2 -> "subtract";
            case 3 << 2 | 1 -> "multiply";
            case 7 << 2 | 1 -> "divide";
            default -> null;
        };
    }

    // ---- emission ----

    void emit(int group, int word) {
        w = word;
        n = bits(w, 9, 5);
        m = bits(w, 20, 16);
        d = w & 31;
        quad = bit(w, 30);
        scalar = bit(w, 28);
        int size = bits(w, 23, 22);
        mv.visitVarInsn(ALOAD, RegionEmitter.V);
        mv.visitMethodInsn(INVOKESTATIC, PACKAGE + "Fast", "vectors", "([J)[J", false);
        mv.visitVarInsn(ASTORE, RegionEmitter.V);
        switch (group) {
            case VectorDecoder.FLOAT_ONE -> floatOne();
            case VectorDecoder.FLOAT_TWO -> floatTwo();
            case VectorDecoder.FLOAT_THREE -> floatThree();
            case VectorDecoder.FLOAT_COMPARE -> compare();
            case VectorDecoder.FLOAT_SELECT -> select();
            case VectorDecoder.FLOAT_IMMEDIATE -> {
                number(VectorMoves.floatImmediate(bits(w, 20, 13), SoftFloat.S + (size & 1)));
                setScalar();
            }
            case VectorDecoder.FLOAT_INTEGER -> floatInteger();
            case VectorDecoder.THREE_SAME_LOGIC -> logic();
            case VectorDecoder.THREE_SAME_INTEGER -> threeSame(bits(w, 15, 11), size);
            case VectorDecoder.TWO_MISC_INTEGER -> twoMisc(bits(w, 16, 12), size);
            case VectorDecoder.SHIFT_IMMEDIATE -> shift();
            case VectorDecoder.THREE_DIFFERENT -> threeDifferent(bits(w, 15, 12), size);
            case VectorDecoder.ACROSS -> {
                get(2 * n);
                if (quad) {
                    get(2 * n + 1);
                } else {
                    mv.visitInsn(LCONST_0);
                }
                out.number(size);
                out.number(bit(w, 29) ? 1 : 0);
                out.number(bits(w, 16, 12) == 3 ? size + 1 : size);
                mv.visitMethodInsn(INVOKESTATIC, LANES, "sum", "(JJIZI)J", false);
                setScalar();
            }
            case VectorDecoder.PAIRWISE_SCALAR -> {
                get(2 * n);
                get(2 * n + 1);
                mv.visitInsn(LADD);
                setScalar();
            }
            case VectorDecoder.COPY, VectorDecoder.COPY_SCALAR -> copy(group == VectorDecoder.COPY_SCALAR);
            case VectorDecoder.IMMEDIATE -> immediate();
            case VectorDecoder.EXTRACT -> extract();
            case VectorDecoder.PERMUTE -> permute(size);
            case VectorDecoder.THREE_SAME_FLOAT -> sameFloat();
            case VectorDecoder.BY_ELEMENT_FLOAT -> byElement();
            default -> throw new IllegalStateException("group " + group);
        }
    }

    private void number(long value) {
        mv.visitLdcInsn(value);
    }

    /** Pushes a word of the array. */
    void get(int at) {
        mv.visitVarInsn(ALOAD, RegionEmitter.V);
        out.number(at);
        mv.visitInsn(LALOAD);
    }

    /** Takes a word from the stack, by way of a temporary. */
    void set(int at) {
        mv.visitVarInsn(LSTORE, RegionEmitter.T0);
        setFrom(at, RegionEmitter.T0);
    }

    void setFrom(int at, int local) {
        mv.visitVarInsn(ALOAD, RegionEmitter.V);
        out.number(at);
        mv.visitVarInsn(LLOAD, local);
        mv.visitInsn(LASTORE);
    }

    void clear(int at) {
        mv.visitVarInsn(ALOAD, RegionEmitter.V);
        out.number(at);
        mv.visitInsn(LCONST_0);
        mv.visitInsn(LASTORE);
    }

    /** The result on the stack is all of the register. */
    private void setScalar() {
        set(2 * d);
        clear(2 * d + 1);
    }

    private void lanes(String name, String type) {
        mv.visitMethodInsn(INVOKESTATIC, LANES, name, type, false);
    }

    private void thread() {
        mv.visitVarInsn(ALOAD, RegionEmitter.V);
    }

    private void host(String name, String type) {
        mv.visitMethodInsn(INVOKESTATIC, FLOAT, name, "([J" + type, false);
    }

    // ---- scalar floating point ----

    private boolean isDouble() {
        return bit(w, 22);
    }

    private void floatOne() {
        int opcode = bits(w, 20, 15);
        if (opcode <= 2) {
            get(2 * n);
            if (!isDouble()) {
                out.low32();
            }
            if (opcode != 0) {
                long sign = isDouble() ? Long.MIN_VALUE : 0x8000_0000L;
                number(opcode == 1 ? ~sign : sign);
                mv.visitInsn(opcode == 1 ? LAND : LXOR);
            }
        } else {
            thread();
            get(2 * n);
            host(opcode == 3 ? isDouble() ? "rootD" : "rootS" : opcode == 4 ? "toS" : "toD", "J)J");
        }
        setScalar();
    }

    private void floatTwo() {
        thread();
        get(2 * n);
        get(2 * m);
        String name = switch (bits(w, 15, 12)) {
            case 0 -> "multiply";
            case 1 -> "divide";
            case 2 -> "add";
            case 3 -> "subtract";
            case 4, 6 -> "maximum";
            case 5, 7 -> "minimum";
            default -> "negated";
        };
        host(name + (isDouble() ? "D" : "S"), "JJ)J");
        setScalar();
    }

    private void floatThree() {
        thread();
        get(2 * n);
        get(2 * m);
        get(2 * bits(w, 14, 10));
        boolean negateAll = bit(w, 21);
        out.number((negateAll ? 1 : 0) | (negateAll != bit(w, 15) ? 2 : 0));
        host(isDouble() ? "fusedD" : "fusedS", "JJJI)J");
        setScalar();
    }

    private void compare() {
        thread();
        get(2 * n);
        if (bit(w, 3)) {
            mv.visitInsn(LCONST_0);
        } else {
            get(2 * m);
        }
        host(isDouble() ? "compareD" : "compareS", "JJ)J");
        out.flagsFromStack(false);
    }

    private void select() {
        Label holds = new Label();
        Label end = new Label();
        int code = bits(w, 15, 12);
        if (code < 14) {
            out.jumpIf(code, holds);
            get(2 * m);
            mv.visitVarInsn(LSTORE, RegionEmitter.T0);
            mv.visitJumpInsn(GOTO, end);
            out.label(holds);
        }
        get(2 * n);
        mv.visitVarInsn(LSTORE, RegionEmitter.T0);
        if (code < 14) {
            out.label(end);
        }
        mv.visitVarInsn(LLOAD, RegionEmitter.T0);
        if (!isDouble()) {
            out.low32();
        }
        setScalar();
    }

    private void general(int register) {
        out.push(register == 31 ? Cpu.ZERO : register);
    }

    private void setGeneral(int register) {
        out.pop(register == 31 ? Cpu.SINK : register);
    }

    private void floatInteger() {
        int opcode = bits(w, 18, 16);
        boolean wide = bit(w, 31);
        boolean high = bits(w, 20, 19) == 1;
        boolean unsigned = (opcode & 1) != 0;
        String format = isDouble() ? "D" : "S";
        if (opcode == 6) {
            get(high ? 2 * n + 1 : 2 * n);
            if (!wide) {
                out.low32();
            }
            setGeneral(d);
        } else if (opcode == 7) {
            general(n);
            if (!wide) {
                out.low32();
            }
            if (high) {
                set(2 * d + 1);
            } else {
                setScalar();
            }
        } else if (opcode >= 2) {
            thread();
            general(n);
            if (!wide && unsigned) {
                out.low32();
            } else if (!wide) {
                mv.visitInsn(L2I);
                mv.visitInsn(I2L);
            }
            host((unsigned ? "fromUnsigned" : "fromInteger") + format, "J)J");
            setScalar();
        } else {
            thread();
            get(2 * n);
            out.number(unsigned ? 1 : 0);
            out.number(wide ? 1 : 0);
            host("toInteger" + format, "JZZ)J");
            setGeneral(d);
        }
    }

    // ---- integers in lanes ----

    private void logic() {
        for (int half = 0; half < (quad ? 2 : 1); half++) {
            int a = 2 * n + half;
            int b = 2 * m + half;
            int old = 2 * d + half;
            int kind = bits(w, 29, 29) << 2 | bits(w, 23, 22);
            if (kind < 5) {
                get(a);
                get(b);
                if (kind == 1 || kind == 3) {
                    not();
                }
                mv.visitInsn(kind < 2 ? LAND : kind < 4 ? LOR : LXOR);
            } else { // one where the other has a bit: BSL, BIT, BIF
                int mask = kind == 5 ? old : b;
                int ones = kind == 5 ? a : kind == 6 ? a : old;
                int zeros = kind == 5 ? b : kind == 6 ? old : a;
                get(ones);
                get(mask);
                mv.visitInsn(LAND);
                get(zeros);
                get(mask);
                not();
                mv.visitInsn(LAND);
                mv.visitInsn(LOR);
            }
            set(old);
        }
        clearUpper();
    }

    private void not() {
        number(-1L);
        mv.visitInsn(LXOR);
    }

    private void clearUpper() {
        if (!quad) {
            clear(2 * d + 1);
        }
    }

    /** Words that an operation without widening makes. */
    private int halves() {
        return quad && !scalar ? 2 : 1;
    }

    private void finish(int size) {
        if (scalar) {
            // One element is left, and the rest of the register becomes zero.
            if (size < 3) {
                get(2 * d);
                number(VectorFile.mask(size));
                mv.visitInsn(LAND);
                set(2 * d);
            }
            clear(2 * d + 1);
        } else {
            clearUpper();
        }
    }

    private void threeSame(int opcode, int size) {
        if (opcode == 23) {
            get(2 * n);
            get(quad ? 2 * n + 1 : 2 * m);
            out.number(size);
            lanes("pairs", "(JJI)J");
            mv.visitVarInsn(LSTORE, RegionEmitter.T1);
            if (quad) {
                get(2 * m);
                get(2 * m + 1);
                out.number(size);
                lanes("pairs", "(JJI)J");
                set(2 * d + 1);
            } else {
                clear(2 * d + 1);
            }
            setFrom(2 * d, RegionEmitter.T1);
            return;
        }
        for (int half = 0; half < halves(); half++) {
            if (opcode == 18) {
                get(2 * d + half);
            }
            get(2 * n + half);
            get(2 * m + half);
            out.number(size);
            lanes(opcode == 18 ? "multiply" : lanes(opcode, bit(w, 29), scalar), "(JJI)J");
            if (opcode == 18) {
                out.number(size);
                lanes(bit(w, 29) ? "subtract" : "add", "(JJI)J");
            }
            set(2 * d + half);
        }
        finish(size);
    }

    private void twoMisc(int opcode, int size) {
        boolean u = bit(w, 29);
        if (opcode == 18) {
            get(2 * n);
            get(2 * n + 1);
            out.number(size);
            lanes("narrow", "(JJI)J");
            if (quad) {
                set(2 * d + 1);
            } else {
                setScalar();
            }
            return;
        }
        for (int half = 0; half < halves(); half++) {
            if (opcode == 5) {
                get(2 * n + half);
                not();
                set(2 * d + half);
                continue;
            }
            // Compare with zero and negate: which operand comes first.
            boolean zeroFirst = opcode == 10 || opcode == 11 || opcode == 9 && u;
            if (zeroFirst) {
                mv.visitInsn(LCONST_0);
            }
            get(2 * n + half);
            if (!zeroFirst) {
                mv.visitInsn(LCONST_0);
            }
            out.number(size);
            lanes(switch (opcode) {
                case 8 -> u ? "greaterOrEqual" : "greater";
                case 9 -> u ? "greaterOrEqual" : "equal";
                case 10 -> "greater";
                default -> "subtract";
            }, "(JJI)J");
            set(2 * d + half);
        }
        finish(size);
    }

    private void shift() {
        int opcode = bits(w, 15, 11);
        int immediate = bits(w, 22, 16);
        int size = 31 - Integer.numberOfLeadingZeros(immediate >>> 3);
        int width = 8 << size;
        boolean u = bit(w, 29);
        if (opcode == 20) {
            get(quad ? 2 * n + 1 : 2 * n);
            mv.visitVarInsn(LSTORE, RegionEmitter.T1);
            for (int half = 0; half < 2; half++) {
                mv.visitVarInsn(LLOAD, RegionEmitter.T1);
                widen(size, u, half);
                out.number(immediate - width);
                out.number(size + 1);
                lanes("left", "(JII)J");
                set(2 * d + half);
            }
            return;
        }
        int right = 2 * width - immediate;
        if (opcode == 16) {
            for (int half = 0; half < 2; half++) {
                get(2 * n + half);
                out.number(right);
                out.number(size + 1);
                lanes("rightUnsigned", "(JII)J");
            }
            out.number(size);
            lanes("narrow", "(JJI)J");
            if (quad) {
                set(2 * d + 1);
            } else {
                setScalar();
            }
            return;
        }
        for (int half = 0; half < halves(); half++) {
            if (opcode == 2) {
                get(2 * d + half);
            }
            get(2 * n + half);
            out.number(opcode == 10 ? immediate - width : right);
            out.number(size);
            lanes(opcode == 10 ? "left" : u ? "rightUnsigned" : "right", "(JII)J");
            if (opcode == 2) {
                out.number(size);
                lanes("add", "(JJI)J");
            }
            set(2 * d + half);
        }
        finish(size);
    }

    private void widen(int size, boolean unsigned, int half) {
        out.number(size);
        out.number(unsigned ? 1 : 0);
        out.number(half);
        lanes("widen", "(JIZZ)J");
    }

    private void threeDifferent(int opcode, int size) {
        boolean u = bit(w, 29);
        boolean wideFirst = opcode == 1 || opcode == 3;
        int part = quad ? 1 : 0;
        int[] result = {RegionEmitter.T1, RegionEmitter.T2};
        for (int half = 0; half < 2; half++) {
            boolean accumulate = opcode == 8 || opcode == 10;
            if (accumulate) {
                get(2 * d + half);
            }
            if (wideFirst) {
                get(2 * n + half);
            } else {
                get(2 * n + part);
                widen(size, u, half);
            }
            get(2 * m + part);
            widen(size, u, half);
            out.number(size + 1);
            lanes(opcode >= 8 ? "multiply" : opcode >= 2 ? "subtract" : "add", "(JJI)J");
            if (accumulate) {
                out.number(size + 1);
                lanes(opcode == 8 ? "add" : "subtract", "(JJI)J");
            }
            mv.visitVarInsn(LSTORE, result[half]);
        }
        setFrom(2 * d, RegionEmitter.T1);
        setFrom(2 * d + 1, RegionEmitter.T2);
    }

    // ---- moves ----

    private void element(int register, int size, int index) {
        get(2 * register + (index << size >>> 3));
        int inWord = index & (8 >> size) - 1;
        if (size < 3) {
            out.number(inWord << 3 + size);
            mv.visitInsn(LUSHR);
            number(VectorFile.mask(size));
            mv.visitInsn(LAND);
        }
    }

    private void copy(boolean toScalar) {
        int where = bits(w, 20, 16);
        int size = Integer.numberOfTrailingZeros(where);
        int index = where >>> size + 1;
        int opcode = bits(w, 14, 11);
        if (toScalar) {
            element(n, size, index);
            setScalar();
        } else if (bit(w, 29)) {
            element(n, size, opcode >>> size);
            insert(size, index);
        } else {
            switch (opcode) {
                case 0, 1 -> {
                    if (opcode == 0) {
                        element(n, size, index);
                    } else {
                        general(n);
                    }
                    out.number(size);
                    lanes("everywhere", "(JI)J");
                    set(2 * d);
                    if (quad) {
                        setFrom(2 * d + 1, RegionEmitter.T0);
                    } else {
                        clear(2 * d + 1);
                    }
                }
                case 3 -> {
                    general(n);
                    insert(size, index);
                }
                default -> {
                    element(n, size, index);
                    if (opcode == 5) {
                        int up = 64 - (8 << size);
                        out.number(up);
                        mv.visitInsn(LSHL);
                        out.number(up);
                        mv.visitInsn(LSHR);
                        if (!quad) {
                            out.low32();
                        }
                    }
                    setGeneral(d);
                }
            }
        }
    }

    /** The value on the stack into one element of the destination. */
    private void insert(int size, int index) {
        int at = 2 * d + (index << size >>> 3);
        mv.visitVarInsn(LSTORE, RegionEmitter.T0);
        get(at);
        mv.visitVarInsn(LLOAD, RegionEmitter.T0);
        out.number(size);
        out.number(index & (8 >> size) - 1);
        lanes("insert", "(JJII)J");
        set(at);
    }

    private void immediate() {
        long value = VectorMoves.expand(w);
        if (VectorMoves.modifies(w)) {
            for (int half = 0; half < (quad ? 2 : 1); half++) {
                get(2 * d + half);
                number(bit(w, 29) ? ~value : value);
                mv.visitInsn(bit(w, 29) ? LAND : LOR);
                set(2 * d + half);
            }
            clearUpper();
            return;
        }
        number(value);
        set(2 * d);
        if (quad) {
            setFrom(2 * d + 1, RegionEmitter.T0);
        } else {
            clear(2 * d + 1);
        }
    }

    private void extract() {
        int first = bits(w, 14, 11);
        int[] words = quad ? new int[] {2 * n, 2 * n + 1, 2 * m, 2 * m + 1} : new int[] {2 * n, 2 * m};
        int[] result = {RegionEmitter.T1, RegionEmitter.T2};
        for (int half = 0; half < (quad ? 2 : 1); half++) {
            int at = (first >>> 3) + half;
            int by = 8 * (first & 7);
            get(words[at]);
            if (by != 0) {
                out.number(by);
                mv.visitInsn(LUSHR);
                get(words[at + 1]);
                out.number(64 - by);
                mv.visitInsn(LSHL);
                mv.visitInsn(LOR);
            }
            mv.visitVarInsn(LSTORE, result[half]);
        }
        both();
    }

    /** T1 is the low word of the result, T2 the high one where there is one. */
    private void both() {
        setFrom(2 * d, RegionEmitter.T1);
        if (quad) {
            setFrom(2 * d + 1, RegionEmitter.T2);
        } else {
            clear(2 * d + 1);
        }
    }

    private void permute(int size) {
        int count = (quad ? 16 : 8) >> size;
        int[] result = {RegionEmitter.T1, RegionEmitter.T2};
        for (int half = 0; half < (quad ? 2 : 1); half++) {
            get(2 * n);
            get(2 * n + 1);
            get(2 * m);
            get(2 * m + 1);
            out.number(bits(w, 14, 12));
            out.number(size);
            out.number(count);
            out.number(half * (8 >> size));
            lanes("permute", "(JJJJIIII)J");
            mv.visitVarInsn(LSTORE, result[half]);
        }
        both();
    }

    // ---- floating point in lanes ----

    private void sameFloat() {
        String name = same(w);
        String format = isDouble() ? "D" : "S2";
        int[] result = {RegionEmitter.T1, RegionEmitter.T2};
        for (int half = 0; half < (quad ? 2 : 1); half++) {
            thread();
            get(2 * n + half);
            get(2 * m + half);
            if (name.equals("fused")) {
                get(2 * d + half);
                out.number(bit(w, 23) ? 2 : 0);
                host("fused" + format, "JJJI)J");
            } else {
                host(name + format, "JJ)J");
            }
            mv.visitVarInsn(LSTORE, result[half]);
        }
        both();
    }

    private void byElement() {
        int opcode = bits(w, 15, 12);
        int size = isDouble() ? 3 : 2;
        String format = isDouble() ? "D" : "S2";
        int index = size == 2 ? bits(w, 11, 11) << 1 | bits(w, 21, 21) : bits(w, 11, 11);
        int[] result = {RegionEmitter.T1, RegionEmitter.T2};
        element(m, size, index);
        out.number(size);
        lanes("everywhere", "(JI)J");
        mv.visitVarInsn(LSTORE, RegionEmitter.T3);
        for (int half = 0; half < (quad ? 2 : 1); half++) {
            thread();
            get(2 * n + half);
            mv.visitVarInsn(LLOAD, RegionEmitter.T3);
            if (opcode == 9) {
                host("multiply" + format, "JJ)J");
            } else {
                get(2 * d + half);
                out.number(opcode == 5 ? 2 : 0);
                host("fused" + format, "JJJI)J");
            }
            mv.visitVarInsn(LSTORE, result[half]);
        }
        both();
    }
}
