package cairn.hal.oracle;

import java.util.List;

/**
 * One case: the registers before, the instructions, and for reports the class they come from.
 *
 * @param registers x0 .. x7, SP, NZCV
 * @param vectors   v0 .. v7 low half first, then FPCR and FPSR; empty when the case does not touch them
 */
record Case(String name, List<Integer> code, long[] registers, long[] vectors) {
    static final int REGISTERS = 10;
    /** x0 .. x7, SP, NZCV, signal, x30. */
    static final int RESULT = 12;
    static final int VECTORS = 18;
    /** v0 .. v7, FPSR, padding. */
    static final int VECTOR_RESULT = 18;

    boolean usesVectors() {
        return vectors.length != 0;
    }

    int resultWords() {
        return RESULT + (usesVectors() ? VECTOR_RESULT : 0);
    }
}
