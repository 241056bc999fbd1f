package cairn.hal.aarch64;

/**
 * A load or store of {@code bytes} bytes at a register plus a constant.
 *
 * @param base   the register, SP being 31
 * @param offset what is added to it
 */
record Access(int base, long offset, int bytes, boolean load) {
    /** Bytes that accesses which are checked together may be apart. */
    private static final int MOST = 512;

    /** The access of a predecoded operation, or null when it makes none of this kind. */
    static Access of(long word, long imm) {
        int op = (int) word & 0xffff;
        int n = (int) (word >>> 24) & 63;
        int aux = (int) (word >>> 48);
        return switch (op) {
            case Op.LDR8, Op.LDR16, Op.LDR32, Op.LDR64 -> new Access(n, imm, 1 << op - Op.LDR8, true);
            case Op.LDRS32 -> new Access(n, imm, 4, true);
            case Op.STR8, Op.STR16, Op.STR32, Op.STR64 -> new Access(n, imm, 1 << op - Op.STR8, false);
            case Op.LDRW8 -> new Access(n, (int) imm, 1, true);
            case Op.LDRW32 -> new Access(n, (int) imm, 4, true);
            case Op.LDRW64 -> new Access(n, (int) imm, 8, true);
            case Op.STRW8 -> new Access(n, (int) imm, 1, false);
            case Op.STRW32 -> new Access(n, (int) imm, 4, false);
            case Op.STRW64 -> new Access(n, (int) imm, 8, false);
            case Op.LDP64 -> new Access(n, (int) imm, 16, true);
            case Op.STP64 -> new Access(n, (int) imm, 16, false);
            case Op.LDPSTP -> new Access(n, (int) imm, 8, (aux & 4) != 0);
            case Op.LDST -> ((int) (word >>> 40) & 63) == Cpu.ZERO ? new Access(n, (int) imm, 1 << (aux & 3), (aux & 4) != 0) : null;
            case Op.VECTOR -> vector(aux, (int) imm);
            default -> null;
        };
    }

    private static Access vector(int group, int w) {
        int n = w >>> 5 & 31;
        boolean load = (w >>> 22 & 1) != 0;
        if (group == VectorDecoder.LOAD_STORE) {
            int scale = (w >>> 23 & 1) << 2 | w >>> 30;
            if ((w >>> 24 & 1) != 0) {
                return new Access(n, (long) (w >>> 10 & 0xfff) << scale, 1 << scale, load);
            }
            return (w >>> 21 & 1) != 0 ? null : new Access(n, (w >>> 10 & 3) == 1 ? 0 : w << 11 >> 23, 1 << scale, load);
        }
        if (group == VectorDecoder.LOAD_STORE_PAIR) {
            int scale = 2 + (w >>> 30);
            return new Access(n, (w >>> 23 & 3) == 1 ? 0 : (long) (w << 10 >> 25) << scale, 2 << scale, load);
        }
        return null;
    }

    /**
     * This access, the one of {@code first}, and those of the same kind that follow in the block while the base keeps its value, as one;
     * null when it is alone.
     */
    Access together(FlowGraph graph, int first, int end) {
        long low = offset;
        long high = offset + bytes;
        int count = bytes > 8 || graph.op(first) == Op.LDPSTP ? 2 : 1;
        for (int i = first; (graph.writes[i] >>> base & 1) == 0 && i + 1 < end; ) {
            i++;
            Access next = of(graph.page.word[i], graph.page.imm[i]);
            if (next == null || next.base != base || next.load != load) {
                continue;
            }
            long newLow = Math.min(low, next.offset);
            long newHigh = Math.max(high, next.offset + next.bytes);
            if (newHigh - newLow > MOST) {
                break;
            }
            low = newLow;
            high = newHigh;
            count++;
        }
        return count == 1 ? null : new Access(base, low, (int) (high - low), load);
    }

    /** Whether all of {@code other} is inside this one. */
    boolean covers(Access other) {
        return other.base == base && other.load == load && other.offset >= offset && other.offset + other.bytes <= offset + bytes;
    }
}
