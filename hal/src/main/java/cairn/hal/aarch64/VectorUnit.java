package cairn.hal.aarch64;

/** Dispatches floating-point and SIMD instructions by group; keeps FPCR and FPSR of the running thread up to date. */
final class VectorUnit {
    private final VectorFile file = new VectorFile();
    private final SoftFloat fp = new SoftFloat();
    private final VectorInteger integer = new VectorInteger(file);
    private final VectorFloat floating = new VectorFloat(file, fp);
    private final VectorMoves moves;
    private final ScalarFloat scalar;
    private final VectorMemory memory;

    VectorUnit(Cpu cpu, long[] x) {
        moves = new VectorMoves(file, x);
        scalar = new ScalarFloat(file, fp, x, cpu);
        memory = new VectorMemory(file, x, cpu);
    }

    /** The running thread's vector registers, or null. */
    void use(long[] vectors) {
        file.v = vectors;
    }

    long[] registers() {
        return file.v;
    }

    boolean enabled() {
        return file.v != null;
    }

    long control() {
        return file.v[VectorFile.FPCR];
    }

    void setControl(long value) {
        file.v[VectorFile.FPCR] = value & SoftFloat.FPCR_MASK;
    }

    long status() {
        return file.v[VectorFile.FPSR];
    }

    void setStatus(long value) {
        file.v[VectorFile.FPSR] = value & SoftFloat.FPSR_MASK;
    }

    void execute(int group, int w, long pc) {
        switch (group) {
            case VectorDecoder.LOAD_STORE, VectorDecoder.LOAD_STORE_PAIR, VectorDecoder.LOAD_LITERAL,
                    VectorDecoder.MULTIPLE_STRUCTURES, VectorDecoder.SINGLE_STRUCTURE ->
                memory.execute(group, w, pc);
            case VectorDecoder.COPY, VectorDecoder.COPY_SCALAR, VectorDecoder.IMMEDIATE, VectorDecoder.PERMUTE,
                    VectorDecoder.EXTRACT, VectorDecoder.TABLE ->
                moves.execute(group, w);
            case VectorDecoder.THREE_SAME_INTEGER, VectorDecoder.THREE_SAME_LOGIC, VectorDecoder.TWO_MISC_INTEGER,
                    VectorDecoder.ACROSS, VectorDecoder.THREE_DIFFERENT, VectorDecoder.SHIFT_IMMEDIATE,
                    VectorDecoder.BY_ELEMENT ->
                integer.execute(group, w);
            default -> {
                fp.control(file.v[VectorFile.FPCR], file.v[VectorFile.FPSR]);
                if (group >= VectorDecoder.FLOAT_ONE && group <= VectorDecoder.FLOAT_FIXED) {
                    scalar.execute(group, w);
                } else {
                    floating.execute(group, w);
                }
                file.raise(fp.flags);
            }
        }
    }
}
