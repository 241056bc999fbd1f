package cairn.hal.aarch64;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cairn.hal.oracle.Qemu;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The decoder takes an encoding exactly when the oracle executes it: for every value of bits 31..21 outside branches, exceptions and
 * system instructions (which {@link DecoderTest} compares with a table), words with the other bits drawn at random are executed by QEMU,
 * and the only question is whether it raises SIGILL.
 */
class CompletenessTest {
    private static final long SEED = 4;
    private static final int PER_TOP = 64;
    private static final int WORDS_PER_PROGRAM = 4000;
    private static final int SIGILL = 4;

    // Of the program: header and code, then results, then what the words read and write, then the signal stack.
    private static final long CODE = 0x40_0000L;
    private static final long RESULTS = 0x1000_0000L;
    private static final long SCRATCH = 0x2000_0000L;
    private static final long STACK = 0x2100_0000L;
    private static final int AREA = 0x2_0000;
    private static final int HEADER = 64 + 4 * 56;
    private static final int HANDLER_WORDS = 8;
    private static final int NOP = 0xd503201f;
    private static final int SVC = 0xd4000001;

    private final List<Integer> code = new ArrayList<>();

    private void constant(int d, long value) {
        code.add(0xd2800000 | (int) (value & 0xffff) << 5 | d);
        code.add(0xf2a00000 | (int) (value >>> 16 & 0xffff) << 5 | d);
    }

    private void call(int number) {
        constant(8, number);
        code.add(SVC);
    }

    /** A program that executes each word with all registers pointing into the scratch area, and writes a byte for each: the signal, or 0. */
    private byte[] program(int[] words) {
        code.clear();
        constant(3, STACK); // the handler: x0 is the signal, x2 the context
        code.add(0x39000060); // strb w0, [x3]
        code.add(0xf940dc43); // ldr x3, [x2, #440]   pc of the context
        code.add(0x91001063); // add x3, x3, #4
        code.add(0xf900dc43); // str x3, [x2, #440]
        code.add(0xd65f03c0); // ret
        code.add(NOP);
        constant(9, STACK); // sigaltstack
        constant(10, STACK + 4096);
        constant(11, AREA - 4096);
        code.add(0xa9007d2a); // stp x10, xzr, [x9]
        code.add(0xf900092b); // str x11, [x9, #16]
        constant(0, STACK);
        constant(1, 0);
        call(132);
        constant(10, CODE + HEADER); // rt_sigaction: SA_ONSTACK | SA_SIGINFO
        constant(11, 0x0800_0004L);
        constant(9, STACK);
        code.add(0xa9002d2a); // stp x10, x11, [x9]
        code.add(0xa9017d3f); // stp xzr, xzr, [x9, #16]
        for (int signal : new int[] {SIGILL, 5, 7, 8, 11}) {
            constant(0, signal);
            constant(1, STACK);
            constant(2, 0);
            constant(3, 8);
            call(134);
        }
        for (int i = 0; i < words.length; i++) {
            constant(26, STACK);
            code.add(0x3900035f); // strb wzr, [x26]
            constant(0, SCRATCH + AREA / 2);
            for (int r = 1; r < 31; r++) {
                code.add(0xaa0003e0 | r); // mov xr, x0
            }
            code.add(0x9100001f); // mov sp, x0
            code.add(words[i]);
            constant(26, STACK);
            code.add(0x39400359); // ldrb w25, [x26]
            constant(26, RESULTS + i);
            code.add(0x39000359); // strb w25, [x26]
        }
        constant(0, 1);
        constant(1, RESULTS);
        constant(2, words.length);
        call(64);
        constant(0, 0);
        call(94);
        return elf();
    }

    private byte[] elf() {
        int size = HEADER + 4 * code.size();
        ByteBuffer b = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        b.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}).position(16);
        b.putShort((short) 2).putShort((short) 183).putInt(1).putLong(CODE + HEADER + 4 * HANDLER_WORDS).putLong(64).putLong(0).putInt(0);
        b.putShort((short) 64).putShort((short) 56).putShort((short) 4).putShort((short) 64).putShort((short) 0).putShort((short) 0);
        header(b, 5, CODE, size, size);
        header(b, 6, RESULTS, 0, WORDS_PER_PROGRAM);
        header(b, 6, SCRATCH, 0, AREA);
        header(b, 6, STACK, 0, AREA);
        code.forEach(b::putInt);
        return b.array();
    }

    private static void header(ByteBuffer b, int flags, long address, long fileSize, long memorySize) {
        b.putInt(1).putInt(flags).putLong(0).putLong(address).putLong(address).putLong(fileSize).putLong(memorySize).putLong(4096);
    }

    /** Branches, exceptions, system; and what the oracle's processor has beyond ours: AES, SHA, PMULL of double words. */
    private static boolean left(int w) {
        return (w >>> 26 & 7) == 5 || (w & 0xff3e0c00) == 0x4e280800 || (w & 0xff208c00) == 0x5e000000 || (w & 0xff3e0c00) == 0x5e280800
                || (w & 0xbfe0fc00) == 0x0ee0e000;
    }

    /** Registers that overlap: constrained unpredictable, and to raise the exception, as ours does, is permitted. */
    private static boolean unpredictable(int w) {
        int t = w & 31;
        int n = w >>> 5 & 31;
        int t2 = w >>> 10 & 31;
        int s = w >>> 16 & 31;
        boolean load = (w >>> 22 & 1) != 0;
        boolean vector = (w >>> 26 & 1) != 0;
        if ((w >>> 27 & 7) == 5) { // pairs; bit 23 set: write-back
            return load && t == t2 || !vector && (w >>> 23 & 1) != 0 && n != 31 && (t == n || t2 == n);
        }
        if ((w & 0x3b200400) == 0x38000400) { // pre- and post-indexed
            return !vector && n != 31 && t == n;
        }
        boolean pair = (w >>> 21 & 1) != 0;
        return (w & 0x3f800000) == 0x08000000 && (load ? pair && t == t2 : s == t || s == n && n != 31 || pair && s == t2);
    }

    private static int[] words() {
        SplittableRandom random = new SplittableRandom(SEED);
        List<Integer> words = new ArrayList<>();
        for (int top = 0; top < 2048; top++) {
            for (int i = 0; i < PER_TOP; i++) {
                int w = top << 21 | random.nextInt(1 << 21);
                if (!left(w) && !unpredictable(w)) {
                    words.add(w);
                }
            }
        }
        return words.stream().mapToInt(Integer::intValue).toArray();
    }

    @Test
    void everyEncodingIsTakenOrRefusedAsTheOracleDoes() throws Exception {
        if (!Qemu.present()) {
            System.out.println("SKIPPED: the completeness test needs qemu-aarch64-static (package qemu-user-static), which is not installed");
        }
        assumeTrue(Qemu.present(), "qemu-aarch64-static is not installed");
        Decoder decoder = new Decoder(CpuModel.ARMV8_0);
        int[] words = words();
        TreeMap<String, Integer> differences = new TreeMap<>();
        int refused = 0;
        for (int from = 0; from < words.length; from += WORDS_PER_PROGRAM) {
            int[] part = java.util.Arrays.copyOfRange(words, from, Math.min(words.length, from + WORDS_PER_PROGRAM));
            byte[] signals = Qemu.run(program(part), "cortex-a57");
            assertEquals(part.length, signals.length);
            for (int i = 0; i < part.length; i++) {
                decoder.decode(part[i], 0);
                boolean undefined = signals[i] == SIGILL;
                refused += undefined ? 1 : 0;
                if (undefined != (decoder.op == Op.UNDEFINED)) {
                    differences.merge(String.format("%08x: the oracle %s it", part[i], undefined ? "refuses" : "takes"), 1, Integer::sum);
                }
            }
        }
        System.out.printf("%-40s %8d words  %8d refused %6d differences%n", "all encodings, sampled", words.length, refused, differences.size());
        assertTrue(differences.isEmpty(), () -> differences.size() + " of " + words.length + ": "
                + String.join("; ", differences.keySet().stream().limit(40).toList()));
    }
}
