package cairn.hal.aarch64;

/**
 * Executes guest code through regions of JVM bytecode: interprets a block until it is hot, then translates the control flow around it.
 * Results, faults and counts of instructions are those of the interpreter, to the bit. Translation, fetching and the dropping of regions
 * happen here alone, where no region is active.
 */
final class Translator {
    /** A region returned because of a trap. */
    static final int TRAP = 0;
    /** A region returned because the instruction at pc must be interpreted or translated code changed: go on with the dispatcher. */
    static final int RESUME = 1;

    /** Visits of a block before it is translated. */
    static final int THRESHOLD = 16;
    /** Bytes of bytecode of all regions together; beyond it all are dropped. */
    static final int MAX_BYTECODE = 16 << 20;
    private static final int SLICE = 1 << 30;
    private static final int MAX_BLOCK = 64;

    private final Cpu cpu;
    private final int threshold;
    private final int least;
    private final RegionCompiler compiler = new RegionCompiler();
    /** Why a region returned a complement. */
    int reason;
    private boolean interpretNext;
    private long beyond;
    private long bytecode;
    private long translations;

    Translator(Cpu cpu, int threshold, int least) {
        this.cpu = cpu;
        this.threshold = threshold;
        this.least = least;
    }

    /** As {@link Cpu#execute}. */
    int execute() {
        interpretNext = false;
        for (;;) {
            if (cpu.left <= 0) {
                return Cpu.LIMIT;
            }
            CodePage page;
            try {
                page = cpu.fetch(cpu.pc);
            } catch (GuestFault fault) {
                return Cpu.TRAP;
            }
            int entry = (int) (cpu.pc & 4095) >>> 2;
            if (cpu.left < least) {
                return cpu.execute();
            }
            Region region = interpretNext ? null : regionAt(page, entry);
            if (region == null) {
                if (interpret(blockLength(page, entry)) == Cpu.TRAP) {
                    return Cpu.TRAP;
                }
                interpretNext = false;
            } else if (cpu.left < region.size) {
                return cpu.execute();
            } else if (run(region) == Cpu.TRAP) {
                return Cpu.TRAP;
            }
        }
    }

    private int run(Region region) {
        int slice = (int) Math.min(cpu.left, SLICE);
        beyond = cpu.left - slice;
        int left = region.run(cpu, slice, 0);
        if (left >= 0) {
            cpu.left = beyond + left;
            return Cpu.LIMIT;
        }
        cpu.left = beyond + ~left;
        return reason == TRAP ? Cpu.TRAP : Cpu.LIMIT;
    }

    /** What is left of the budget besides what the active region was given. */
    long leftBeyond() {
        return beyond;
    }

    /** Interprets at most {@code count} instructions. */
    private int interpret(int count) {
        long hidden = Math.max(0, cpu.left - count);
        cpu.left -= hidden;
        cpu.limit -= hidden;
        int result = cpu.execute();
        cpu.left += hidden;
        cpu.limit += hidden;
        return result;
    }

    /** Instructions from {@code entry} to the first that may transfer control or leaves the page. */
    private int blockLength(CodePage page, int entry) {
        int n = 0;
        while (n < MAX_BLOCK) {
            if (entry + n == CodePage.ENTRIES) {
                return Math.max(n, 1);
            }
            if (page.word[entry + n] == Op.UNDECODED) {
                cpu.decode(page, entry + n);
            }
            n++;
            if (Effects.endsBlock((int) page.word[entry + n - 1] & 0xffff)) {
                return n;
            }
        }
        return n;
    }

    private Region regionAt(CodePage page, int entry) {
        long base = cpu.pc & -4096;
        Region region = page.region(entry, base);
        if (region == null && page.visit(entry, threshold)) {
            if (bytecode > MAX_BYTECODE) {
                cpu.memory.dropRegions();
                bytecode = 0;
            }
            region = compiler.compile(cpu, page, base, entry, threshold > 1);
            if (region == null) {
                page.refuse(entry);
            } else {
                translations++;
                bytecode += compiler.bytes();
            }
        }
        return region;
    }

    long translations() {
        return translations;
    }

    // ---- called from regions ----

    /** The translated region at {@code va}, when it can be reached without a walk. */
    static Region find(Cpu cpu, long va) {
        CodePage page = cpu.fetched(va);
        return page == null ? null : page.region((int) (va & 4095) >>> 2, va & -4096);
    }

    /** Goes on from pc through regions until control comes to {@code back}, or there is no region for where it is. */
    static int follow(Cpu cpu, int left, int depth, long back) {
        int rest = left;
        while (cpu.pc != back) {
            Region region = find(cpu, cpu.pc);
            if (region == null || rest < region.size || depth >= Region.MAX_DEPTH) {
                return rest;
            }
            rest = region.run(cpu, rest, depth + 1);
            if (rest < 0) {
                return rest;
            }
        }
        return rest;
    }

    /**
     * A region was unwound by an exception at the instruction {@code at & 1023} of its page; {@code at >>> 10} instructions of its block
     * were executed.
     */
    static int unwound(GuestFault why, Cpu cpu, int left, int at, long base) {
        Translator t = cpu.translator();
        t.interpretNext = why != GuestFault.INSTANCE;
        t.reason = t.interpretNext ? RESUME : TRAP;
        cpu.pc = base + ((at & 1023) << 2);
        CodePage page = why == GuestFault.REDO_FLOAT ? cpu.fetched(cpu.pc) : null;
        if (page != null) {
            page.hostFloatFailed(t.beyond + left);
        }
        return ~(left - (at >>> 10));
    }

    /** A region ends at a system call. */
    static int systemCall(Cpu cpu, int left, long imm) {
        cpu.translator().reason = TRAP;
        cpu.systemCall(imm);
        return ~left;
    }

    /** A region ends because translated instructions changed. */
    static int changed(Cpu cpu, int left) {
        cpu.translator().reason = RESUME;
        return ~left;
    }
}
