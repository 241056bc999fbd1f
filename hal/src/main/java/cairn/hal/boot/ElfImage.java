package cairn.hal.boot;

import cairn.hal.aarch64.PhysicalMemory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.fornwall.jelf.ElfException;
import net.fornwall.jelf.ElfFile;
import net.fornwall.jelf.ElfSegment;

/**
 * A statically linked AArch64 ELF64 executable, fixed (ET_EXEC) or position independent (ET_DYN), every field checked that loading
 * relies on. Whatever the bytes are, reading either yields an image whose segments are disjoint, in range and backed by the file, or
 * a {@link BadElfException}; it never needs more memory than the file has bytes.
 */
public final class ElfImage {
    /** Largest file that is read, bytes. */
    public static final long MAX_FILE = 64L << 20;
    /** Most program headers. */
    public static final int MAX_HEADERS = 64;

    private static final long ADDRESS_LIMIT = 1L << 48;
    private static final int HEADER = 64;
    private static final int PROGRAM_HEADER = 56;

    private final String name;
    private final byte[] file;
    private final boolean relocatable;
    private final long entry;
    private final List<Segment> segments;

    private ElfImage(String name, byte[] file, boolean relocatable, long entry, List<Segment> segments) {
        this.name = name;
        this.file = file;
        this.relocatable = relocatable;
        this.entry = entry;
        this.segments = segments;
    }

    /** Reads and checks {@code path}. */
    public static ElfImage read(Path path) throws BadElfException {
        String name = path.toString();
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes((int) MAX_FILE + 1);
            return parse(name, bytes);
        } catch (NoSuchFileException e) {
            throw new BadElfException(name, "no such file");
        } catch (IOException e) {
            throw new BadElfException(name, Files.isDirectory(path) ? "is a directory" : "cannot be read");
        }
    }

    /** Checks an image that is already in memory; {@code name} is used in messages. The array is kept, not copied. */
    public static ElfImage parse(String name, byte[] bytes) throws BadElfException {
        if (bytes.length > MAX_FILE) {
            throw new BadElfException(name, "larger than " + (MAX_FILE >> 20) + " MiB");
        }
        checkHeader(name, bytes);
        // The section headers play no part in loading: hide them, so that only what is checked here can matter.
        byte[] view = bytes.clone();
        java.util.Arrays.fill(view, 0x28, 0x30, (byte) 0);
        java.util.Arrays.fill(view, 0x3a, 0x40, (byte) 0);
        try {
            ElfFile elf = ElfFile.from(view);
            int count = elf.e_phnum & 0xffff;
            List<Segment> loads = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                ElfSegment header = elf.getProgramHeader(i);
                if (header.p_type == ElfSegment.PT_INTERP) {
                    throw new BadElfException(name, "program header " + i + " asks for an interpreter: link statically");
                }
                if (header.p_type == ElfSegment.PT_LOAD && header.p_memsz != 0) {
                    loads.add(load(name, i, header, bytes.length));
                }
            }
            if (loads.isEmpty()) {
                throw new BadElfException(name, "has no PT_LOAD segment");
            }
            loads.sort(Comparator.comparingLong(Segment::address));
            checkDisjoint(name, loads);
            checkEntry(name, elf.e_entry, loads);
            return new ElfImage(name, bytes, elf.e_type == ElfFile.ET_DYN, elf.e_entry, List.copyOf(loads));
        } catch (ElfException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new BadElfException(name, "program headers cannot be read");
        }
    }

    private static void checkHeader(String name, byte[] b) throws BadElfException {
        if (b.length < 4 || b[0] != 0x7f || b[1] != 'E' || b[2] != 'L' || b[3] != 'F') {
            throw new BadElfException(name, "not an ELF file (no magic number)");
        }
        if (b.length < HEADER) {
            throw new BadElfException(name, "truncated: " + b.length + " bytes, the ELF header has " + HEADER);
        }
        expect(name, "EI_CLASS", b[4], 2, "64-bit");
        expect(name, "EI_DATA", b[5], 1, "little endian");
        expect(name, "EI_VERSION", b[6], 1, "current");
        int type = half(b, 0x10);
        if (type != ElfFile.ET_EXEC && type != ElfFile.ET_DYN) {
            throw new BadElfException(name, "e_type is " + type + ", not an executable (2) or position independent (3)");
        }
        expect(name, "e_machine", half(b, 0x12), 183, "AArch64");
        expect(name, "e_version", half(b, 0x14) | half(b, 0x16) << 16, 1, "current");
        expect(name, "e_phentsize", half(b, 0x36), PROGRAM_HEADER, "size of a program header");
        int count = half(b, 0x38);
        if (count == 0 || count > MAX_HEADERS) {
            throw new BadElfException(name, "e_phnum is " + count + ", not 1 to " + MAX_HEADERS);
        }
        long offset = 0;
        for (int i = 7; i >= 0; i--) {
            offset = offset << 8 | b[0x20 + i] & 0xff;
        }
        if (offset < HEADER || offset > b.length - (long) count * PROGRAM_HEADER) {
            throw new BadElfException(name, "e_phoff 0x" + Long.toHexString(offset) + ": program headers lie outside the file of "
                    + b.length + " bytes");
        }
    }

    private static int half(byte[] b, int at) {
        return b[at] & 0xff | (b[at + 1] & 0xff) << 8;
    }

    private static void expect(String name, String field, int value, int wanted, String meaning) throws BadElfException {
        if (value != wanted) {
            throw new BadElfException(name, field + " is " + value + ", not " + wanted + " (" + meaning + ")");
        }
    }

    private static Segment load(String name, int index, ElfSegment h, int length) throws BadElfException {
        String where = "program header " + index + ": ";
        // A segment that takes nothing from the file (.bss alone) may name any offset.
        if (h.p_filesz < 0 || h.p_filesz != 0 && (h.p_offset < 0 || h.p_offset > length || h.p_filesz > length - h.p_offset)) {
            throw new BadElfException(name, where + "p_offset " + hex(h.p_offset) + " and p_filesz " + hex(h.p_filesz)
                    + " reach beyond the end of the file (truncated?)");
        }
        if (h.p_memsz < h.p_filesz) {
            throw new BadElfException(name, where + "p_memsz " + hex(h.p_memsz) + " is less than p_filesz " + hex(h.p_filesz));
        }
        if (h.p_memsz > PhysicalMemory.MAX_SIZE) {
            throw new BadElfException(name, where + "p_memsz " + hex(h.p_memsz) + " is more than "
                    + (PhysicalMemory.MAX_SIZE >> 20) + " MiB");
        }
        checkRange(name, where + "p_vaddr ", h.p_vaddr, h.p_memsz);
        checkRange(name, where + "p_paddr ", h.p_paddr, h.p_memsz);
        if (h.p_align > 1 && (Long.bitCount(h.p_align) != 1 || (h.p_vaddr - h.p_offset & h.p_align - 1) != 0)) {
            throw new BadElfException(name, where + "p_align " + hex(h.p_align) + " does not fit p_vaddr and p_offset");
        }
        int rights = h.p_flags & 7; // PF_R, PF_W, PF_X have the values of ours
        return new Segment(h.p_vaddr, h.p_paddr, h.p_memsz, h.p_filesz == 0 ? 0 : (int) h.p_offset, (int) h.p_filesz, rights);
    }

    private static void checkRange(String name, String field, long start, long size) throws BadElfException {
        if (start < 0 || start >= ADDRESS_LIMIT || start + size > ADDRESS_LIMIT) {
            throw new BadElfException(name, field + hex(start) + " with p_memsz " + hex(size) + " wraps or leaves the 48-bit address space");
        }
    }

    private static void checkDisjoint(String name, List<Segment> loads) throws BadElfException {
        for (int i = 1; i < loads.size(); i++) {
            if (loads.get(i - 1).end() > loads.get(i).address()) {
                throw new BadElfException(name, "PT_LOAD segments at p_vaddr " + hex(loads.get(i - 1).address()) + " and "
                        + hex(loads.get(i).address()) + " overlap");
            }
        }
        if (loads.get(loads.size() - 1).end() - loads.get(0).address() > PhysicalMemory.MAX_SIZE) {
            throw new BadElfException(name, "PT_LOAD segments span more than " + (PhysicalMemory.MAX_SIZE >> 20) + " MiB");
        }
    }

    private static void checkEntry(String name, long entry, List<Segment> loads) throws BadElfException {
        for (Segment s : loads) {
            if ((s.rights() & 1) != 0 && entry >= s.address() && entry < s.end() && (entry & 3) == 0) {
                return;
            }
        }
        throw new BadElfException(name, "e_entry " + hex(entry) + " is not an instruction in an executable segment");
    }

    private static String hex(long value) {
        return "0x" + Long.toHexString(value);
    }

    public String name() {
        return name;
    }

    /** Whether it may be placed anywhere (ET_DYN): then all addresses are relative to the base it is placed at. */
    public boolean relocatable() {
        return relocatable;
    }

    /** Address of the first instruction. */
    public long entry() {
        return entry;
    }

    /** PT_LOAD segments by rising address, disjoint. */
    public List<Segment> segments() {
        return segments;
    }

    /** Lowest address, rounded down to a page. */
    public long start() {
        return segments.get(0).address() & -4096;
    }

    /** Address after the last byte, rounded up to a page. */
    public long end() {
        return segments.get(segments.size() - 1).end() + 4095 & -4096;
    }

    /** Rights of the page at {@code page}: those of all segments that reach into it, 0 when none does. */
    int rights(long page) {
        int rights = 0;
        for (Segment s : segments) {
            if (s.address() < page + PhysicalMemory.PAGE && s.end() > page) {
                rights |= s.rights();
            }
        }
        return rights;
    }

    /**
     * Copies the image to RAM, address {@link #start} at physical address {@code physical}; the rest of its pages is zeroed.
     *
     * @param physical page-aligned address in RAM
     */
    public void place(PhysicalMemory ram, long physical) throws BadElfException {
        if (!ram.contains(physical, end() - start())) {
            throw new BadElfException(name, "needs " + (end() - start() >> 10) + " KiB at physical address " + hex(physical)
                    + ", which is not all RAM");
        }
        ram.fill(physical, end() - start());
        for (Segment s : segments) {
            ram.write(physical + (s.address() - start()), file, s.fileOffset(), s.fileSize());
        }
    }

    /** Bytes of one segment that come from the file. */
    public byte[] bytes(Segment segment) {
        return java.util.Arrays.copyOfRange(file, segment.fileOffset(), segment.fileOffset() + segment.fileSize());
    }
}
