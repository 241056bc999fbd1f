package cairn.hal.aarch64;

import cairn.kernel.hil.Frame;

/**
 * An AArch64 processor at EL0: executes predecoded instructions until one traps or the limit is reached. It stands for the machine
 * below the kernel: a trap is reported with the syndrome and fault address that ESR_EL1 and FAR_EL1 would hold.
 *
 * <p>{@link #load} takes a thread's frame in and {@link #save} puts it back; between the two the registers live in an array with two
 * more places, one that reads as zero and one that takes discarded writes.
 *
 * <p>Flags are kept as the values they derive from: N, C and V are the sign bits of {@code flagN}, {@code flagC}, {@code flagV}, and Z
 * is set when {@code flagZ} is zero. 32-bit operations compute their flags on operands shifted up by 32 bits.
 */
public final class Cpu {
    /** {@link #run} stopped because the limit of instructions was reached. */
    public static final int LIMIT = 0;
    /** {@link #run} stopped at an exception: {@link #syndrome} and {@link #faultAddress} describe it. */
    public static final int TRAP = 1;

    /** Generic timer: one tick for each executed instruction. */
    public static final long COUNTER_HZ = 100_000_000;

    static final int SP = 31;
    static final int ZERO = 32;
    static final int SINK = 33;

    /** Cache lines of 64 bytes, VIPT, as a Cortex-A57 reports them. */
    private static final long CTR = 0x8444_c004L;
    /** DC ZVA is permitted and zeroes 64 bytes. */
    private static final long DCZID = 4;

    private static final long PAGE_MASK = ~4095L;
    private static final int SPACES = 16;

    final PhysicalMemory memory;
    final byte[] ram;
    private final Bus bus;
    private final Walker walker;
    private final Decoder decoder;
    private final VectorUnit vector;
    /** Vector registers of the running thread, or null. */
    long[] vectors;
    private final Tlb[] tlbs = new Tlb[SPACES];
    Tlb tlb;
    /** The stamp of {@link #tlb}. */
    long stamp;
    private long stamps;
    private int generation;
    private Translator translator;

    final long[] x = new long[34];
    long pc;
    private long flagN;
    private long flagZ = 1;
    private long flagC;
    private long flagV;
    /** Flags that a translated region left as the operation that sets them ({@link Flags}); SETTLED: they are in the fields above. */
    int flagKind;
    long flagA;
    long flagB;
    private long tpidr;
    private long tpidrro;

    private boolean monitorArmed;
    private long monitorAddress;
    private int monitorSize;

    private long counterAtStart;
    long limit;
    long left;
    private long syndrome;
    private long faultAddress;

    public Cpu(CpuModel model, PhysicalMemory memory, Bus bus) {
        this.memory = memory;
        this.ram = memory.bytes;
        this.bus = bus;
        this.walker = new Walker(memory);
        this.decoder = new Decoder(model);
        this.vector = new VectorUnit(this, x);
        for (int i = 0; i < SPACES; i++) {
            tlbs[i] = new Tlb();
        }
        tlb = tlbs[0];
    }

    /** Executes through translation to JVM bytecode from now on: the same results, faster once the code is warm. */
    public void translate() {
        translate(Translator.THRESHOLD, RegionCompiler.LIMIT);
    }

    /** As {@link #translate()}: a block at its visit number {@code threshold}, regions only where {@code least} instructions may be executed. */
    void translate(int threshold, int least) {
        memory.translateFor(this);
        translator = new Translator(this, threshold, least);
    }

    Translator translator() {
        return translator;
    }

    void systemCall(long imm) {
        syndrome = Esr.of(Esr.EC_SVC64, imm);
    }

    // ---- the thread ----

    /**
     * Takes in a thread's registers (layout: {@link Frame}). The exclusive monitor is cleared, as an exception return does.
     *
     * @param vectors V0 .. V31, FPCR, FPSR, used in place; null: their use traps
     */
    public void load(long[] frame, long[] vectors) {
        this.vectors = vectors;
        vector.use(vectors);
        System.arraycopy(frame, 0, x, 0, 32);
        pc = frame[Frame.PC];
        flagKind = Flags.SETTLED;
        setNzcv(frame[Frame.PSTATE]);
        tpidr = frame[Frame.TPIDR];
        tpidrro = frame[Frame.TPIDRRO];
        monitorArmed = false;
    }

    /** Puts the registers back into a thread's frame. */
    public void save(long[] frame) {
        System.arraycopy(x, 0, frame, 0, 32);
        frame[Frame.PC] = pc;
        frame[Frame.PSTATE] = (long) flags() << 28;
        frame[Frame.TPIDR] = tpidr;
        frame[Frame.TPIDRRO] = tpidrro;
    }

    /** ESR_EL1 of the last trap. */
    public long syndrome() {
        return syndrome;
    }

    /** FAR_EL1 of the last trap; 0 when the exception class has none. */
    public long faultAddress() {
        return faultAddress;
    }

    /** Instructions executed by the last {@link #run}. */
    public long executed() {
        return limit - left;
    }

    // ---- translation regime ----

    /** Uses the tables at {@code root} for address space {@code space}. */
    void activate(int space, long root) {
        tlb = tlbs[space & SPACES - 1];
        if (tlb.space != space || tlb.root != root) {
            tlb.flush();
            tlb.space = space;
            tlb.root = root;
            tlb.stamp = ++stamps;
        }
        stamp = tlb.stamp;
    }

    private void restamp(Tlb of) {
        of.stamp = ++stamps;
        stamp = tlb.stamp;
    }

    /** Drops translations of the block of {@code 1 << shift} bytes at {@code va} in {@code space}. */
    void invalidate(int space, long va, int shift) {
        Tlb of = tlbs[space & SPACES - 1];
        if (of.space == space) {
            of.drop(va, shift);
            restamp(of);
        }
    }

    /** Drops every translation of spaces whose root table is at {@code root}. */
    void forgetRoot(long root) {
        for (Tlb each : tlbs) {
            if (each.root == root) {
                each.flush();
                restamp(each);
            }
        }
    }

    // ---- the inner loop ----

    /**
     * Executes at most {@code maximum} instructions.
     *
     * @param counter value of the generic timer's counter now
     * @return {@link #LIMIT} or {@link #TRAP}
     */
    public int run(long maximum, long counter) {
        limit = maximum;
        left = maximum;
        counterAtStart = counter;
        faultAddress = 0;
        return translator == null ? execute() : translator.execute();
    }

    /** Interprets from {@link #pc} until {@link #left} is used up or a trap. */
    int execute() {
        if (flagKind != Flags.SETTLED) {
            settleFlags();
        }
        final long[] x = this.x;
        long left = this.left;
        long at = pc;
        int i = 0;
        enter:
        for (;;) {
            if (left <= 0) {
                pc = at;
                this.left = left;
                return LIMIT;
            }
            CodePage page;
            try {
                page = fetch(at);
            } catch (GuestFault fault) {
                pc = at;
                this.left = left;
                return TRAP;
            }
            final long[] words = page.word;
            final long[] imms = page.imm;
            final long base = at & PAGE_MASK;
            i = (int) (at & 4095) >>> 2;
            try {
                for (;;) {
                    final long w = words[i];
                    if (left <= 0) {
                        pc = base + ((long) i << 2);
                        this.left = left;
                        return LIMIT;
                    }
                    left--;
                    final long imm = imms[i];
                    i++;
                    final int d = (int) (w >>> 16) & 63;
                    final int n = (int) (w >>> 24) & 63;
                    switch ((int) w & 0xffff) {
                        case Op.UNDECODED -> {
                            i--;
                            left++;
                            decode(page, i);
                        }
                        case Op.PAGE_END -> {
                            left++;
                            at = base + 4096;
                            continue enter;
                        }
                        case Op.NOP -> { }
                        case Op.MOVI -> x[d] = imm;
                        case Op.MOVK64 -> x[d] = x[d] & ~(0xffffL << (w >>> 48)) | imm;
                        case Op.MOVK32 -> x[d] = x[d] & ~(0xffffL << (w >>> 48)) & 0xffff_ffffL | imm;
                        case Op.ADR -> x[d] = base + ((long) (i - 1) << 2) + imm;
                        case Op.ADRP -> x[d] = base + imm;
                        case Op.ADDI64 -> x[d] = x[n] + imm;
                        case Op.ADDI32 -> x[d] = x[n] + imm & 0xffff_ffffL;
                        case Op.ADDSI64 -> x[d] = adds(x[n], imm);
                        case Op.ADDSI32 -> x[d] = adds(x[n] << 32, imm << 32) >>> 32;
                        case Op.SUBSI64 -> x[d] = subs(x[n], imm);
                        case Op.SUBSI32 -> x[d] = subs(x[n] << 32, imm << 32) >>> 32;
                        case Op.ANDI -> x[d] = x[n] & imm;
                        case Op.ORRI64 -> x[d] = x[n] | imm;
                        case Op.ORRI32 -> x[d] = (x[n] | imm) & 0xffff_ffffL;
                        case Op.EORI64 -> x[d] = x[n] ^ imm;
                        case Op.EORI32 -> x[d] = (x[n] ^ imm) & 0xffff_ffffL;
                        case Op.ANDSI64 -> x[d] = logical(x[n] & imm);
                        case Op.ANDSI32 -> x[d] = logical((x[n] & imm) << 32) >>> 32;
                        case Op.MOV64 -> x[d] = x[m(w)];
                        case Op.MOV32 -> x[d] = x[m(w)] & 0xffff_ffffL;
                        case Op.ADD64 -> x[d] = x[n] + (x[m(w)] << (w >>> 48));
                        case Op.ADD32 -> x[d] = x[n] + (x[m(w)] << (w >>> 48)) & 0xffff_ffffL;
                        case Op.SUB64 -> x[d] = x[n] - (x[m(w)] << (w >>> 48));
                        case Op.SUB32 -> x[d] = x[n] - (x[m(w)] << (w >>> 48)) & 0xffff_ffffL;
                        case Op.ADDS64 -> x[d] = adds(x[n], x[m(w)] << (w >>> 48));
                        case Op.ADDS32 -> x[d] = adds(x[n] << 32, x[m(w)] << (w >>> 48) << 32) >>> 32;
                        case Op.SUBS64 -> x[d] = subs(x[n], x[m(w)] << (w >>> 48));
                        case Op.SUBS32 -> x[d] = subs(x[n] << 32, x[m(w)] << (w >>> 48) << 32) >>> 32;
                        case Op.AND64 -> x[d] = x[n] & x[m(w)] << (w >>> 48);
                        case Op.AND32 -> x[d] = x[n] & x[m(w)] << (w >>> 48) & 0xffff_ffffL;
                        case Op.ORR64 -> x[d] = x[n] | x[m(w)] << (w >>> 48);
                        case Op.ORR32 -> x[d] = (x[n] | x[m(w)] << (w >>> 48)) & 0xffff_ffffL;
                        case Op.EOR64 -> x[d] = x[n] ^ x[m(w)] << (w >>> 48);
                        case Op.EOR32 -> x[d] = (x[n] ^ x[m(w)] << (w >>> 48)) & 0xffff_ffffL;
                        case Op.BIC64 -> x[d] = x[n] & ~(x[m(w)] << (w >>> 48));
                        case Op.BIC32 -> x[d] = x[n] & ~(x[m(w)] << (w >>> 48)) & 0xffff_ffffL;
                        case Op.ANDS64 -> x[d] = logical(x[n] & x[m(w)] << (w >>> 48));
                        case Op.ANDS32 -> x[d] = logical((x[n] & x[m(w)] << (w >>> 48)) << 32) >>> 32;
                        case Op.UBF -> x[d] = x[n] << (w >>> 48) >>> (w >>> 54);
                        case Op.SBF64 -> x[d] = x[n] << (w >>> 48) >> (w >>> 54);
                        case Op.SBF32 -> x[d] = x[n] << (w >>> 48) >> (w >>> 54) & 0xffff_ffffL;
                        case Op.CSEL -> x[d] = (condition((int) (w >>> 48)) ? x[n] : x[m(w)]) & imm;
                        case Op.CSINC64 -> x[d] = condition((int) (w >>> 48)) ? x[n] : x[m(w)] + 1;
                        case Op.CSINC32 -> x[d] = (condition((int) (w >>> 48)) ? x[n] : x[m(w)] + 1) & 0xffff_ffffL;
                        case Op.MADD64 -> x[d] = x[a(w)] + x[n] * x[m(w)];
                        case Op.MADD32 -> x[d] = x[a(w)] + x[n] * x[m(w)] & 0xffff_ffffL;
                        case Op.LSLV64 -> x[d] = x[n] << x[m(w)];
                        case Op.LSLV32 -> x[d] = x[n] << (x[m(w)] & 31) & 0xffff_ffffL;
                        case Op.LSRV64 -> x[d] = x[n] >>> x[m(w)];
                        case Op.LSRV32 -> x[d] = (x[n] & 0xffff_ffffL) >>> (x[m(w)] & 31);
                        case Op.ADDX64 -> x[d] = x[n] + (extend(x[m(w)], (int) (w >>> 51) & 7) << (w >>> 48 & 7));
                        case Op.B -> i = (int) imm;
                        case Op.BEQ -> i = flagZ == 0 ? (int) imm : i;
                        case Op.BNE -> i = flagZ != 0 ? (int) imm : i;
                        case Op.BCS -> i = flagC < 0 ? (int) imm : i;
                        case Op.BCC -> i = flagC >= 0 ? (int) imm : i;
                        case Op.BMI -> i = flagN < 0 ? (int) imm : i;
                        case Op.BPL -> i = flagN >= 0 ? (int) imm : i;
                        case Op.BVS -> i = flagV < 0 ? (int) imm : i;
                        case Op.BVC -> i = flagV >= 0 ? (int) imm : i;
                        case Op.BHI -> i = flagC < 0 && flagZ != 0 ? (int) imm : i;
                        case Op.BLS -> i = flagC >= 0 || flagZ == 0 ? (int) imm : i;
                        case Op.BGE -> i = (flagN ^ flagV) >= 0 ? (int) imm : i;
                        case Op.BLT -> i = (flagN ^ flagV) < 0 ? (int) imm : i;
                        case Op.BGT -> i = (flagN ^ flagV) >= 0 && flagZ != 0 ? (int) imm : i;
                        case Op.BLE -> i = (flagN ^ flagV) < 0 || flagZ == 0 ? (int) imm : i;
                        case Op.CBZ64 -> i = x[n] == 0 ? (int) imm : i;
                        case Op.CBZ32 -> i = (int) x[n] == 0 ? (int) imm : i;
                        case Op.CBNZ64 -> i = x[n] != 0 ? (int) imm : i;
                        case Op.CBNZ32 -> i = (int) x[n] != 0 ? (int) imm : i;
                        case Op.TBZ -> i = (x[n] >>> (w >>> 48) & 1) == 0 ? (int) imm : i;
                        case Op.TBNZ -> i = (x[n] >>> (w >>> 48) & 1) != 0 ? (int) imm : i;
                        case Op.BL -> {
                            x[30] = base + ((long) i << 2);
                            i = (int) imm;
                        }
                        case Op.B_FAR -> {
                            at = base + ((long) (i - 1) << 2) + imm;
                            continue enter;
                        }
                        case Op.BL_FAR -> {
                            x[30] = base + ((long) i << 2);
                            at = base + ((long) (i - 1) << 2) + imm;
                            continue enter;
                        }
                        case Op.BCOND_FAR, Op.CBZ64_FAR, Op.CBZ32_FAR, Op.CBNZ64_FAR, Op.CBNZ32_FAR, Op.TBZ_FAR,
                                Op.TBNZ_FAR -> {
                            if (taken(w)) {
                                at = base + ((long) (i - 1) << 2) + imm;
                                continue enter;
                            }
                        }
                        case Op.BR -> {
                            at = x[n];
                            continue enter;
                        }
                        case Op.BLR -> {
                            at = x[n];
                            x[30] = base + ((long) i << 2);
                            continue enter;
                        }
                        case Op.LDR8 -> x[d] = load8(x[n] + imm);
                        case Op.LDR16 -> x[d] = load16(x[n] + imm);
                        case Op.LDR32 -> x[d] = load32(x[n] + imm);
                        case Op.LDR64 -> x[d] = load64(x[n] + imm);
                        case Op.LDRS32 -> x[d] = (int) load32(x[n] + imm);
                        case Op.STR8 -> store8(x[n] + imm, x[d]);
                        case Op.STR16 -> store16(x[n] + imm, x[d]);
                        case Op.STR32 -> store32(x[n] + imm, x[d]);
                        case Op.STR64 -> store64(x[n] + imm, x[d]);
                        case Op.LDRR8 -> x[d] = load8(x[n] + x[m(w)]);
                        case Op.LDRR16 -> x[d] = load16(x[n] + (x[m(w)] << (w >>> 48)));
                        case Op.LDRR32 -> x[d] = load32(x[n] + (x[m(w)] << (w >>> 48)));
                        case Op.LDRR64 -> x[d] = load64(x[n] + (x[m(w)] << (w >>> 48)));
                        case Op.STRR8 -> store8(x[n] + x[m(w)], x[d]);
                        case Op.STRR16 -> store16(x[n] + (x[m(w)] << (w >>> 48)), x[d]);
                        case Op.STRR32 -> store32(x[n] + (x[m(w)] << (w >>> 48)), x[d]);
                        case Op.STRR64 -> store64(x[n] + (x[m(w)] << (w >>> 48)), x[d]);
                        case Op.LDRW8 -> {
                            long b = x[n];
                            x[d] = load8(b + (int) imm);
                            x[n] = b + (imm >> 32);
                        }
                        case Op.LDRW32 -> {
                            long b = x[n];
                            x[d] = load32(b + (int) imm);
                            x[n] = b + (imm >> 32);
                        }
                        case Op.LDRW64 -> {
                            long b = x[n];
                            x[d] = load64(b + (int) imm);
                            x[n] = b + (imm >> 32);
                        }
                        case Op.STRW8 -> {
                            store8(x[n] + (int) imm, x[d]);
                            x[n] += imm >> 32;
                        }
                        case Op.STRW32 -> {
                            store32(x[n] + (int) imm, x[d]);
                            x[n] += imm >> 32;
                        }
                        case Op.STRW64 -> {
                            store64(x[n] + (int) imm, x[d]);
                            x[n] += imm >> 32;
                        }
                        case Op.LDP64 -> {
                            long b = x[n];
                            long first = load64(b + (int) imm);
                            x[a(w)] = load64(b + (int) imm + 8);
                            x[d] = first;
                            x[m(w)] = b + (imm >> 32);
                        }
                        case Op.STP64 -> {
                            long b = x[n];
                            store64(b + (int) imm, x[d]);
                            store64(b + (int) imm + 8, x[a(w)]);
                            x[m(w)] = b + (imm >> 32);
                        }
                        default -> {
                            int op = (int) w & 0xffff;
                            if (op < Op.ALU_END) {
                                arithmetic(op, w, imm);
                            } else if (op < Op.MEM_END) {
                                memoryOp(op, w, imm, base + ((long) (i - 1) << 2));
                            } else {
                                this.left = left;
                                if (op == Op.SVC) {
                                    syndrome = Esr.of(Esr.EC_SVC64, imm);
                                    pc = base + ((long) i << 2);
                                    return TRAP;
                                }
                                systemOp(op, w, imm, base + ((long) (i - 1) << 2));
                            }
                        }
                    }
                }
            } catch (GuestFault fault) {
                pc = base + ((long) (i - 1) << 2);
                this.left = left + 1;
                return TRAP;
            }
        }
    }

    private static int m(long w) {
        return (int) (w >>> 32) & 63;
    }

    private static int a(long w) {
        return (int) (w >>> 40) & 63;
    }

    private static int aux(long w) {
        return (int) (w >>> 48);
    }

    /** The predecoded page that holds the instruction at {@code va}. */
    CodePage fetch(long va) {
        int k = (int) (va >>> 12) & Tlb.MASK;
        if (tlb.executeTag[k] == (va & PAGE_MASK) && (va & 3) == 0 && generation == memory.generation()) {
            return tlb.executePage[k];
        }
        return fetchSlow(va, k);
    }

    private CodePage fetchSlow(long va, int k) {
        if ((va & 3) != 0) {
            throw trap(Esr.of(Esr.EC_PC_ALIGNMENT, 0), va);
        }
        int status = walker.walk(tlb.root, va);
        if (status == Walker.OK) {
            if ((walker.rights & Walker.EXECUTE) == 0) {
                status = Esr.PERMISSION | walker.level;
            } else if (!memory.contains(walker.physical & PAGE_MASK, 4096)) {
                status = Esr.EXTERNAL;
            }
        }
        if (status != Walker.OK) {
            throw trap(Esr.of(Esr.EC_INSTRUCTION_ABORT, status), va);
        }
        int offset = (int) ((walker.physical & PAGE_MASK) - memory.base());
        boolean fresh = !memory.holdsCode(offset);
        CodePage page = memory.codePage(offset);
        if (generation != memory.generation()) {
            for (Tlb each : tlbs) {
                each.flushCode();
                restamp(each);
            }
            generation = memory.generation();
        }
        if (fresh) {
            for (Tlb each : tlbs) {
                each.dropWrites(offset);
            }
        }
        tlb.executeTag[k] = va & PAGE_MASK;
        tlb.executePage[k] = page;
        return page;
    }

    /** The predecoded page at {@code va} when a valid translation is at hand, or null. */
    CodePage fetched(long va) {
        int k = (int) (va >>> 12) & Tlb.MASK;
        return tlb.executeTag[k] == (va & PAGE_MASK) && (va & 3) == 0 && generation == memory.generation() ? tlb.executePage[k] : null;
    }

    void decode(CodePage page, int index) {
        int word = (int) PhysicalMemory.LE32.get(ram, page.frame << 12 | index << 2);
        decoder.decode(word, index);
        page.word[index] = decoder.packed();
        page.imm[index] = decoder.imm;
    }

    private GuestFault trap(long esr, long far) {
        syndrome = esr;
        faultAddress = far;
        return GuestFault.INSTANCE;
    }

    // ---- flags ----

    private long adds(long p, long q) {
        long r = p + q;
        flagN = r;
        flagZ = r;
        flagC = p & q | (p | q) & ~r;
        flagV = (p ^ r) & (q ^ r);
        return r;
    }

    private long subs(long p, long q) {
        long r = p - q;
        flagN = r;
        flagZ = r;
        flagC = ~(~p & q | (~p | q) & r);
        flagV = (p ^ q) & (p ^ r);
        return r;
    }

    private long addsCarry(long p, long q, long carry) {
        long r = p + q + carry;
        flagN = r;
        flagZ = r;
        flagC = p & q | (p | q) & ~r;
        flagV = (p ^ r) & (q ^ r);
        return r;
    }

    private long logical(long r) {
        flagN = r;
        flagZ = r;
        flagC = 0;
        flagV = 0;
        return r;
    }

    boolean holds(int code) {
        return condition(code);
    }

    /** Turns flags that were left as an operation into the values that the interpreter keeps. */
    void settleFlags() {
        int kind = flagKind;
        flagKind = Flags.SETTLED;
        switch (kind) {
            case Flags.ADDS64 -> adds(flagA, flagB);
            case Flags.ADDS32 -> adds(flagA << 32, flagB << 32);
            case Flags.SUBS64 -> subs(flagA, flagB);
            case Flags.SUBS32 -> subs(flagA << 32, flagB << 32);
            case Flags.LOGIC64 -> logical(flagA);
            case Flags.LOGIC32 -> logical(flagA << 32);
            case Flags.NZCV -> setNzcv(flagA << 28);
            default -> { }
        }
    }

    /** NZCV in bits 3..0 of flags that a region keeps as an operation. */
    int flags(int kind, long a, long b) {
        return switch (kind) {
            case Flags.ADDS64 -> Flags.adds64(a, b);
            case Flags.ADDS32 -> Flags.adds32(a, b);
            case Flags.SUBS64 -> Flags.subs64(a, b);
            case Flags.SUBS32 -> Flags.subs32(a, b);
            case Flags.LOGIC64 -> Flags.logic64(a);
            case Flags.LOGIC32 -> Flags.logic32(a);
            case Flags.NZCV -> (int) a;
            default -> (int) (nzcv() >>> 28);
        };
    }

    /** NZCV in bits 3..0. */
    int flags() {
        if (flagKind != Flags.SETTLED) {
            settleFlags();
        }
        return (int) (nzcv() >>> 28);
    }

    /** NZCV from bits 3..0. */
    void setFlags(int flags) {
        setNzcv((long) flags << 28);
    }

    private boolean condition(int code) {
        return switch (code & 15) {
            case 0 -> flagZ == 0;
            case 1 -> flagZ != 0;
            case 2 -> flagC < 0;
            case 3 -> flagC >= 0;
            case 4 -> flagN < 0;
            case 5 -> flagN >= 0;
            case 6 -> flagV < 0;
            case 7 -> flagV >= 0;
            case 8 -> flagC < 0 && flagZ != 0;
            case 9 -> flagC >= 0 || flagZ == 0;
            case 10 -> (flagN ^ flagV) >= 0;
            case 11 -> (flagN ^ flagV) < 0;
            case 12 -> (flagN ^ flagV) >= 0 && flagZ != 0;
            case 13 -> (flagN ^ flagV) < 0 || flagZ == 0;
            default -> true;
        };
    }

    private boolean taken(long w) {
        long value = x[(int) (w >>> 24) & 63];
        return switch ((int) w & 0xffff) {
            case Op.BCOND_FAR -> condition(aux(w));
            case Op.CBZ64_FAR -> value == 0;
            case Op.CBZ32_FAR -> (int) value == 0;
            case Op.CBNZ64_FAR -> value != 0;
            case Op.CBNZ32_FAR -> (int) value != 0;
            case Op.TBZ_FAR -> (value >>> aux(w) & 1) == 0;
            default -> (value >>> aux(w) & 1) != 0;
        };
    }

    private long nzcv() {
        return (flagN >>> 63) << 31 | (flagZ == 0 ? 1L << 30 : 0) | (flagC >>> 63) << 29 | (flagV >>> 63) << 28;
    }

    private void setNzcv(long value) {
        flagN = value << 32;
        flagZ = ~value & 1L << 30;
        flagC = value << 34;
        flagV = value << 35;
    }

    // ---- arithmetic that is not in the inner loop ----

    static long extend(long value, int option) {
        return switch (option) {
            case 0 -> value & 0xff;
            case 1 -> value & 0xffff;
            case 2 -> value & 0xffff_ffffL;
            case 4 -> (byte) value;
            case 5 -> (short) value;
            case 6 -> (int) value;
            default -> value;
        };
    }

    private static long shifted(long value, int kind, int amount, boolean wide) {
        if (wide) {
            return switch (kind) {
                case 0 -> value << amount;
                case 1 -> value >>> amount;
                case 2 -> value >> amount;
                default -> Long.rotateRight(value, amount);
            };
        }
        int v = (int) value;
        return switch (kind) {
            case 0 -> v << amount;
            case 1 -> v >>> amount;
            case 2 -> v >> amount;
            default -> Integer.rotateRight(v, amount);
        } & 0xffff_ffffL;
    }

    private long addSub(int kind, long p, long q, boolean wide) {
        if (!wide) {
            return switch (kind) {
                case 0 -> p + q & 0xffff_ffffL;
                case 1 -> adds(p << 32, q << 32) >>> 32;
                case 2 -> p - q & 0xffff_ffffL;
                default -> subs(p << 32, q << 32) >>> 32;
            };
        }
        return switch (kind) {
            case 0 -> p + q;
            case 1 -> adds(p, q);
            case 2 -> p - q;
            default -> subs(p, q);
        };
    }

    private void arithmetic(int op, long w, long imm) {
        final int d = (int) (w >>> 16) & 63;
        final long vn = x[(int) (w >>> 24) & 63];
        final long vm = x[m(w)];
        final int aux = aux(w);
        final boolean wide = (aux >>> 12 & 1) != 0;
        switch (op) {
            case Op.ADDSUB_SHIFT -> x[d] = addSub(aux >>> 8 & 3, vn, shifted(vm, aux >>> 6 & 3, aux & 63, wide), wide);
            case Op.ADDSUB_EXT -> x[d] = addSub(aux >>> 8 & 3, vn, extend(vm, aux >>> 3 & 7) << (aux & 7), wide);
            case Op.LOGIC_SHIFT -> x[d] = logicShift(aux, vn, shifted(vm, aux >>> 6 & 3, aux & 63, wide), wide);
            case Op.ADC -> x[d] = carryOp(aux >>> 8 & 3, vn, vm, wide);
            case Op.CCMP -> {
                if (!condition(aux & 15)) {
                    setFlags(aux >>> 4 & 15);
                } else {
                    addSub((aux >>> 8 & 1) != 0 ? 3 : 1, vn, vm + imm, wide);
                }
            }
            case Op.CSINV -> x[d] = (condition(aux) ? vn : ~vm) & imm;
            case Op.CSNEG -> x[d] = (condition(aux) ? vn : -vm) & imm;
            case Op.BFM -> x[d] = (vm & ~imm | vn << aux >>> (aux >>> 6) & imm) & (wide ? -1 : 0xffff_ffffL);
            case Op.EXTR64 -> x[d] = aux == 0 ? vm : vm >>> aux | vn << 64 - aux;
            case Op.EXTR32 -> x[d] = (vn << 32 | vm & 0xffff_ffffL) >>> aux & 0xffff_ffffL;
            case Op.UDIV64 -> x[d] = vm == 0 ? 0 : Long.divideUnsigned(vn, vm);
            case Op.UDIV32 -> x[d] = (int) vm == 0 ? 0 : (vn & 0xffff_ffffL) / (vm & 0xffff_ffffL);
            case Op.SDIV64 -> x[d] = vm == 0 ? 0 : vn / vm;
            case Op.SDIV32 -> x[d] = (int) vm == 0 ? 0 : (int) vn / (int) vm & 0xffff_ffffL;
            case Op.ASRV64 -> x[d] = vn >> vm;
            case Op.ASRV32 -> x[d] = (int) vn >> (int) vm & 0xffff_ffffL;
            case Op.RORV64 -> x[d] = Long.rotateRight(vn, (int) vm);
            case Op.RORV32 -> x[d] = Integer.rotateRight((int) vn, (int) vm) & 0xffff_ffffL;
            case Op.MSUB64 -> x[d] = x[a(w)] - vn * vm;
            case Op.MSUB32 -> x[d] = x[a(w)] - vn * vm & 0xffff_ffffL;
            case Op.SMADDL -> x[d] = x[a(w)] + (long) (int) vn * (int) vm;
            case Op.SMSUBL -> x[d] = x[a(w)] - (long) (int) vn * (int) vm;
            case Op.UMADDL -> x[d] = x[a(w)] + (vn & 0xffff_ffffL) * (vm & 0xffff_ffffL);
            case Op.UMSUBL -> x[d] = x[a(w)] - (vn & 0xffff_ffffL) * (vm & 0xffff_ffffL);
            case Op.SMULH -> x[d] = Math.multiplyHigh(vn, vm);
            case Op.UMULH -> x[d] = Math.multiplyHigh(vn, vm) + (vn >> 63 & vm) + (vm >> 63 & vn);
            case Op.RBIT64 -> x[d] = Long.reverse(vn);
            case Op.RBIT32 -> x[d] = Integer.reverse((int) vn) & 0xffff_ffffL;
            case Op.REV16 -> x[d] = ((vn & 0x00ff_00ff_00ff_00ffL) << 8 | vn >>> 8 & 0x00ff_00ff_00ff_00ffL) & imm;
            case Op.REV32 -> x[d] = Long.rotateRight(Long.reverseBytes(vn), 32) & imm;
            case Op.REV64 -> x[d] = Long.reverseBytes(vn);
            case Op.CLZ64 -> x[d] = Long.numberOfLeadingZeros(vn);
            case Op.CLZ32 -> x[d] = Integer.numberOfLeadingZeros((int) vn);
            case Op.CLS64 -> x[d] = Long.numberOfLeadingZeros(vn ^ vn >> 63) - 1;
            case Op.CLS32 -> x[d] = Integer.numberOfLeadingZeros((int) vn ^ (int) vn >> 31) - 1;
            case Op.CRC32 -> x[d] = crc((int) vn, vm, 8 << (aux & 3), (aux & 4) != 0 ? 0x82f63b78 : 0xedb88320);
            default -> throw new IllegalStateException("operation " + op);
        }
    }

    private long logicShift(int aux, long p, long q, boolean wide) {
        long r = switch (aux >>> 8 & 7) {
            case 0, 6 -> p & q;
            case 1, 7 -> p & ~q;
            case 2 -> p | q;
            case 3 -> p | ~q;
            case 4 -> p ^ q;
            default -> p ^ ~q;
        };
        if ((aux >>> 9 & 3) == 3) {
            return wide ? logical(r) : logical(r << 32) >>> 32;
        }
        return wide ? r : r & 0xffff_ffffL;
    }

    private long carryOp(int kind, long p, long q, boolean wide) {
        long second = kind >= 2 ? ~q : q;
        long carry = flagC >>> 63;
        if ((kind & 1) == 0) {
            return wide ? p + second + carry : p + second + carry & 0xffff_ffffL;
        }
        return wide ? addsCarry(p, second, carry) : addsCarry32(p, second, carry);
    }

    private long addsCarry32(long p, long q, long carry) {
        return addsCarry(p << 32, q << 32, carry << 32) >>> 32;
    }

    static long crc(int accumulator, long value, int bits, int polynomial) {
        int crc = accumulator;
        for (int byteAt = 0; byteAt < bits; byteAt += 8) {
            crc ^= (int) (value >>> byteAt) & 0xff;
            for (int step = 0; step < 8; step++) {
                crc = crc >>> 1 ^ (-(crc & 1) & polynomial);
            }
        }
        return crc & 0xffff_ffffL;
    }

    // ---- data memory ----

    private long load8(long va) {
        long[] data = tlb.data;
        long k = va >>> Tlb.SHIFT & Tlb.OFFSETS;
        return (va & PAGE_MASK) == HostMemory.word(data, k) ? HostMemory.get8(ram, va + HostMemory.word(data, k + Tlb.AT)) : loadSlow(va, 1);
    }

    private long load16(long va) {
        long[] data = tlb.data;
        long k = va >>> Tlb.SHIFT & Tlb.OFFSETS;
        return (va + 1 & PAGE_MASK) == HostMemory.word(data, k) ? HostMemory.get16(ram, va + HostMemory.word(data, k + Tlb.AT)) : loadSlow(va, 2);
    }

    private long load32(long va) {
        long[] data = tlb.data;
        long k = va >>> Tlb.SHIFT & Tlb.OFFSETS;
        return (va + 3 & PAGE_MASK) == HostMemory.word(data, k) ? HostMemory.get32(ram, va + HostMemory.word(data, k + Tlb.AT)) : loadSlow(va, 4);
    }

    private long load64(long va) {
        long[] data = tlb.data;
        long k = va >>> Tlb.SHIFT & Tlb.OFFSETS;
        return (va + 7 & PAGE_MASK) == HostMemory.word(data, k) ? HostMemory.get64(ram, va + HostMemory.word(data, k + Tlb.AT)) : loadSlow(va, 8);
    }

    private void store8(long va, long value) {
        long[] data = tlb.data;
        long k = va >>> Tlb.SHIFT & Tlb.OFFSETS;
        if ((va & PAGE_MASK) == HostMemory.word(data, k + Tlb.WRITE)) {
            HostMemory.set8(ram, va + HostMemory.word(data, k + Tlb.AT), value);
        } else {
            storeSlow(va, 1, value);
        }
    }

    private void store16(long va, long value) {
        long[] data = tlb.data;
        long k = va >>> Tlb.SHIFT & Tlb.OFFSETS;
        if ((va + 1 & PAGE_MASK) == HostMemory.word(data, k + Tlb.WRITE)) {
            HostMemory.set16(ram, va + HostMemory.word(data, k + Tlb.AT), value);
        } else {
            storeSlow(va, 2, value);
        }
    }

    private void store32(long va, long value) {
        long[] data = tlb.data;
        long k = va >>> Tlb.SHIFT & Tlb.OFFSETS;
        if ((va + 3 & PAGE_MASK) == HostMemory.word(data, k + Tlb.WRITE)) {
            HostMemory.set32(ram, va + HostMemory.word(data, k + Tlb.AT), value);
        } else {
            storeSlow(va, 4, value);
        }
    }

    private void store64(long va, long value) {
        long[] data = tlb.data;
        long k = va >>> Tlb.SHIFT & Tlb.OFFSETS;
        if ((va + 7 & PAGE_MASK) == HostMemory.word(data, k + Tlb.WRITE)) {
            HostMemory.set64(ram, va + HostMemory.word(data, k + Tlb.AT), value);
        } else {
            storeSlow(va, 8, value);
        }
    }

    long load(long va, int size) {
        return switch (size) {
            case 1 -> load8(va);
            case 2 -> load16(va);
            case 4 -> load32(va);
            default -> load64(va);
        };
    }

    void store(long va, int size, long value) {
        switch (size) {
            case 1 -> store8(va, value);
            case 2 -> store16(va, value);
            case 4 -> store32(va, value);
            default -> store64(va, value);
        }
    }

    /** Faults, as a store of {@code bytes} (at most 64) bytes would, before any of them is written. */
    void checkStore(long va, int bytes) {
        if ((va & 4095) + bytes > 4096) {
            translate(va, Walker.WRITE, 0);
            translate((va & PAGE_MASK) + 4096, Walker.WRITE, 0);
        }
    }

    long loadSlow(long va, int size) {
        int inFirst = 4096 - ((int) va & 4095);
        if (inFirst < size) {
            // Each page is translated before anything is read; the fault address is the first byte in the faulting page.
            checkPart(va, Walker.READ);
            checkPart(va + inFirst, Walker.READ);
            long value = 0;
            for (int i = size - 1; i >= 0; i--) {
                value = value << 8 | load8(va + i);
            }
            return value;
        }
        long physical = translate(va, Walker.READ, 0);
        if (walker.attribute == 0) {
            align(va, size, Walker.READ);
        }
        if (memory.contains(physical, size)) {
            int offset = (int) (physical - memory.base());
            if (walker.attribute != 0) {
                tlb.add(va, offset, false);
            }
            return switch (size) {
                case 1 -> ram[offset] & 0xff;
                case 2 -> (short) PhysicalMemory.LE16.get(ram, offset) & 0xffff;
                case 4 -> (int) PhysicalMemory.LE32.get(ram, offset) & 0xffff_ffffL;
                default -> (long) PhysicalMemory.LE64.get(ram, offset);
            };
        }
        device(va, physical, size, Walker.READ);
        return bus.read(physical, size);
    }

    void storeSlow(long va, int size, long value) {
        int inFirst = 4096 - ((int) va & 4095);
        if (inFirst < size) {
            checkPart(va, Walker.WRITE);
            checkPart(va + inFirst, Walker.WRITE);
            for (int i = 0; i < size; i++) {
                store8(va + i, value >>> 8 * i);
            }
            return;
        }
        int k = (int) (va >>> 12) & Tlb.MASK;
        int offset;
        if (tlb.slowWriteTag[k] == (va & PAGE_MASK)) {
            offset = (int) va + tlb.slowWriteAt[k];
        } else {
            long physical = translate(va, Walker.WRITE, 0);
            if (walker.attribute == 0) {
                align(va, size, Walker.WRITE);
            }
            if (!memory.contains(physical, size)) {
                device(va, physical, size, Walker.WRITE);
                bus.write(physical, size, value);
                return;
            }
            offset = (int) (physical - memory.base());
            if (walker.attribute != 0) {
                tlb.slowWriteTag[k] = va & PAGE_MASK;
                tlb.slowWriteAt[k] = offset - (int) va;
            }
        }
        switch (size) {
            case 1 -> ram[offset] = (byte) value;
            case 2 -> PhysicalMemory.LE16.set(ram, offset, (short) value);
            case 4 -> PhysicalMemory.LE32.set(ram, offset, (int) value);
            default -> PhysicalMemory.LE64.set(ram, offset, value);
        }
        if (memory.holdsCode(offset)) {
            memory.changed(offset, size);
        } else if (tlb.slowWriteTag[k] == (va & PAGE_MASK)) {
            tlb.add(va, offset, true);
        }
    }

    /** One part of an access that crosses a page: must translate, and device memory refuses it as unaligned. */
    private void checkPart(long va, int access) {
        translate(va, access, 0);
        if (walker.attribute == 0) {
            throw dataAbort(va, access, 0, Esr.ALIGNMENT);
        }
        if (!memory.contains(walker.physical, 1)) {
            throw dataAbort(va, access, 0, Esr.EXTERNAL);
        }
    }

    private void device(long va, long physical, int size, int access) {
        align(va, size, access);
        if (bus == null || !bus.covers(physical)) {
            throw dataAbort(va, access, 0, Esr.EXTERNAL);
        }
    }

    private void align(long va, int size, int access) {
        if ((va & size - 1) != 0) {
            throw dataAbort(va, access, 0, Esr.ALIGNMENT);
        }
    }

    /** Physical address of {@code va} for one kind of access, or a data abort. */
    private long translate(long va, int access, int issBits) {
        int status = walker.walk(tlb.root, va);
        if (status == Walker.OK && (walker.rights & access) != access) {
            status = Esr.PERMISSION | walker.level;
        }
        if (status != Walker.OK) {
            throw dataAbort(va, access, issBits, status);
        }
        return walker.physical;
    }

    private GuestFault dataAbort(long va, int access, int issBits, int status) {
        return trap(Esr.of(Esr.EC_DATA_ABORT, issBits | ((access & Walker.WRITE) != 0 ? Esr.WNR : 0) | status), va);
    }

    /**
     * Executes one operation on the registers in {@link #x}, for a translated region.
     *
     * @param left what {@link #left} is before the operation
     * @return whether it changed translated instructions: the region must be left
     */
    boolean general(int op, long w, long imm, long address, int left) {
        if (flagKind != Flags.SETTLED) {
            settleFlags();
        }
        int cuts = memory.cuts();
        if (op < Op.ALU_END) {
            arithmetic(op, w, imm);
        } else if (op < Op.MEM_END) {
            memoryOp(op, w, imm, address);
        } else {
            long now = this.left;
            this.left = translator.leftBeyond() + left - 1; // as the interpreter counts: the operation itself is in
            systemOp(op, w, imm, address);
            this.left = now;
        }
        return cuts != memory.cuts();
    }

    private void memoryOp(int op, long w, long imm, long address) {
        final int d = (int) (w >>> 16) & 63;
        final int n = (int) (w >>> 24) & 63;
        final int m = m(w);
        final int a = a(w);
        final int aux = aux(w);
        final int size = 1 << (aux & 3);
        final long base = x[n];
        switch (op) {
            case Op.LDST -> {
                long va = base + (int) imm + (extend(x[a], aux >>> 8 & 7) << (aux >>> 11 & 7));
                if ((aux & 4) != 0) {
                    x[d] = signExtend(load(va, size), aux);
                } else {
                    store(va, size, x[d]);
                }
                x[m] = base + (imm >> 32);
            }
            case Op.LDPSTP -> {
                long va = base + (int) imm;
                if ((aux & 4) != 0) {
                    long first = load32(va);
                    long second = load32(va + 4);
                    x[d] = (aux & 8) != 0 ? (int) first : first;
                    x[a] = (aux & 8) != 0 ? (int) second : second;
                } else {
                    store32(va, x[d]);
                    store32(va + 4, x[a]);
                }
                x[m] = base + (imm >> 32);
            }
            case Op.LDR_LIT -> x[d] = signExtend(load(address + imm, size), aux);
            case Op.LDAR -> {
                align(base, size, Walker.READ);
                x[d] = load(base, size);
            }
            case Op.STLR -> {
                align(base, size, Walker.WRITE);
                store(base, size, x[d]);
            }
            case Op.LDXR -> {
                align(base, size, Walker.READ);
                x[d] = load(base, size);
                arm(base, size);
            }
            case Op.LDXP -> {
                align(base, 2 * size, Walker.READ);
                long first = load(base, size);
                x[a] = load(base + size, size);
                x[d] = first;
                arm(base, 2 * size);
            }
            case Op.STXR -> {
                align(base, size, Walker.WRITE);
                boolean exclusive = disarm(base, size);
                if (exclusive) {
                    store(base, size, x[d]);
                }
                x[m] = exclusive ? 0 : 1;
            }
            case Op.STXP -> {
                align(base, 2 * size, Walker.WRITE);
                boolean exclusive = disarm(base, 2 * size);
                if (exclusive) {
                    store(base, size, x[d]);
                    store(base + size, size, x[a]);
                }
                x[m] = exclusive ? 0 : 1;
            }
            case Op.CAS -> {
                align(base, size, Walker.WRITE);
                translate(base, Walker.READ, 0);
                writable(base);
                long old = load(base, size);
                if (old == (x[m] & mask(size))) {
                    store(base, size, x[d]);
                }
                x[a] = old;
            }
            case Op.CASP -> compareAndSwapPair(base, d, m, size);
            case Op.LDOP -> {
                align(base, size, Walker.WRITE);
                translate(base, Walker.READ, 0);
                writable(base);
                long old = load(base, size);
                store(base, size, atomicResult(aux >>> 4, old, x[m], size));
                x[d] = old;
            }
            default -> throw new IllegalStateException("operation " + op);
        }
    }

    /** An atomic that may write needs write permission even when it does not write. */
    private void writable(long va) {
        translate(va, Walker.WRITE, 0);
    }

    private void compareAndSwapPair(long base, int t, int s, int size) {
        align(base, 2 * size, Walker.WRITE);
        translate(base, Walker.READ, 0);
        writable(base);
        int s2 = s == 30 ? ZERO : s + 1;
        int t2 = t == 30 ? ZERO : t + 1;
        long first = load(base, size);
        long second = load(base + size, size);
        if (first == (x[s] & mask(size)) && second == (x[s2] & mask(size))) {
            store(base, size, x[t]);
            store(base + size, size, x[t2]);
        }
        x[s] = first;
        x[s == 30 ? SINK : s + 1] = second;
    }

    private static long mask(int size) {
        return size == 8 ? -1 : (1L << 8 * size) - 1;
    }

    private static long atomicResult(int kind, long old, long operand, int size) {
        int up = 64 - 8 * size;
        long p = old << up;
        long q = operand << up;
        return switch (kind) {
            case 0 -> old + operand;
            case 1 -> old & ~operand;
            case 2 -> old ^ operand;
            case 3 -> old | operand;
            case 4 -> p > q ? old : operand;
            case 5 -> p < q ? old : operand;
            case 6 -> Long.compareUnsigned(p, q) > 0 ? old : operand;
            case 7 -> Long.compareUnsigned(p, q) < 0 ? old : operand;
            default -> operand;
        };
    }

    private static long signExtend(long value, int aux) {
        if ((aux & 8) == 0) {
            return value;
        }
        int up = 64 - (8 << (aux & 3));
        long extended = value << up >> up;
        return (aux & 16) != 0 ? extended & 0xffff_ffffL : extended;
    }

    private void arm(long address, int size) {
        monitorArmed = true;
        monitorAddress = address;
        monitorSize = size;
    }

    private boolean disarm(long address, int size) {
        boolean exclusive = monitorArmed && monitorAddress == address && monitorSize == size;
        if (exclusive) {
            translate(address, Walker.WRITE, 0);
        }
        monitorArmed = false;
        return exclusive;
    }

    // ---- system ----

    private void systemOp(int op, long w, long imm, long address) {
        final int d = (int) (w >>> 16) & 63;
        final long vn = x[(int) (w >>> 24) & 63];
        switch (op) {
            case Op.BRK -> throw trap(Esr.of(Esr.EC_BRK, imm), 0);
            case Op.VECTOR -> {
                needVectors();
                vector.execute(aux(w), (int) imm, address);
            }
            case Op.SYSREG_TRAP -> throw trap(Esr.of(Esr.EC_SYSTEM_REGISTER, imm), 0);
            case Op.MRS -> x[d] = systemRegister(aux(w));
            case Op.MSR -> setSystemRegister(aux(w), vn);
            case Op.CLREX -> monitorArmed = false;
            case Op.DC_ZVA -> zeroBlock(vn);
            // Caches are coherent here; what remains is that the address must be readable.
            case Op.CACHE_OP -> maintain(vn);
            default -> throw trap(Esr.of(Esr.EC_UNKNOWN, 0), 0);
        }
    }

    private long systemRegister(int which) {
        return switch (which) {
            case Op.REG_TPIDR -> tpidr;
            case Op.REG_TPIDRRO -> tpidrro;
            case Op.REG_NZCV -> nzcv();
            case Op.REG_CTR -> CTR;
            case Op.REG_DCZID -> DCZID;
            case Op.REG_CNTFRQ -> COUNTER_HZ;
            case Op.REG_CNTVCT -> counterAtStart + (limit - left);
            default -> {
                needVectors();
                yield which == Op.REG_FPCR ? vector.control() : vector.status();
            }
        };
    }

    private void needVectors() {
        if (!vector.enabled()) {
            throw trap(Esr.of(Esr.EC_FP_ACCESS, 0x1e0_0000), 0);
        }
    }

    /** The running thread's vector registers; a trap when it has none. */
    long[] vectorRegisters() {
        needVectors();
        return vector.registers();
    }

    private void setSystemRegister(int which, long value) {
        switch (which) {
            case Op.REG_TPIDR -> tpidr = value;
            case Op.REG_NZCV -> setNzcv(value);
            default -> {
                needVectors();
                if (which == Op.REG_FPCR) {
                    vector.setControl(value);
                } else {
                    vector.setStatus(value);
                }
            }
        }
    }

    private void zeroBlock(long va) {
        long block = va & -64;
        long physical = translate(va, Walker.WRITE, 0);
        if (walker.attribute == 0) {
            throw dataAbort(va, Walker.WRITE, 0, Esr.ALIGNMENT);
        }
        if (!memory.contains(physical, 1)) {
            throw dataAbort(va, Walker.WRITE, 0, Esr.EXTERNAL);
        }
        for (int i = 0; i < 64; i += 8) {
            store64(block + i, 0);
        }
    }

    private void maintain(long va) {
        int status = walker.walk(tlb.root, va);
        if (status == Walker.OK && (walker.rights & Walker.READ) == 0) {
            status = Esr.PERMISSION | walker.level;
        }
        if (status != Walker.OK) {
            throw dataAbort(va, Walker.WRITE, Esr.CACHE_MAINTENANCE, status);
        }
    }
}
