package cairn.hal.aarch64;

import static cairn.hal.aarch64.VectorDecoder.bit;
import static cairn.hal.aarch64.VectorDecoder.bits;

/** Scalar floating point: the instructions of the FP unit proper, with their moves from and to general registers. */
final class ScalarFloat {
    private final VectorFile file;
    private final SoftFloat fp;
    private final long[] x;
    private final Cpu cpu;

    ScalarFloat(VectorFile file, SoftFloat fp, long[] x, Cpu cpu) {
        this.file = file;
        this.fp = fp;
        this.x = x;
        this.cpu = cpu;
    }

    private static int format(int w) {
        return SoftFloat.S + bits(w, 22, 22);
    }

    private long operand(int register, int format) {
        return file.get(register, format, 0);
    }

    void execute(int group, int w) {
        int format = format(w);
        int n = bits(w, 9, 5);
        int m = bits(w, 20, 16);
        int d = w & 31;
        switch (group) {
            case VectorDecoder.FLOAT_ONE -> one(w);
            case VectorDecoder.FLOAT_TWO -> file.setScalar(d, two(bits(w, 15, 12), operand(n, format), operand(m, format), format));
            case VectorDecoder.FLOAT_THREE -> {
                long a = operand(bits(w, 14, 10), format);
                long p = operand(n, format);
                boolean negateAll = bit(w, 21);
                boolean negateProduct = negateAll != bit(w, 15);
                file.setScalar(d, fp.multiplyAdd(
                        negateAll ? SoftFloat.negate(a, format) : a,
                        negateProduct ? SoftFloat.negate(p, format) : p,
                        operand(m, format),
                        format));
            }
            case VectorDecoder.FLOAT_COMPARE ->
                cpu.setFlags(fp.compare(operand(n, format), bit(w, 3) ? 0 : operand(m, format), format, bit(w, 4)));
            case VectorDecoder.FLOAT_CONDITIONAL_COMPARE ->
                cpu.setFlags(cpu.holds(bits(w, 15, 12)) ? fp.compare(operand(n, format), operand(m, format), format, bit(w, 4)) : w & 15);
            case VectorDecoder.FLOAT_SELECT -> file.setScalar(d, operand(cpu.holds(bits(w, 15, 12)) ? n : m, format));
            case VectorDecoder.FLOAT_IMMEDIATE -> file.setScalar(d, VectorMoves.floatImmediate(bits(w, 20, 13), format));
            case VectorDecoder.FLOAT_INTEGER -> integer(w, 0);
            default -> integer(w, 64 - bits(w, 15, 10));
        }
    }

    private void one(int w) {
        int opcode = bits(w, 20, 15);
        int n = bits(w, 9, 5);
        int type = bits(w, 23, 22);
        int format = type == 3 ? SoftFloat.H : SoftFloat.S + type;
        long a = operand(n, format);
        file.setScalar(w & 31, switch (opcode) {
            case 0 -> a;
            case 1 -> SoftFloat.absolute(a, format);
            case 2 -> SoftFloat.negate(a, format);
            case 3 -> fp.squareRoot(a, format);
            case 4, 5, 7 -> fp.convert(a, format, opcode == 7 ? SoftFloat.H : SoftFloat.S + (opcode & 1), fp.rounding());
            case 14 -> fp.roundToIntegral(a, format, fp.rounding(), true);
            case 15 -> fp.roundToIntegral(a, format, fp.rounding(), false);
            default -> fp.roundToIntegral(a, format, opcode & 7, false);
        });
    }

    private long two(int opcode, long a, long b, int format) {
        return switch (opcode) {
            case 0 -> fp.multiply(a, b, format);
            case 1 -> fp.divide(a, b, format);
            case 2 -> fp.add(a, b, format);
            case 3 -> fp.subtract(a, b, format);
            case 4 -> fp.maximum(a, b, format, false);
            case 5 -> fp.maximum(a, b, format, true);
            case 6 -> fp.maximumNumber(a, b, format, false);
            case 7 -> fp.maximumNumber(a, b, format, true);
            default -> SoftFloat.negate(fp.multiply(a, b, format), format);
        };
    }

    private void integer(int w, int fraction) {
        boolean wide = bit(w, 31);
        int format = format(w);
        int opcode = bits(w, 18, 16);
        int mode = bits(w, 20, 19);
        int n = bits(w, 9, 5);
        int d = w & 31;
        long general = n == 31 ? 0 : x[n];
        boolean unsigned = (opcode & 1) != 0;
        switch (opcode) {
            case 2, 3 -> {
                long value = wide ? general : unsigned ? general & 0xffff_ffffL : (int) general;
                file.setScalar(d, fp.fromInteger(value, unsigned, format, fraction));
            }
            case 6 -> setGeneral(d, mode == 1 ? file.high(n) : wide ? file.low(n) : file.low(n) & 0xffff_ffffL);
            case 7 -> {
                if (mode == 1) {
                    file.insert(d, 3, 1, general);
                } else {
                    file.setScalar(d, wide ? general : general & 0xffff_ffffL);
                }
            }
            default -> setGeneral(d, fp.toInteger(operand(n, format), format, opcode >= 4 ? SoftFloat.AWAY : mode, unsigned,
                    wide ? 64 : 32, fraction));
        }
    }

    private void setGeneral(int register, long value) {
        if (register != 31) {
            x[register] = value;
        }
    }
}
