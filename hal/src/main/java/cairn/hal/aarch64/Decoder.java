package cairn.hal.aarch64;

/**
 * Turns an A64 instruction word into an operation of {@link Op} with its operands. The tables follow the encoding index of the
 * architecture manual top down; whatever no line claims is UNDEFINED. Encodings that the manual leaves constrained unpredictable
 * (a load that writes its own base register, a pair with one target twice) are refused as UNDEFINED, as it permits.
 *
 * <p>Register operands are indices of {@code Cpu.x}: 31 is SP, {@link Cpu#ZERO} reads as zero, {@link Cpu#SINK} takes writes that are
 * discarded; so the interpreter never asks which register 31 is meant.
 */
final class Decoder {
    private final CpuModel model;
    int op;
    int d;
    int n;
    int m;
    int a;
    int aux;
    long imm;

    Decoder(CpuModel model) {
        this.model = model;
    }

    /** Decodes {@code w}, which stands at index {@code at} of its page. */
    void decode(int w, int at) {
        op = Op.UNDEFINED;
        d = n = m = a = aux = 0;
        imm = 0;
        switch (w >>> 25 & 15) {
            case 8, 9 -> dataImmediate(w);
            case 10, 11 -> branchOrSystem(w, at);
            case 4, 6, 12, 14 -> loadStore(w);
            case 5, 13 -> dataRegister(w);
            case 7, 15 -> floatingPoint(w);
            default -> { }
        }
    }

    long packed() {
        return op | (long) d << 16 | (long) n << 24 | (long) m << 32 | (long) a << 40 | (long) aux << 48;
    }

    // ---- fields ----

    private static int bits(int w, int high, int low) {
        return w >>> low & (1 << high - low + 1) - 1;
    }

    private static int signed(int w, int high, int low) {
        return w << 31 - high >> 31 - high + low;
    }

    private static boolean bit(int w, int at) {
        return (w >>> at & 1) != 0;
    }

    private static int read(int register) {
        return register == 31 ? Cpu.ZERO : register;
    }

    private static int write(int register) {
        return register == 31 ? Cpu.SINK : register;
    }

    private static int rd(int w) {
        return w & 31;
    }

    private static int rn(int w) {
        return w >>> 5 & 31;
    }

    private static int rm(int w) {
        return w >>> 16 & 31;
    }

    private static long low32(long value) {
        return value & 0xffff_ffffL;
    }

    // ---- data processing, immediate ----

    private void dataImmediate(int w) {
        boolean wide = bit(w, 31);
        switch (bits(w, 25, 23)) {
            case 0, 1 -> {
                long offset = (long) signed(w, 23, 5) << 2 | bits(w, 30, 29);
                op = wide ? Op.ADRP : Op.ADR;
                imm = wide ? offset << 12 : offset;
                d = write(rd(w));
            }
            case 2 -> addSubImmediate(w, wide);
            case 4 -> logicalImmediate(w, wide);
            case 5 -> moveWide(w, wide);
            case 6 -> bitfield(w, wide);
            case 7 -> extract(w, wide);
            default -> { }
        }
    }

    private void addSubImmediate(int w, boolean wide) {
        boolean subtract = bit(w, 30);
        long value = (long) bits(w, 21, 10) << (bit(w, 22) ? 12 : 0);
        n = rn(w);
        if (bit(w, 29)) {
            d = write(rd(w));
            imm = value;
            op = subtract ? wide ? Op.SUBSI64 : Op.SUBSI32 : wide ? Op.ADDSI64 : Op.ADDSI32;
        } else {
            d = rd(w);
            imm = subtract ? -value : value;
            op = wide ? Op.ADDI64 : Op.ADDI32;
        }
    }

    private void logicalImmediate(int w, boolean wide) {
        if (!wide && bit(w, 22)) {
            return;
        }
        long mask = bitMask(bits(w, 22, 22), bits(w, 15, 10), bits(w, 21, 16));
        if (mask == 0) {
            return;
        }
        imm = wide ? mask : low32(mask);
        n = read(rn(w));
        int opc = bits(w, 30, 29);
        d = opc == 3 ? write(rd(w)) : rd(w);
        switch (opc) {
            case 0 -> op = Op.ANDI;
            case 1 -> {
                op = wide ? Op.ORRI64 : Op.ORRI32;
                if (n == Cpu.ZERO) {
                    op = Op.MOVI;
                }
            }
            case 2 -> op = wide ? Op.EORI64 : Op.EORI32;
            default -> op = wide ? Op.ANDSI64 : Op.ANDSI32;
        }
    }

    /** The bitmask immediate N:imms:immr, or 0, which no encoding means, when it is reserved. */
    static long bitMask(int bigN, int imms, int immr) {
        int length = 31 - Integer.numberOfLeadingZeros(bigN << 6 | ~imms & 63);
        if (length < 1) {
            return 0;
        }
        int size = 1 << length;
        int ones = (imms & size - 1) + 1;
        int rotate = immr & size - 1;
        if (ones == size) {
            return 0;
        }
        long element = (1L << ones) - 1;
        if (rotate != 0) {
            element = element >>> rotate | element << size - rotate;
            if (size < 64) {
                element &= (1L << size) - 1;
            }
        }
        for (int width = size; width < 64; width <<= 1) {
            element |= element << width;
        }
        return element;
    }

    private void moveWide(int w, boolean wide) {
        int shift = bits(w, 22, 21) * 16;
        if (!wide && shift > 16) {
            return;
        }
        long value = (long) bits(w, 20, 5) << shift;
        d = write(rd(w));
        switch (bits(w, 30, 29)) {
            case 0 -> {
                op = Op.MOVI;
                imm = wide ? ~value : low32(~value);
            }
            case 2 -> {
                op = Op.MOVI;
                imm = value;
            }
            case 3 -> {
                op = wide ? Op.MOVK64 : Op.MOVK32;
                imm = value;
                aux = shift;
            }
            default -> { }
        }
    }

    private void bitfield(int w, boolean wide) {
        int immr = bits(w, 21, 16);
        int imms = bits(w, 15, 10);
        int opc = bits(w, 30, 29);
        if (bit(w, 22) != wide || opc == 3 || !wide && (immr | imms) > 31) {
            return;
        }
        int size = wide ? 64 : 32;
        n = read(rn(w));
        d = write(rd(w));
        // Shift the field to the top, then down to its place: left by 63-imms, right by b.
        int left = 63 - imms;
        int right = imms >= immr ? left + immr : left - (size - immr);
        if (opc == 1) {
            op = Op.BFM;
            m = d == Cpu.SINK ? Cpu.ZERO : d;
            int width = imms >= immr ? imms - immr + 1 : imms + 1;
            int position = imms >= immr ? 0 : size - immr;
            long ones = width == 64 ? -1 : (1L << width) - 1;
            imm = ones << position;
            aux = left | right << 6 | (wide ? 1 << 12 : 0);
        } else {
            op = opc == 2 ? Op.UBF : wide ? Op.SBF64 : Op.SBF32;
            aux = left | right << 6;
        }
    }

    private void extract(int w, boolean wide) {
        int lsb = bits(w, 15, 10);
        if (bits(w, 30, 29) != 0 || bit(w, 21) || bit(w, 22) != wide || !wide && lsb > 31) {
            return;
        }
        op = wide ? Op.EXTR64 : Op.EXTR32;
        aux = lsb;
        n = read(rn(w));
        m = read(rm(w));
        d = write(rd(w));
    }

    // ---- data processing, register ----

    private void dataRegister(int w) {
        boolean wide = bit(w, 31);
        if (!bit(w, 28)) {
            if (!bit(w, 24)) {
                logicalShifted(w, wide);
            } else if (!bit(w, 21)) {
                addSubShifted(w, wide);
            } else {
                addSubExtended(w, wide);
            }
            return;
        }
        switch (bits(w, 24, 21)) {
            case 0 -> addWithCarry(w, wide);
            case 2 -> conditionalCompare(w, wide);
            case 4 -> conditionalSelect(w, wide);
            case 6 -> {
                if (bit(w, 30)) {
                    oneSource(w, wide);
                } else {
                    twoSources(w, wide);
                }
            }
            case 8, 9, 10, 11, 12, 13, 14, 15 -> threeSources(w, wide);
            default -> { }
        }
    }

    private void logicalShifted(int w, boolean wide) {
        int amount = bits(w, 15, 10);
        if (!wide && amount > 31) {
            return;
        }
        int shift = bits(w, 23, 22);
        int kind = bits(w, 30, 29) << 1 | bits(w, 21, 21); // AND BIC ORR ORN EOR EON ANDS BICS
        n = read(rn(w));
        m = read(rm(w));
        d = write(rd(w));
        aux = amount;
        if (shift == 0) {
            op = switch (kind) {
                case 0 -> wide ? Op.AND64 : Op.AND32;
                case 1 -> wide ? Op.BIC64 : Op.BIC32;
                case 2 -> n == Cpu.ZERO && amount == 0 ? wide ? Op.MOV64 : Op.MOV32 : wide ? Op.ORR64 : Op.ORR32;
                case 4 -> wide ? Op.EOR64 : Op.EOR32;
                case 6 -> wide ? Op.ANDS64 : Op.ANDS32;
                default -> Op.LOGIC_SHIFT;
            };
            if (op != Op.LOGIC_SHIFT) {
                return;
            }
        }
        op = Op.LOGIC_SHIFT;
        aux = amount | shift << 6 | kind << 8 | (wide ? 1 << 12 : 0);
    }

    private void addSubShifted(int w, boolean wide) {
        int amount = bits(w, 15, 10);
        int shift = bits(w, 23, 22);
        if (shift == 3 || !wide && amount > 31) {
            return;
        }
        int kind = bits(w, 30, 29); // ADD ADDS SUB SUBS
        n = read(rn(w));
        m = read(rm(w));
        d = write(rd(w));
        aux = amount;
        if (shift == 0) {
            op = switch (kind) {
                case 0 -> wide ? Op.ADD64 : Op.ADD32;
                case 1 -> wide ? Op.ADDS64 : Op.ADDS32;
                case 2 -> wide ? Op.SUB64 : Op.SUB32;
                default -> wide ? Op.SUBS64 : Op.SUBS32;
            };
        } else {
            op = Op.ADDSUB_SHIFT;
            aux = amount | shift << 6 | kind << 8 | (wide ? 1 << 12 : 0);
        }
    }

    private void addSubExtended(int w, boolean wide) {
        int amount = bits(w, 12, 10);
        if (amount > 4 || bits(w, 23, 22) != 0) {
            return;
        }
        int kind = bits(w, 30, 29);
        int option = bits(w, 15, 13);
        n = rn(w);
        m = read(rm(w));
        d = bit(w, 29) ? write(rd(w)) : rd(w);
        op = kind == 0 && wide ? Op.ADDX64 : Op.ADDSUB_EXT;
        aux = amount | option << 3 | kind << 8 | (wide ? 1 << 12 : 0);
    }

    private void addWithCarry(int w, boolean wide) {
        if (bits(w, 15, 10) != 0) {
            return;
        }
        op = Op.ADC;
        n = read(rn(w));
        m = read(rm(w));
        d = write(rd(w));
        aux = bits(w, 30, 29) << 8 | (wide ? 1 << 12 : 0);
    }

    private void conditionalCompare(int w, boolean wide) {
        if (!bit(w, 29) || bit(w, 10) || bit(w, 4)) {
            return;
        }
        op = Op.CCMP;
        n = read(rn(w));
        if (bit(w, 11)) {
            m = Cpu.ZERO;
            imm = rm(w);
        } else {
            m = read(rm(w));
        }
        aux = bits(w, 15, 12) | (w & 15) << 4 | (bit(w, 30) ? 1 << 8 : 0) | (wide ? 1 << 12 : 0);
    }

    private void conditionalSelect(int w, boolean wide) {
        if (bit(w, 29) || bit(w, 11)) {
            return;
        }
        n = read(rn(w));
        m = read(rm(w));
        d = write(rd(w));
        aux = bits(w, 15, 12);
        imm = wide ? -1 : 0xffff_ffffL; // the result is cut to the operand size
        boolean increment = bit(w, 10);
        if (bit(w, 30)) {
            op = increment ? Op.CSNEG : Op.CSINV;
        } else {
            op = !increment ? Op.CSEL : wide ? Op.CSINC64 : Op.CSINC32;
        }
    }

    private void twoSources(int w, boolean wide) {
        if (bit(w, 29)) {
            return;
        }
        int code = bits(w, 15, 10);
        switch (code) {
            case 2 -> op = wide ? Op.UDIV64 : Op.UDIV32;
            case 3 -> op = wide ? Op.SDIV64 : Op.SDIV32;
            case 8 -> op = wide ? Op.LSLV64 : Op.LSLV32;
            case 9 -> op = wide ? Op.LSRV64 : Op.LSRV32;
            case 10 -> op = wide ? Op.ASRV64 : Op.ASRV32;
            case 11 -> op = wide ? Op.RORV64 : Op.RORV32;
            case 16, 17, 18, 19, 20, 21, 22, 23 -> {
                int size = code & 3;
                if (wide == (size == 3)) {
                    op = Op.CRC32;
                    aux = code & 7; // bit 2: Castagnoli polynomial
                }
            }
            default -> { }
        }
        n = read(rn(w));
        m = read(rm(w));
        d = write(rd(w));
    }

    private void oneSource(int w, boolean wide) {
        if (bit(w, 29) || rm(w) != 0) {
            return;
        }
        imm = wide ? -1 : 0xffff_ffffL;
        switch (bits(w, 15, 10)) {
            case 0 -> op = wide ? Op.RBIT64 : Op.RBIT32;
            case 1 -> op = Op.REV16;
            case 2 -> op = Op.REV32;
            case 3 -> op = wide ? Op.REV64 : Op.UNDEFINED;
            case 4 -> op = wide ? Op.CLZ64 : Op.CLZ32;
            case 5 -> op = wide ? Op.CLS64 : Op.CLS32;
            default -> { }
        }
        n = read(rn(w));
        d = write(rd(w));
    }

    private void threeSources(int w, boolean wide) {
        if (bits(w, 30, 29) != 0) {
            return;
        }
        boolean o0 = bit(w, 15);
        int kind = bits(w, 23, 21);
        if (kind == 0) {
            op = o0 ? wide ? Op.MSUB64 : Op.MSUB32 : wide ? Op.MADD64 : Op.MADD32;
        } else if (wide) {
            switch (kind) {
                case 1 -> op = o0 ? Op.SMSUBL : Op.SMADDL;
                case 2 -> op = o0 ? Op.UNDEFINED : Op.SMULH;
                case 5 -> op = o0 ? Op.UMSUBL : Op.UMADDL;
                case 6 -> op = o0 ? Op.UNDEFINED : Op.UMULH;
                default -> { }
            }
        }
        n = read(rn(w));
        m = read(rm(w));
        a = read(bits(w, 14, 10));
        d = write(rd(w));
    }

    // ---- branches, exceptions, system ----

    private void branchOrSystem(int w, int at) {
        if (bits(w, 30, 26) == 5) {
            boolean link = bit(w, 31);
            target(signed(w, 25, 0), at, link ? Op.BL : Op.B, link ? Op.BL_FAR : Op.B_FAR);
        } else if (bits(w, 30, 25) == 0b011010) {
            boolean wide = bit(w, 31);
            boolean nonzero = bit(w, 24);
            n = read(rd(w));
            int near = nonzero ? wide ? Op.CBNZ64 : Op.CBNZ32 : wide ? Op.CBZ64 : Op.CBZ32;
            target(signed(w, 23, 5), at, near, near - Op.CBZ64 + Op.CBZ64_FAR);
        } else if (bits(w, 30, 25) == 0b011011) {
            boolean nonzero = bit(w, 24);
            n = read(rd(w));
            aux = bits(w, 31, 31) << 5 | bits(w, 23, 19);
            target(signed(w, 18, 5), at, nonzero ? Op.TBNZ : Op.TBZ, nonzero ? Op.TBNZ_FAR : Op.TBZ_FAR);
        } else if (w >>> 24 == 0b01010100 && !bit(w, 4)) {
            int condition = w & 15;
            aux = condition;
            int near = condition >= 14 ? Op.B : Op.BEQ + condition;
            target(signed(w, 23, 5), at, near, Op.BCOND_FAR);
        } else if (w >>> 24 == 0b11010100) {
            exception(w);
        } else if (w >>> 22 == 0b1101010100) {
            system(w);
        } else if (w >>> 25 == 0b1101011) {
            branchRegister(w);
        }
    }

    /** A target in the same page is an index, so that the branch is an assignment; any other is a byte displacement. */
    private void target(int words, int at, int near, int far) {
        int index = at + words;
        if (index >= 0 && index < CodePage.ENTRIES) {
            op = near;
            imm = index;
        } else {
            op = far;
            imm = (long) words << 2;
        }
    }

    private void exception(int w) {
        int kind = bits(w, 23, 21) << 5 | bits(w, 4, 0);
        imm = bits(w, 20, 5);
        if (kind == 1) {
            op = Op.SVC;
        } else if (kind == 1 << 5) {
            op = Op.BRK;
        }
        // HVC, SMC, HLT and DCPSn are UNDEFINED at EL0, as is everything unallocated.
    }

    private void branchRegister(int w) {
        if (bits(w, 20, 10) != 0b11111_000000 || rd(w) != 0) {
            return;
        }
        n = read(rn(w));
        switch (bits(w, 24, 21)) {
            case 0, 2 -> op = Op.BR;
            case 1 -> op = Op.BLR;
            default -> { } // ERET and DRPS are UNDEFINED at EL0
        }
    }

    private void system(int w) {
        int op0 = bits(w, 20, 19);
        int op1 = bits(w, 18, 16);
        int crn = bits(w, 15, 12);
        int crm = bits(w, 11, 8);
        int op2 = bits(w, 7, 5);
        boolean read = bit(w, 21);
        if (op0 == 0) {
            if (!read && rd(w) == 31) {
                barrierOrHint(w, op1, crn, op2);
            }
        } else if (op0 == 1) {
            if (!read && op1 == 3 && crn == 7 && op2 == 1) {
                n = read(rd(w));
                switch (crm) {
                    case 4 -> op = Op.DC_ZVA;
                    case 5, 10, 11, 14 -> op = Op.CACHE_OP; // IC IVAU, DC CVAC, DC CVAU, DC CIVAC
                    default -> { }
                }
            }
        } else {
            systemRegister(w, read, bits(w, 20, 5));
        }
    }

    private void barrierOrHint(int w, int op1, int crn, int op2) {
        if (crn == 2 && op1 == 3) {
            op = Op.NOP; // HINT: every unallocated hint is a NOP
        } else if (crn == 3 && op1 == 3) {
            switch (op2) {
                case 2 -> op = Op.CLREX;
                case 4, 5, 6 -> op = Op.NOP; // DSB, DMB, ISB: one processor, in order
                default -> { }
            }
        } else if (crn == 4 && op1 == 3 && (op2 == 6 || op2 == 7)) {
            trapSystemRegister(w); // DAIFSet, DAIFClr with SCTLR_EL1.UMA = 0
        }
    }

    private static int register(int op0, int op1, int crn, int crm, int op2) {
        return op0 << 14 | op1 << 11 | crn << 7 | crm << 3 | op2;
    }

    private static final int TPIDR_EL0 = register(3, 3, 13, 0, 2);
    private static final int TPIDRRO_EL0 = register(3, 3, 13, 0, 3);
    private static final int NZCV = register(3, 3, 4, 2, 0);
    private static final int DAIF = register(3, 3, 4, 2, 1);
    private static final int FPCR = register(3, 3, 4, 4, 0);
    private static final int FPSR = register(3, 3, 4, 4, 1);
    private static final int CTR_EL0 = register(3, 3, 0, 0, 1);
    private static final int DCZID_EL0 = register(3, 3, 0, 0, 7);
    private static final int CNTFRQ_EL0 = register(3, 3, 14, 0, 0);
    private static final int CNTPCT_EL0 = register(3, 3, 14, 0, 1);
    private static final int CNTVCT_EL0 = register(3, 3, 14, 0, 2);

    private void systemRegister(int w, boolean read, int name) {
        int which = -1;
        boolean writable = false;
        if (name == TPIDR_EL0) {
            which = Op.REG_TPIDR;
            writable = true;
        } else if (name == TPIDRRO_EL0) {
            which = Op.REG_TPIDRRO;
        } else if (name == NZCV) {
            which = Op.REG_NZCV;
            writable = true;
        } else if (name == FPCR) {
            which = Op.REG_FPCR;
            writable = true;
        } else if (name == FPSR) {
            which = Op.REG_FPSR;
            writable = true;
        } else if (name == CTR_EL0) {
            which = Op.REG_CTR;
        } else if (name == DCZID_EL0) {
            which = Op.REG_DCZID;
        } else if (name == CNTFRQ_EL0) {
            which = Op.REG_CNTFRQ;
        } else if (name == CNTVCT_EL0) {
            which = Op.REG_CNTVCT;
        } else if (name == DAIF || name == CNTPCT_EL0 && read || timerRegister(name)) {
            trapSystemRegister(w); // SCTLR_EL1.UMA = 0; CNTKCTL_EL1.EL0PCTEN, EL0VTEN, EL0PTEN = 0
            return;
        }
        if (which < 0 || !read && !writable) {
            return;
        }
        op = read ? Op.MRS : Op.MSR;
        aux = which;
        d = write(rd(w));
        n = read(rd(w));
    }

    /** CNTP_TVAL, CTL, CVAL and CNTV_TVAL, CTL, CVAL of EL0. */
    private static boolean timerRegister(int name) {
        return name >= register(3, 3, 14, 2, 0) && name <= register(3, 3, 14, 2, 2)
                || name >= register(3, 3, 14, 3, 0) && name <= register(3, 3, 14, 3, 2);
    }

    private void trapSystemRegister(int w) {
        op = Op.SYSREG_TRAP;
        imm = (long) bits(w, 20, 19) << 20 | (long) bits(w, 7, 5) << 17 | (long) bits(w, 18, 16) << 14
                | (long) bits(w, 15, 12) << 10 | (long) rd(w) << 5 | (long) bits(w, 11, 8) << 1 | bits(w, 21, 21);
    }

    // ---- loads and stores ----

    private void loadStore(int w) {
        if (bit(w, 26)) {
            floatingPoint(w);
            return;
        }
        switch (bits(w, 29, 28)) {
            case 0 -> {
                if (!bit(w, 24)) {
                    exclusive(w);
                }
            }
            case 1 -> {
                if (!bit(w, 24)) {
                    literal(w);
                }
            }
            case 2 -> pair(w);
            default -> single(w);
        }
    }

    /** aux of LDST and its relatives: 1..0 log2 size, 2 load, 3 sign extend, 4 to 32 bits, 10..8 extend option, 13..11 shift. */
    private static final int LOAD = 4;

    private void single(int w) {
        int size = bits(w, 31, 30);
        int opc = bits(w, 23, 22);
        if (!bit(w, 24) && bit(w, 21) && bits(w, 11, 10) == 0) {
            n = rn(w);
            atomic(w, size);
            return;
        }
        boolean prefetch = size == 3 && opc == 2;
        if (opc == 3 && size >= 2) {
            return;
        }
        int kind = size | (opc == 0 ? 0 : LOAD) | (opc >= 2 ? 8 : 0) | (opc == 3 ? 16 : 0);
        int t = rd(w);
        n = rn(w);
        d = opc == 0 ? read(t) : write(t);
        if (bit(w, 24)) {
            if (prefetch) {
                op = Op.NOP;
            } else {
                offset(kind, (long) bits(w, 21, 10) << size);
            }
            return;
        }
        if (bit(w, 21)) {
            if (bits(w, 11, 10) == 2) {
                registerOffset(w, kind, size, prefetch);
            }
            return;
        }
        long displacement = signed(w, 20, 12);
        int mode = bits(w, 11, 10);
        if (prefetch) {
            if (mode == 0) {
                op = Op.NOP; // PRFUM
            }
            return;
        }
        switch (mode) {
            case 0, 2 -> offset(kind, displacement); // LDTR and STTR are LDUR and STUR at EL0
            default -> {
                if (n == t && n != 31) {
                    return;
                }
                writeBack(kind, mode == 3, displacement);
            }
        }
    }

    private void offset(int kind, long displacement) {
        imm = displacement;
        switch (kind) {
            case 0 -> op = Op.STR8;
            case 1 -> op = Op.STR16;
            case 2 -> op = Op.STR32;
            case 3 -> op = Op.STR64;
            case LOAD -> op = Op.LDR8;
            case LOAD | 1 -> op = Op.LDR16;
            case LOAD | 2 -> op = Op.LDR32;
            case LOAD | 3 -> op = Op.LDR64;
            case LOAD | 8 | 2 -> op = Op.LDRS32;
            default -> {
                // address = x[n] + low half of imm; then x[m] = x[n] + high half
                op = Op.LDST;
                aux = kind;
                a = Cpu.ZERO;
                m = Cpu.SINK;
                imm = displacement & 0xffff_ffffL;
            }
        }
    }

    private void writeBack(int kind, boolean pre, long displacement) {
        imm = (pre ? displacement & 0xffff_ffffL : 0) | displacement << 32;
        m = n;
        a = Cpu.ZERO;
        aux = kind;
        op = switch (kind) {
            case 0 -> Op.STRW8;
            case 2 -> Op.STRW32;
            case 3 -> Op.STRW64;
            case LOAD -> Op.LDRW8;
            case LOAD | 2 -> Op.LDRW32;
            case LOAD | 3 -> Op.LDRW64;
            default -> Op.LDST;
        };
    }

    private void registerOffset(int w, int kind, int size, boolean prefetch) {
        int option = bits(w, 15, 13);
        if ((option & 2) == 0) {
            return;
        }
        if (prefetch) {
            op = Op.NOP;
            return;
        }
        int shift = bit(w, 12) ? size : 0;
        int index = read(rm(w));
        if (option == 3) {
            int fast = switch (kind) {
                case 0 -> Op.STRR8;
                case 1 -> Op.STRR16;
                case 2 -> Op.STRR32;
                case 3 -> Op.STRR64;
                case LOAD -> Op.LDRR8;
                case LOAD | 1 -> Op.LDRR16;
                case LOAD | 2 -> Op.LDRR32;
                case LOAD | 3 -> Op.LDRR64;
                default -> -1;
            };
            if (fast >= 0) {
                op = fast;
                m = index;
                aux = shift;
                return;
            }
        }
        op = Op.LDST;
        a = index;
        m = Cpu.SINK;
        aux = kind | option << 8 | shift << 11;
    }

    private void literal(int w) {
        int opc = bits(w, 31, 30);
        imm = (long) signed(w, 23, 5) << 2;
        d = write(rd(w));
        if (opc == 3) {
            op = Op.NOP;
        } else {
            op = Op.LDR_LIT;
            aux = opc == 0 ? 2 : opc == 1 ? 3 : 2 | 8;
        }
    }

    private void pair(int w) {
        int opc = bits(w, 31, 30);
        int mode = bits(w, 24, 23);
        boolean load = bit(w, 22);
        if (opc == 3 || opc == 1 && (!load || mode == 0)) {
            return;
        }
        int t1 = rd(w);
        int t2 = bits(w, 14, 10);
        n = rn(w);
        boolean writes = mode == 1 || mode == 3;
        if (load && t1 == t2 || writes && n != 31 && (n == t1 || n == t2)) {
            return;
        }
        int size = opc == 2 ? 3 : 2;
        long displacement = (long) signed(w, 21, 15) << size;
        imm = (mode == 1 ? 0 : displacement & 0xffff_ffffL) | (writes ? displacement << 32 : 0);
        m = writes ? n : Cpu.SINK;
        d = load ? write(t1) : read(t1);
        a = load ? write(t2) : read(t2);
        if (opc == 2) {
            op = load ? Op.LDP64 : Op.STP64;
        } else {
            op = Op.LDPSTP;
            aux = (load ? LOAD : 0) | (opc == 1 ? 8 : 0);
        }
    }

    private void exclusive(int w) {
        int size = bits(w, 31, 30);
        boolean load = bit(w, 22);
        boolean ordered = bit(w, 15);
        int t = rd(w);
        int t2 = bits(w, 14, 10);
        int s = rm(w);
        n = rn(w);
        aux = size;
        switch (bits(w, 23, 23) << 1 | bits(w, 21, 21)) {
            case 0 -> {
                if (load) {
                    op = Op.LDXR;
                    d = write(t);
                } else if (s != t && (s != n || n == 31)) {
                    op = Op.STXR;
                    d = read(t);
                    m = write(s);
                }
            }
            case 1 -> {
                if (size < 2) {
                    compareAndSwapPair(w, t, s, t2);
                } else if (load) {
                    if (t != t2) {
                        op = Op.LDXP;
                        d = write(t);
                        a = write(t2);
                    }
                } else if (s != t && s != t2 && (s != n || n == 31)) {
                    op = Op.STXP;
                    d = read(t);
                    a = read(t2);
                    m = write(s);
                }
            }
            case 2 -> {
                if (ordered) {
                    op = load ? Op.LDAR : Op.STLR;
                    d = load ? write(t) : read(t);
                }
            }
            default -> {
                if (model.atomics() && t2 == 31) {
                    op = Op.CAS;
                    d = read(t);
                    m = read(s);
                    a = write(s);
                }
            }
        }
    }

    private void compareAndSwapPair(int w, int t, int s, int t2) {
        if (model.atomics() && t2 == 31 && (s & 1) == 0 && (t & 1) == 0) {
            op = Op.CASP;
            d = t;
            m = s;
            aux = 2 + bits(w, 30, 30);
        }
    }

    /** LSE: LDADD, LDCLR, LDEOR, LDSET, LDSMAX, LDSMIN, LDUMAX, LDUMIN, SWP. */
    private void atomic(int w, int size) {
        int opc = bits(w, 14, 12);
        boolean swap = bit(w, 15);
        if (!model.atomics() || swap && opc != 0) {
            return;
        }
        op = Op.LDOP;
        aux = size | (swap ? 8 : opc) << 4;
        m = read(rm(w));
        d = write(rd(w));
    }

    // ---- floating point and SIMD ----

    private void floatingPoint(int w) {
        int group = bit(w, 25) ? VectorDecoder.dataProcessing(w) : VectorDecoder.loadStore(w);
        if (group != VectorDecoder.UNALLOCATED) {
            op = Op.VECTOR;
            aux = group;
            imm = w;
        }
    }
}
