package cairn.hal.oracle;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A Linux AArch64 executable that runs many cases and writes the results to standard output. Signals are caught: the handler puts
 * the signal number in x25 of the interrupted case and steps over the instruction.
 *
 * <pre>
 * 0x0040_0000  header, code (read, execute)
 * 0x1000_0000  input, then output (read, write)
 * 0x2000_0000  scratch, 128 KiB, and the signal stack (read, write)
 * </pre>
 */
final class Program {
    static final long CODE = 0x40_0000L;
    static final long DATA = 0x1000_0000L;
    static final long SCRATCH = 0x2000_0000L;
    static final int SCRATCH_SIZE = 0x2_0000;
    static final int SIGNAL_STACK = 0x1_0000;

    private final List<Case> cases;
    private final List<Integer> code = new ArrayList<>();
    private final byte[] scratch;
    private final int inputSize;
    private final int outputSize;

    Program(List<Case> cases, byte[] scratch) {
        this.cases = cases;
        this.scratch = scratch;
        int in = 0;
        int out = 0;
        for (Case c : cases) {
            in += 8 * (Case.REGISTERS + (c.usesVectors() ? Case.VECTORS : 0));
            out += 8 * c.resultWords();
        }
        inputSize = in;
        outputSize = out;
        assemble();
    }

    int outputSize() {
        return outputSize + SCRATCH_SIZE;
    }

    long outputAddress() {
        return DATA + inputSize;
    }

    int dataSize() {
        return inputSize + outputSize;
    }

    int codeSize() {
        return HEADER + 4 * code.size();
    }

    private void constant(int d, long value) {
        code.add(A64.movz(d, (int) value, 0));
        for (int shift = 16; shift < 64; shift += 16) {
            if ((value >>> shift & 0xffff) != 0) {
                code.add(A64.movk(d, (int) (value >>> shift), shift));
            }
        }
    }

    private void assemble() {
        // The handler stands first; the entry point follows it.
        code.add(0xf900c040); // str x0, [x2, #384]   x25 of the interrupted context
        code.add(0xf940dc43); // ldr x3, [x2, #440]   its pc
        code.add(0x91001063); // add x3, x3, #4
        code.add(0xf900dc43); // str x3, [x2, #440]
        code.add(0xd65f03c0); // ret
        code.add(0xd503201f); // nop, for alignment
        int stack = (int) (SCRATCH + SCRATCH_SIZE);
        // sigaltstack({stack + 4096, 0, size}) and rt_sigaction for each signal, structures built at the start of the signal area.
        constant(9, stack);
        constant(10, stack + 4096);
        code.add(A64.stpPost(10, 31, 9, 16));
        constant(10, SIGNAL_STACK - 4096);
        code.add(A64.stpPost(10, 31, 9, 16));
        constant(0, stack);
        constant(1, 0);
        constant(8, 132);
        code.add(A64.SVC);
        constant(9, stack);
        constant(10, CODE + HEADER);
        constant(11, 0x0800_0000L | 4); // SA_ONSTACK | SA_SIGINFO
        code.add(A64.stpPost(10, 11, 9, 16));
        code.add(A64.stpPost(31, 31, 9, 16));
        for (int signal : new int[] {4, 5, 7, 8, 11}) {
            constant(0, signal);
            constant(1, stack);
            constant(2, 0);
            constant(3, 8);
            constant(8, 134);
            code.add(A64.SVC);
        }
        constant(28, DATA);
        constant(27, outputAddress());
        constant(30, 0);
        for (Case c : cases) {
            assemble(c);
        }
        write(outputAddress(), outputSize);
        write(SCRATCH, SCRATCH_SIZE);
        constant(0, 0);
        constant(8, 94);
        code.add(A64.SVC);
        for (int i = 0; i < 64; i++) {
            code.add(0x9e3779b9 * i); // something to read for literals near the end
        }
    }

    /** Loops until all is written. */
    private void write(long address, int size) {
        constant(20, address);
        constant(21, size);
        code.add(0xd2800020); // mov x0, #1
        code.add(0xaa1403e1); // mov x1, x20
        code.add(0xaa1503e2); // mov x2, x21
        code.add(A64.movz(8, 64, 0));
        code.add(A64.SVC);
        code.add(0x8b000294); // add x20, x20, x0
        code.add(0xeb0002b5); // subs x21, x21, x0
        code.add(0x54ffff2c); // b.gt -28
    }

    private void assemble(Case c) {
        for (int r = 0; r < 8; r += 2) {
            code.add(A64.ldpPost(r, r + 1, 28, 16));
        }
        if (c.usesVectors()) {
            code.add(A64.ldpPost(9, 10, 28, 16));
            for (int v = 0; v < 8; v += 2) {
                code.add(A64.ldpQPost(v, v + 1, 28));
            }
            code.add(A64.addImm(31, 9, 0));
            code.add(A64.msr(A64.NZCV, 10));
            code.add(A64.ldpPost(9, 10, 28, 16));
            code.add(A64.msr(A64.FPCR, 9));
            code.add(A64.msr(A64.FPSR, 10));
        } else {
            code.add(A64.ldpPost(9, 10, 28, 16));
            code.add(A64.addImm(31, 9, 0));
            code.add(A64.msr(A64.NZCV, 10));
        }
        code.add(A64.movz(25, 0, 0));
        code.addAll(c.code());
        code.add(A64.mrs(A64.NZCV, 9));
        code.add(A64.addImm(10, 31, 0));
        for (int r = 0; r < 8; r += 2) {
            code.add(A64.stpPost(r, r + 1, 27, 16));
        }
        code.add(A64.stpPost(10, 9, 27, 16));
        code.add(A64.stpPost(25, 30, 27, 16));
        if (c.usesVectors()) {
            code.add(A64.mrs(A64.FPSR, 9));
            code.add(A64.msr(A64.FPCR, 31));
            for (int v = 0; v < 8; v += 2) {
                code.add(A64.stpQPost(v, v + 1, 27));
            }
            code.add(A64.stpPost(9, 31, 27, 16));
        }
    }

    private static final int HEADER = 64 + 3 * 56;

    /** The executable. */
    byte[] elf() {
        int codeEnd = codeSize();
        int dataAt = codeEnd + 4095 & -4096;
        int scratchAt = dataAt + inputSize + 4095 & -4096;
        ByteBuffer b = ByteBuffer.allocate(scratchAt + SCRATCH_SIZE).order(ByteOrder.LITTLE_ENDIAN);
        b.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}).position(16);
        b.putShort((short) 2).putShort((short) 183).putInt(1).putLong(CODE + HEADER + 24).putLong(64).putLong(0).putInt(0);
        b.putShort((short) 64).putShort((short) 56).putShort((short) 3).putShort((short) 64).putShort((short) 0).putShort((short) 0);
        header(b, 5, 0, CODE, codeEnd, codeEnd);
        header(b, 6, dataAt, DATA, inputSize, dataSize());
        header(b, 6, scratchAt, SCRATCH, SCRATCH_SIZE, SCRATCH_SIZE + SIGNAL_STACK);
        for (int word : code) {
            b.putInt(word);
        }
        b.position(dataAt);
        for (Case c : cases) {
            for (long r : c.registers()) {
                b.putLong(r);
            }
            for (long v : c.vectors()) {
                b.putLong(v);
            }
        }
        b.position(scratchAt);
        b.put(scratch);
        return b.array();
    }

    private static void header(ByteBuffer b, int flags, long offset, long address, long fileSize, long memorySize) {
        b.putInt(1).putInt(flags).putLong(offset).putLong(address).putLong(address).putLong(fileSize).putLong(memorySize).putLong(4096);
    }
}
