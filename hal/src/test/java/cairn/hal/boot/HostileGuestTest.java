package cairn.hal.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cairn.kernel.abi.Item;
import cairn.kernel.abi.Limits;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that do what they can against kernel and machine: the run ends, with an exit code and no stack trace. */
class HostileGuestTest {
    private static final int START = 0x40_0000;
    private static final int HEADERS = 120;
    private static final int SVC = 0xd4000001;
    private static final long[] WORDS = {0, 1, 2, 3, 4, 5, 6, 7, 16, -1, -11, -12, 0x1_0000, 0x20_0000, 0x4000_0000L, 0x8000_0000L, Long.MIN_VALUE, Long.MAX_VALUE,
            Limits.UTCB_AREA, 0x4000_0317L, 0x5000_0316L, 0x0fd7L, 0x0fffL, 0x1037L, 0x3037L, 0x20037L, 0x4000_0000L | Item.MAP, 0x20008, 0x4000_0f17L};

    private static final int[] SLOTS = {1, 1, 1, 2, 2, 2, 3, 5, 6, 7, 7};
    private static final int[] FIRST = {0, 1, 2, 3, 4, 5, 6, 0x10, 0x11, -10, -11, -12, -15, -18, -20};
    private static final int[] PROTOCOLS = {0, -11, -15, -12, 0, -13, -1, -14};

    @TempDir
    private Path folder;
    private final ByteBuffer code = ByteBuffer.allocate(1 << 18).order(ByteOrder.LITTLE_ENDIAN);
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private void put(int... instructions) {
        for (int i : instructions) {
            code.putInt(i);
        }
    }

    /** MOVZ and MOVK: any value into any register. */
    private void set(int register, long value) {
        for (int i = 0; i < 4; i++) {
            put((i == 0 ? 0xd2800000 : 0xf2800000) | i << 21 | (int) (value >>> 16 * i & 0xffff) << 5 | register);
        }
    }

    /** One PT_LOAD with all rights that holds the code. */
    private Path image() throws Exception {
        int length = code.position();
        ByteBuffer elf = ByteBuffer.allocate(HEADERS + length).order(ByteOrder.LITTLE_ENDIAN);
        elf.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0}).putShort((short) 2).putShort((short) 183).putInt(1);
        elf.putLong(START + HEADERS).putLong(64).putLong(0).putInt(0).putShort((short) 64).putShort((short) 56).putShort((short) 1).putShort((short) 64)
                .putShort((short) 0).putShort((short) 0);
        elf.putInt(1).putInt(7).putLong(0).putLong(START).putLong(START).putLong(HEADERS + length).putLong(HEADERS + length).putLong(0x1000);
        elf.put(code.array(), 0, length);
        return Files.write(folder.resolve("guest.elf"), elf.array());
    }

    private int run(String... more) throws Exception {
        said.reset();
        String[] arguments = new String[more.length + 1];
        arguments[0] = image().toString();
        System.arraycopy(more, 0, arguments, 1, more.length);
        try (PrintStream err = new PrintStream(said, false, StandardCharsets.UTF_8)) {
            return Boot.run(arguments, InputStream.nullInputStream(), new PrintStream(OutputStream.nullOutputStream()), err);
        }
    }

    /** Writes for ever: 24 MB of it. Red: let Output keep all. [REQ-BOOT-5] */
    @Test
    void whatIsWrittenForEverIsNotKeptForEver() throws Exception {
        put(0xd53bd064); // MRS x4, TPIDRRO_EL0
        set(5, Limits.UTCB_AREA);
        put(0xf900009f, 0xd2803d05, 0xf9000485); // MR0 = 0 (write), MR1 = 488
        put(0x92a00180, 0xf28007e0, 0xd28a0022, SVC, 0x17fffffc); // x0 = log protocol, 63 words; x2 = slot 5, send; again
        Path report = folder.resolve("report.json");
        assertEquals(1, run("--budget", "300000", "--quiet", "--report", report.toString()));
        assertTrue(Files.size(report) > Output.KEPT && Files.size(report) < 7L * Output.KEPT, Files.size(report) + " bytes");
    }

    /** The atomics of ARMv8.1 are undefined unless the processor has them. Red: in BootSystem.board, take ARMV8_0. */
    @Test
    void theProcessorIsAsAskedFor() throws Exception {
        set(4, Limits.UTCB_AREA);
        put(0xf820_0080, 0xd420_0000); // LDADD x0, x0, [x4]; BRK
        Path report = folder.resolve("report.json");
        run("--budget", "1000", "--quiet", "--report", report.toString());
        assertTrue(Files.readString(report).contains("exception class 0x0,"), Files.readString(report));
        run("--budget", "1000", "--quiet", "--report", report.toString(), "--cpu", "armv8.1");
        assertTrue(Files.readString(report).contains("exception class 0x3c,"), Files.readString(report));
        assertEquals(2, run("--cpu", "armv9"));
        assertTrue(said.toString(StandardCharsets.UTF_8).contains("use armv8.0"), said.toString(StandardCharsets.UTF_8));
    }

    /**
     * Calls with any registers and any message, jumps to anywhere, instructions that are none; recorded, so that the observers see it too.
     * Red: in Kernel.systemCall, throw when the label is 5. [REQ-BOOT-5]
     */
    @Test
    void whateverAProgramDoesTheRunEnds() throws Exception {
        int[] codes = new int[3];
        Set<String> kinds = new TreeSet<>();
        for (int seed = 0; seed < 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            code.clear();
            for (int i = 0; i < 120; i++) {
                call(random);
            }
            codes[run("--budget", "30000", "--record", folder.resolve("recording").toString(), "--ram", "16M", "--trace", "ipc,mmu,faults,syscalls")]++;
            String text = said.toString(StandardCharsets.UTF_8);
            kinds.addAll(text.lines().filter(l -> l.startsWith("syscall ") && !l.contains("refused")).map(l -> l.split(" ")[3]).toList());
            assertFalse(text.contains("Exception") || text.contains("\tat "), "seed " + seed + ": " + text);
        }
        assertEquals(20, codes[0] + codes[1]);
        assertTrue(kinds.size() > 12, "only these calls got through: " + kinds);
    }

    private void call(SplittableRandom random) {
        put(0xd53bd064);
        int words = random.nextInt(8);
        int items = random.nextInt(3);
        for (int i = 0; i < words + 2 * items; i++) {
            set(5, i == 0 && random.nextInt(4) > 0 ? (random.nextInt(3) == 0 ? random.nextInt(-21, 18) : FIRST[random.nextInt(FIRST.length)]) : i >= words && (i - words) % 2 == 0 && random.nextInt(4) > 0 ? Item.MAP
                    : random.nextInt(5) == 0 ? random.nextLong() : WORDS[random.nextInt(WORDS.length)]);
            put(0xf9000085 | i << 10); // STR x5, [x4, #8 i]
        }
        set(5, random.nextInt(16, 60) << 12 | Item.MAP | Item.SMALL);
        put(0xf9010485); // BR0
        int slot = random.nextInt(4) == 0 ? random.nextInt(70) : SLOTS[random.nextInt(SLOTS.length)];
        int protocol = slot < PROTOCOLS.length && random.nextInt(5) > 0 ? PROTOCOLS[slot] : random.nextInt(-25, 1);
        set(0, (long) protocol << 16 | items << 6 | words);
        set(2, (long) slot << 12 | (random.nextInt(12) == 0 ? random.nextInt(0x1000) : 3));
        set(3, random.nextInt(200) == 0 ? 0 : 0x0400_0400);
        put(random.nextInt(300) == 0 ? random.nextInt() : SVC);
        if (random.nextInt(300) == 0) {
            set(6, random.nextBoolean() ? random.nextLong() : WORDS[random.nextInt(WORDS.length)]);
            put(0xd61f00c0); // BR x6
        }
    }
}
