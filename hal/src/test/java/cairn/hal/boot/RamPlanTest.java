package cairn.hal.boot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cairn.hal.aarch64.PhysicalMemory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the first programs and their modules lie, and what the information page says of it. [ABI sections 9 and 10] */
class RamPlanTest {
    private static final long BASE = 0x4000_0000L;
    private static final long END = BASE + (7 << 20);
    private static final long TOP = BASE + (8 << 20);
    private static final long LAST = 0xff7f_ffff_ffffL;
    private static final int EXECUTE = 5;
    private static final int WRITE = 6;

    /** An image of two segments: code at {@code address}, data two pages behind it. */
    private static byte[] elf(boolean anywhere, long address, long bytes) {
        ByteBuffer b = ByteBuffer.allocate(0x2000).order(ByteOrder.LITTLE_ENDIAN);
        b.putInt(0x464c457f).put((byte) 2).put((byte) 1).put((byte) 1);
        b.putShort(0x10, (short) (anywhere ? 3 : 2)).putShort(0x12, (short) 183).putInt(0x14, 1).putLong(0x18, address + 0x100);
        b.putLong(0x20, 64).putShort(0x36, (short) 56).putShort(0x38, (short) 2);
        segment(b, 64, EXECUTE, 0, address, 0x1000, 0x1000);
        segment(b, 120, WRITE, 0x1000, address + 0x2000, 0x800, bytes - 0x2000);
        b.putLong(0x100, 0xd4000001L);
        return b.array();
    }

    private static void segment(ByteBuffer b, int at, int flags, long offset, long address, long file, long memory) {
        b.putInt(at, 1).putInt(at + 4, flags).putLong(at + 8, offset).putLong(at + 16, address).putLong(at + 24, address)
                .putLong(at + 32, file).putLong(at + 40, memory).putLong(at + 48, 0x1000);
    }

    private static UserLand land(BootModule... modules) {
        return new UserLand(Path.of("pager"), Path.of("dir/root"), "--an option", List.of(modules));
    }

    private static RamPlan plan(UserLand land, byte[] pager, byte[] root) throws Exception {
        return RamPlan.of(land, ElfImage.parse("pager", pager), ElfImage.parse("root", root), BASE, END, TOP, LAST);
    }

    private static BootModule module(Path folder, String name, int bytes) throws Exception {
        byte[] content = new byte[bytes];
        new SplittableRandom(bytes).nextBytes(content);
        return new BootModule(Files.write(folder.resolve(name), content), name, "x y");
    }

    /** Red: in Gaps.take, leave out the comparison with the next that is taken: the modules lie on the root task. */
    @Test
    void nothingOverlapsAndEverythingIsWritten(@TempDir Path folder) throws Exception {
        BootModule[] modules = {module(folder, "a", 1), module(folder, "b", 4096), module(folder, "c", 9000)};
        RamPlan plan = plan(land(modules), elf(true, 0, 0x5000), elf(false, BASE + 0x20_0000, 0x6000));
        List<MemoryDescriptor> taken = new ArrayList<>(plan.map());
        taken.removeIf(d -> d.type() == MemoryDescriptor.CONVENTIONAL || d.type() == MemoryDescriptor.VIRTUAL);
        for (MemoryDescriptor a : taken) {
            assertTrue(a.start() < a.end() && a.start() >= BASE && a.end() <= TOP && (a.start() | a.end()) % 4096 == 0, a.toString());
            for (MemoryDescriptor b : taken) {
                assertTrue(a == b || a.end() <= b.start() || b.end() <= a.start(), a + " and " + b);
            }
        }
        PhysicalMemory ram = new PhysicalMemory(BASE, TOP - BASE);
        plan.write(ram, new InformationPage(100_000_000));
        assertEquals(0xd4000001L, ram.load(plan.pager().entry()));
        assertEquals(BASE + 0x20_0100, plan.root().entry());
        assertEquals(plan.pager().entry(), ram.load(BASE + 0x10));
        assertEquals(plan.root().entry(), ram.load(BASE + 0x18));
        assertEquals("Cairn", text(ram, BASE + 0x4e0));
        assertEquals("pf_tramp", text(ram, BASE + 0x4e6), "what programs look for");
        long info = ram.load(BASE + 0x40);
        long entries = ram.load(info + 16);
        assertEquals(5, ram.load(info + 24));
        assertEquals(2, ram.load(entries));
        assertEquals(3, ram.load(entries + 32));
        assertEquals("root --an option", text(ram, ram.load(entries + 32 + 24)));
        for (int i = 0; i < modules.length; i++) {
            long entry = entries + 32 * (2 + i);
            long start = ram.load(entry + 8);
            byte[] content = Files.readAllBytes(modules[i].file());
            assertEquals(0, start % 4096);
            assertEquals(content.length, ram.load(entry + 16) - start);
            assertArrayEquals(content, ram.read(start, content.length));
            assertEquals(modules[i].name() + " x y", text(ram, ram.load(entry + 24)));
        }
    }

    private static String text(PhysicalMemory ram, long at) {
        int length = 0;
        while (ram.read(at + length, 1)[0] != 0) {
            length++;
        }
        return new String(ram.read(at, length), StandardCharsets.US_ASCII);
    }

    /** The whole map, line by line: type, sub-type, range. */
    @Test
    void theMapOfASmallSystem() throws Exception {
        RamPlan plan = plan(land(), elf(true, 0, 0x5000), elf(true, 0, 0x5000));
        StringBuilder map = new StringBuilder();
        for (MemoryDescriptor d : plan.map()) {
            map.append(String.format("%x %x %x %x%n", d.type(), d.subtype(), d.start(), d.end()));
        }
        assertEquals("""
                1 0 40000000 40800000
                2 0 40700000 40800000
                2 0 40000000 40001000
                3 0 40010000 40015000
                e 5 40020000 40021000
                e 6 40022000 40025000
                e 7 40001000 40002000
                201 0 0 ff8000000000
                """, map.toString());
    }

    @Test
    void descriptorsAsTheAbiDrawsThem() {
        MemoryDescriptor d = new MemoryDescriptor(0x4010_0000L, 0x4010_4000L, MemoryDescriptor.ROOT, 5);
        assertEquals(0x4010_005eL, d.word0());
        assertEquals(0x4010_3fffL, d.word1());
    }

    /** Red: take END for TOP when a linked image is checked. [REQ-BOOT-2] */
    @Test
    void whatDoesNotFitIsRefused(@TempDir Path folder) throws Exception {
        byte[] small = elf(true, 0, 0x5000);
        assertElf("pager: is linked to 0x400000 to 0x405000, and RAM", () -> plan(land(), elf(false, 0x40_0000, 0x5000), small));
        assertElf("root: is linked to 0x40700000 to 0x40705000, and RAM", () -> plan(land(), small, elf(false, END, 0x5000)));
        assertElf("root: is linked to 0x40000000", () -> plan(land(), small, elf(false, BASE, 0x5000)));
        assertElf("root: is linked to 0x40103000 to 0x40108000, where the root pager lies",
                () -> plan(land(), elf(false, BASE + 0x10_0000, 0x5000), elf(false, BASE + 0x10_3000, 0x5000)));
        assertElf("root: needs 8192 KiB", () -> plan(land(), small, elf(true, 0, 8 << 20)));
        assertOption("the modules need", () -> plan(land(module(folder, "big", 4 << 20), module(folder, "more", 3 << 20)), small, small));
        assertOption("larger than the RAM", () -> plan(land(module(folder, "huge", 8 << 20)), small, small));
        assertOption("is empty", () -> plan(land(module(folder, "empty", 0)), small, small));
        assertOption("no such file", () -> plan(land(new BootModule(folder.resolve("none"), "none", "")), small, small));
        assertOption("cannot be read", () -> plan(land(new BootModule(folder, "folder", "")), small, small));
    }

    private static void assertElf(String start, org.junit.jupiter.api.function.Executable e) {
        String message = assertThrows(BadElfException.class, e).getMessage();
        assertTrue(message.startsWith(start) && !message.contains("\n"), message);
    }

    private static void assertOption(String part, org.junit.jupiter.api.function.Executable e) {
        String message = assertThrows(BadOptionException.class, e).getMessage();
        assertTrue(message.contains(part) && !message.contains("\n"), message);
    }

    @Test
    void modulesAsTheyAreGiven(@TempDir Path folder) throws Exception {
        assertModule("file", "file", "", BootModule.parse("dir/file"));
        assertModule("file", "name", "", BootModule.parse("dir/file=name"));
        assertModule("file", "file", "a=b c", BootModule.parse("dir/file:a=b c"));
        assertModule("file", "name", "a:b", BootModule.parse("dir/file=name:a:b"));
        Path odd = Files.write(folder.resolve("odd=name:x"), new byte[1]);
        assertModule("odd=name:x", "odd=name:x", "", BootModule.parse(odd.toString()));
        for (String bad : List.of("", "=x", ":x", "f=", "f=:x", "f=a b", "f:\u00e9", "f\0")) {
            assertThrows(BadOptionException.class, () -> BootModule.parse(bad), bad);
        }
    }

    private static void assertModule(String file, String name, String arguments, BootModule m) {
        assertEquals(file, m.file().getFileName().toString());
        assertEquals(name, m.name());
        assertEquals(arguments, m.arguments());
    }
}
