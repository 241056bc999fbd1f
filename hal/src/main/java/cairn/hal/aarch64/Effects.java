package cairn.hal.aarch64;

/**
 * Which registers a predecoded operation reads and writes, and how it moves control. A mask has bit r for x[r] with r = 0 .. 31, SP being
 * 31, and {@link #FLAGS}.
 */
final class Effects {
    static final long FLAGS = 1L << 32;

    long reads;
    long writes;
    /** The operation may fault. */
    boolean faults;
    /** It is executed by {@link Cpu#general} on the registers in memory. */
    boolean general;
    private final boolean hostFloat;

    private static long bit(int register) {
        return register < 32 ? 1L << register : 0;
    }

    /** Whether control may go elsewhere than to the next instruction, or the dispatcher must look. */
    static boolean endsBlock(int op) {
        return op >= Op.B && op <= Op.BLR || op == Op.PAGE_END || leavesRegion(op) || op == Op.SVC;
    }

    /** Operations that are left to the interpreter. */
    static boolean leavesRegion(int op) {
        return switch (op) {
            case Op.BRK, Op.UNDEFINED, Op.SYSREG_TRAP, Op.CASP -> true;
            default -> op >= Op.SYSTEM_END;
        };
    }

    static boolean conditional(int op) {
        return op >= Op.BEQ && op <= Op.TBNZ || op >= Op.BCOND_FAR && op <= Op.TBNZ_FAR;
    }

    static boolean call(int op) {
        return op == Op.BL || op == Op.BL_FAR || op == Op.BLR;
    }

    /** @param hostFloat whether floating point may be computed by the host, with {@link FastFloat} */
    Effects(boolean hostFloat) {
        this.hostFloat = hostFloat;
    }

    /** Takes in the operation with word {@code w} and immediate {@code imm}. */
    void of(long w, long imm) {
        int op = (int) w & 0xffff;
        long d = bit((int) (w >>> 16) & 63);
        long n = bit((int) (w >>> 24) & 63);
        long m = bit((int) (w >>> 32) & 63);
        long a = bit((int) (w >>> 40) & 63);
        int aux = (int) (w >>> 48);
        reads = 0;
        writes = 0;
        faults = op >= Op.LDR8 && op <= Op.STP64 || op >= Op.ALU_END;
        general = false;
        if (op < Op.B) {
            arithmetic(op, d, n, m, a);
        } else if (op < Op.LDR8) {
            branch(op, n);
        } else if (op < Op.HOT_END) {
            memory(op, d, n, m, a);
        } else if (op < Op.ALU_END) {
            slowArithmetic(op, d, n, m, a, aux);
        } else if (op < Op.MEM_END) {
            slowMemory(op, d, n, m, a, aux);
        } else {
            system(op, d, n, aux, (int) imm);
        }
    }

    private void set(long read, long write) {
        reads = read;
        writes = write;
    }

    private void arithmetic(int op, long d, long n, long m, long a) {
        switch (op) {
            case Op.MOVI, Op.ADR, Op.ADRP -> set(0, d);
            case Op.MOVK64, Op.MOVK32 -> set(d, d);
            case Op.ADDSI64, Op.ADDSI32, Op.SUBSI64, Op.SUBSI32, Op.ANDSI64, Op.ANDSI32 -> set(n, d | FLAGS);
            case Op.MOV64, Op.MOV32 -> set(m, d);
            case Op.ADDS64, Op.ADDS32, Op.SUBS64, Op.SUBS32, Op.ANDS64, Op.ANDS32 -> set(n | m, d | FLAGS);
            case Op.UBF, Op.SBF64, Op.SBF32 -> set(n, d);
            case Op.CSEL, Op.CSINC64, Op.CSINC32 -> set(n | m | FLAGS, d);
            case Op.MADD64, Op.MADD32 -> set(n | m | a, d);
            default -> set(n | (op >= Op.ADDI64 && op < Op.MOV64 ? 0 : m), d);
        }
    }

    private void branch(int op, long n) {
        if (op >= Op.BEQ && op <= Op.BLE || op == Op.BCOND_FAR) {
            set(FLAGS, 0);
        } else if (op >= Op.CBZ64 && op <= Op.TBNZ || op >= Op.CBZ64_FAR && op <= Op.TBNZ_FAR || op == Op.BR) {
            set(n, 0);
        } else if (op == Op.BLR) {
            set(n, 1L << 30);
        } else if (op == Op.BL || op == Op.BL_FAR) {
            set(0, 1L << 30);
        }
    }

    private void memory(int op, long d, long n, long m, long a) {
        switch (op) {
            case Op.LDR8, Op.LDR16, Op.LDR32, Op.LDR64, Op.LDRS32 -> set(n, d);
            case Op.STR8, Op.STR16, Op.STR32, Op.STR64 -> set(n | d, 0);
            case Op.LDRR8, Op.LDRR16, Op.LDRR32, Op.LDRR64 -> set(n | m, d);
            case Op.STRR8, Op.STRR16, Op.STRR32, Op.STRR64 -> set(n | m | d, 0);
            case Op.LDRW8, Op.LDRW32, Op.LDRW64 -> set(n, d | n);
            case Op.STRW8, Op.STRW32, Op.STRW64 -> set(n | d, n);
            case Op.LDP64 -> set(n, d | a | m);
            case Op.STP64 -> set(n | d | a, m);
            default -> { } // NOP
        }
    }

    private void slowArithmetic(int op, long d, long n, long m, long a, int aux) {
        switch (op) {
            case Op.ADDSUB_SHIFT, Op.ADDSUB_EXT -> set(n | m, d | ((aux >>> 8 & 1) != 0 ? FLAGS : 0));
            case Op.LOGIC_SHIFT -> set(n | m, d | ((aux >>> 9 & 3) == 3 ? FLAGS : 0));
            case Op.ADC -> set(n | m | FLAGS, d | ((aux >>> 8 & 1) != 0 ? FLAGS : 0));
            case Op.CCMP -> set(n | m | FLAGS, FLAGS);
            case Op.CSINV, Op.CSNEG -> set(n | m | FLAGS, d);
            case Op.MSUB64, Op.MSUB32, Op.SMADDL, Op.SMSUBL, Op.UMADDL, Op.UMSUBL -> set(n | m | a, d);
            case Op.RBIT64, Op.RBIT32, Op.REV16, Op.REV32, Op.REV64, Op.CLZ64, Op.CLZ32, Op.CLS64, Op.CLS32 -> set(n, d);
            default -> set(n | m, d);
        }
    }

    private void slowMemory(int op, long d, long n, long m, long a, int aux) {
        boolean load = (aux & 4) != 0;
        general = true;
        switch (op) {
            case Op.LDST -> {
                general = false;
                set(n | a | (load ? 0 : d), m | (load ? d : 0));
            }
            case Op.LDPSTP -> {
                general = false;
                set(n | (load ? 0 : d | a), m | (load ? d | a : 0));
            }
            case Op.LDR_LIT -> {
                general = false;
                set(0, d);
            }
            case Op.LDXR, Op.LDAR -> set(n, d);
            case Op.STLR -> set(n | d, 0);
            case Op.LDXP -> set(n, d | a);
            case Op.STXR -> set(n | d, m);
            case Op.STXP -> set(n | d | a, m);
            case Op.CAS -> set(n | m | d, a);
            default -> set(n | m, d); // LDOP
        }
    }

    private void system(int op, long d, long n, int aux, int w) {
        general = op != Op.SVC;
        switch (op) {
            case Op.MRS -> set(aux == Op.REG_NZCV ? FLAGS : 0, d);
            case Op.MSR -> set(n, aux == Op.REG_NZCV ? FLAGS : 0);
            case Op.DC_ZVA, Op.CACHE_OP -> set(n, 0);
            case Op.VECTOR -> vector(aux, w);
            default -> { } // SVC, CLREX
        }
    }

    /** General registers that a floating-point or SIMD instruction touches; fields that it does not use do no harm. */
    private void vector(int group, int w) {
        if (group == VectorDecoder.LOAD_STORE) {
            general = false;
            int mode = (w >>> 24 & 1) != 0 ? 0 : w >>> 10 & 3;
            boolean indexed = (w >>> 24 & 1) == 0 && (w >>> 21 & 1) != 0;
            set(1L << (w >>> 5 & 31) | (indexed ? bit31IsNone(w >>> 16 & 31) : 0), !indexed && mode != 0 ? 1L << (w >>> 5 & 31) : 0);
            return;
        }
        if (VectorEmitter.handles(group, w, hostFloat)) {
            general = false;
            emitted(group, w);
            return;
        }
        long rn = 1L << (w >>> 5 & 31);
        long rm = bit31IsNone(w >>> 16 & 31);
        long rd = bit31IsNone(w & 31);
        switch (group) {
            case VectorDecoder.LOAD_STORE, VectorDecoder.SINGLE_STRUCTURE, VectorDecoder.MULTIPLE_STRUCTURES -> set(rn | rm, rn);
            case VectorDecoder.LOAD_STORE_PAIR -> set(rn, rn);
            case VectorDecoder.COPY, VectorDecoder.FLOAT_INTEGER, VectorDecoder.FLOAT_FIXED ->
                set(bit31IsNone(w >>> 5 & 31) | rd, rd);
            case VectorDecoder.FLOAT_COMPARE -> set(0, FLAGS);
            case VectorDecoder.FLOAT_CONDITIONAL_COMPARE -> set(FLAGS, FLAGS);
            case VectorDecoder.FLOAT_SELECT -> set(FLAGS, 0);
            default -> { }
        }
    }

    /** Of those that {@link VectorEmitter} writes, exactly. */
    private void emitted(int group, int w) {
        long rn = bit31IsNone(w >>> 5 & 31);
        long rd = bit31IsNone(w & 31);
        int opcode = w >>> 16 & 7;
        switch (group) {
            case VectorDecoder.LOAD_STORE_PAIR -> {
                int mode = w >>> 23 & 3;
                set(1L << (w >>> 5 & 31), mode == 1 || mode == 3 ? 1L << (w >>> 5 & 31) : 0);
            }
            case VectorDecoder.MULTIPLE_STRUCTURES, VectorDecoder.SINGLE_STRUCTURE -> {
                boolean post = (w >>> 23 & 1) != 0;
                long base = 1L << (w >>> 5 & 31);
                set(base | (post ? bit31IsNone(w >>> 16 & 31) : 0), post ? base : 0);
            }
            case VectorDecoder.FLOAT_COMPARE -> set(0, FLAGS);
            case VectorDecoder.FLOAT_SELECT -> set(FLAGS, 0);
            case VectorDecoder.FLOAT_INTEGER -> set(opcode == 2 || opcode == 3 || opcode == 7 ? rn : 0,
                    opcode <= 1 || opcode == 6 ? rd : 0);
            case VectorDecoder.COPY -> {
                int kind = (w >>> 29 & 1) != 0 ? 0 : w >>> 11 & 15;
                set(kind == 1 || kind == 3 ? rn : 0, kind == 5 || kind == 7 ? rd : 0);
            }
            default -> set(0, 0);
        }
    }

    private static long bit31IsNone(int register) {
        return register == 31 ? 0 : 1L << register;
    }
}
