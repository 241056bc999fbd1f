package cairn.hal.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the bytes are: an image or one clear line. */
class ElfImageTest {
    private static final Path COMPUTE = Path.of("guests/compute/compute.elf");
    private static final int PH0 = 64;
    private static final int PH1 = 64 + 56;

    private byte[] good;

    @BeforeEach
    void read() throws Exception {
        good = Files.readAllBytes(COMPUTE);
    }

    private ByteBuffer edit() {
        return ByteBuffer.wrap(good).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void refused(String message) {
        BadElfException e = assertThrows(BadElfException.class, () -> ElfImage.parse("x.elf", good));
        assertEquals("x.elf: " + message, e.getMessage());
    }

    @Test
    void goodImage() throws Exception {
        ElfImage image = ElfImage.read(COMPUTE);
        assertFalse(image.relocatable());
        assertEquals(2, image.segments().size());
        assertEquals(0x400000, image.start());
        assertEquals(5, image.segments().get(0).rights());
    }

    @Test
    void positionIndependentImage() throws Exception {
        edit().putShort(0x10, (short) 3);
        assertTrue(ElfImage.parse("x.elf", good).relocatable());
    }

    @Test
    void files(@TempDir Path folder) throws Exception {
        BadElfException missing = assertThrows(BadElfException.class, () -> ElfImage.read(folder.resolve("none")));
        assertTrue(missing.getMessage().endsWith("none: no such file"));
        BadElfException directory = assertThrows(BadElfException.class, () -> ElfImage.read(folder));
        assertTrue(directory.getMessage().endsWith(": is a directory"));
        Path big = folder.resolve("big");
        try (java.io.RandomAccessFile f = new java.io.RandomAccessFile(big.toFile(), "rw")) {
            f.setLength(ElfImage.MAX_FILE + 1);
        }
        BadElfException large = assertThrows(BadElfException.class, () -> ElfImage.read(big));
        assertTrue(large.getMessage().endsWith("big: larger than 64 MiB"));
    }

    @Test
    void notElf() {
        good = "#!/bin/sh\n".getBytes();
        refused("not an ELF file (no magic number)");
        good = new byte[0];
        refused("not an ELF file (no magic number)");
    }

    @Test
    void truncated() {
        byte[] whole = good;
        good = java.util.Arrays.copyOf(whole, 40);
        refused("truncated: 40 bytes, the ELF header has 64");
        good = java.util.Arrays.copyOf(whole, 100);
        refused("e_phoff 0x40: program headers lie outside the file of 100 bytes");
        good = java.util.Arrays.copyOf(whole, 300);
        refused("program header 0: p_offset 0x0 and p_filesz 0x2a8 reach beyond the end of the file (truncated?)");
    }

    @Test
    void foreign() {
        edit().put(4, (byte) 1);
        refused("EI_CLASS is 1, not 2 (64-bit)");
        edit().put(4, (byte) 2).put(5, (byte) 2);
        refused("EI_DATA is 2, not 1 (little endian)");
        edit().put(5, (byte) 1).putShort(0x12, (short) 62);
        refused("e_machine is 62, not 183 (AArch64)");
        edit().putShort(0x12, (short) 183).putShort(0x10, (short) 1);
        refused("e_type is 1, not an executable (2) or position independent (3)");
    }

    @Test
    void headers() {
        edit().putShort(0x38, (short) 65);
        refused("e_phnum is 65, not 1 to 64");
        edit().putShort(0x38, (short) 0);
        refused("e_phnum is 0, not 1 to 64");
        edit().putShort(0x38, (short) 3).putLong(0x20, -1);
        refused("e_phoff 0xffffffffffffffff: program headers lie outside the file of " + good.length + " bytes");
        edit().putLong(0x20, 64).putShort(0x36, (short) 57);
        refused("e_phentsize is 57, not 56 (size of a program header)");
    }

    @Test
    void interpreter() {
        edit().putInt(PH1, 3);
        refused("program header 1 asks for an interpreter: link statically");
    }

    @Test
    void oversized() {
        edit().putLong(PH1 + 40, 1L << 40);
        refused("program header 1: p_memsz 0x10000000000 is more than 1024 MiB");
        edit().putLong(PH1 + 40, -1);
        refused("program header 1: p_memsz 0xffffffffffffffff is less than p_filesz 0x0");
    }

    @Test
    void overlapping() {
        edit().putLong(PH1 + 16, 0x4002a0).putLong(PH1 + 48, 0);
        refused("PT_LOAD segments at p_vaddr 0x400000 and 0x4002a0 overlap");
    }

    @Test
    void wrapping() {
        edit().putLong(PH1 + 16, -0x1000).putLong(PH1 + 48, 0);
        refused("program header 1: p_vaddr 0xfffffffffffff000 with p_memsz 0x5e20 wraps or leaves the 48-bit address space");
        edit().putLong(PH1 + 16, 0xffff_ffff_f000L);
        refused("program header 1: p_vaddr 0xfffffffff000 with p_memsz 0x5e20 wraps or leaves the 48-bit address space");
    }

    @Test
    void farApart() {
        edit().putLong(PH1 + 16, 0x1_0000_0000L).putLong(PH1 + 48, 0);
        refused("PT_LOAD segments span more than 1024 MiB");
    }

    @Test
    void misaligned() {
        edit().putLong(PH1 + 48, 3);
        refused("program header 1: p_align 0x3 does not fit p_vaddr and p_offset");
    }

    @Test
    void entry() {
        edit().putLong(0x18, 0x402000);
        refused("e_entry 0x402000 is not an instruction in an executable segment");
        edit().putLong(0x18, 0x400101);
        refused("e_entry 0x400101 is not an instruction in an executable segment");
    }

    @Test
    void noSegments() {
        edit().putInt(PH0, 0).putInt(PH1, 0);
        refused("has no PT_LOAD segment");
    }

    @Test
    void anyDamageGivesAnImageOrOneLine() throws Exception {
        byte[] original = good;
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 20_000; i++) {
            good = java.util.Arrays.copyOf(original, random.nextInt(4) == 0 ? random.nextInt(original.length) : original.length);
            for (int edits = 1 + random.nextInt(4); edits > 0 && good.length > 0; edits--) {
                int at = random.nextInt(Math.min(good.length, 64 + 3 * 56));
                good[at] = (byte) (random.nextInt(2) == 0 ? random.nextInt(256) : good[at] ^ 1 << random.nextInt(8));
            }
            try {
                ElfImage image = ElfImage.parse("x", good);
                assertTrue(image.end() - image.start() <= (1L << 30) + 8192);
            } catch (BadElfException e) {
                assertFalse(e.getMessage().contains("\n"));
            }
        }
    }
}
