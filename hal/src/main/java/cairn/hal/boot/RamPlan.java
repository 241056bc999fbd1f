package cairn.hal.boot;

import cairn.hal.aarch64.PhysicalMemory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/**
 * Where everything lies in RAM when the first programs start. [ABI section 10]
 *
 * <pre>
 *  RAM   | information page | pager | root task | module information | modules, page by page | ... free ... | the kernel's |
 *  type           2             3        0xe            0xe                    0xe                  1              2
 * </pre>
 *
 * An image that is linked to an address in RAM lies there instead; what can be anywhere takes the lowest gap that is left.
 */
final class RamPlan {
    private static final int PAGE = 4096;
    /** Images that can be anywhere start at a multiple of this. */
    private static final long GRAIN = 64 << 10;

    private final long base;
    private final long end;
    private final Gaps gaps;
    private final List<MemoryDescriptor> map = new ArrayList<>();
    private final List<byte[]> files = new ArrayList<>();
    private final ModuleInformation information = new ModuleInformation();
    private Place pager;
    private Place root;
    private long informationAt;
    private long modulesAt;

    /** An image and the physical address of its first page. */
    record Place(ElfImage image, long physical) {
        /** Physical address of its first instruction. */
        long entry() {
            return image.entry() - image.start() + physical;
        }

        long end() {
            return physical + image.end() - image.start();
        }
    }

    private RamPlan(long base, long end) {
        this.base = base;
        this.end = end;
        this.gaps = new Gaps(base, end);
    }

    /**
     * Finds a place for everything; nothing is written yet.
     *
     * @param base        first byte of RAM, where the information page lies
     * @param end         byte after the last that programs may have: the kernel's memory starts here
     * @param top         byte after the last of RAM
     * @param lastAddress the highest virtual address of programs
     */
    static RamPlan of(UserLand land, ElfImage pager, ElfImage root, long base, long end, long top, long lastAddress)
            throws BadElfException, BadOptionException {
        RamPlan p = new RamPlan(base, end);
        p.region(base, top, MemoryDescriptor.CONVENTIONAL, 0);
        p.region(end, top, MemoryDescriptor.RESERVED, 0);
        p.region(base, base + PAGE, MemoryDescriptor.RESERVED, 0);
        p.gaps.takeAt(base, base + PAGE);
        p.fixed(pager);
        p.fixed(root);
        p.pager = p.place(pager);
        p.root = p.place(root);
        p.region(p.pager.physical(), p.pager.end(), MemoryDescriptor.PAGER, 0);
        p.rootRegions();
        p.modules(land);
        p.region(0, lastAddress + 1, MemoryDescriptor.VIRTUAL, 0);
        if (p.map.size() > InformationPage.MAX_DESCRIPTORS) {
            throw new BadElfException(root.name(), "changes the rights of its pages too often: the memory map needs " + p.map.size()
                    + " lines and has " + InformationPage.MAX_DESCRIPTORS);
        }
        return p;
    }

    private void region(long from, long to, int type, int subtype) {
        map.add(new MemoryDescriptor(from, to, type, subtype));
    }

    /** Takes the place of an image that is linked to one. */
    private void fixed(ElfImage image) throws BadElfException {
        if (image.relocatable()) {
            return;
        }
        String range = "is linked to " + hex(image.start()) + " to " + hex(image.end());
        if (image.start() < base + PAGE || image.end() > end) {
            throw new BadElfException(image.name(), range + ", and RAM for programs is " + hex(base + PAGE) + " to " + hex(end)
                    + ": link it there, or position independent");
        }
        if (!gaps.takeAt(image.start(), image.end())) {
            throw new BadElfException(image.name(), range + ", where the root pager lies");
        }
    }

    private Place place(ElfImage image) throws BadElfException {
        if (!image.relocatable()) {
            return new Place(image, image.start());
        }
        long length = image.end() - image.start();
        long at = gaps.take(length, GRAIN);
        if (at < 0) {
            throw new BadElfException(image.name(), "needs " + (length >> 10) + " KiB of RAM in one piece, which are not left: use --ram");
        }
        return new Place(image, at);
    }

    /** One for each run of pages with the same rights. */
    private void rootRegions() {
        long from = root.physical();
        while (from < root.end()) {
            int rights = rootRights(from);
            long to = from + PAGE;
            while (to < root.end() && rootRights(to) == rights) {
                to += PAGE;
            }
            if (rights != 0) {
                region(from, to, MemoryDescriptor.ROOT, rights);
            }
            from = to;
        }
    }

    private int rootRights(long page) {
        return root.image().rights(page - root.physical() + root.image().start());
    }

    private void modules(UserLand land) throws BadOptionException {
        if (land.modules().size() > UserLand.MAX_MODULES) {
            throw new BadOptionException(land.modules().size() + " modules: at most " + UserLand.MAX_MODULES + " can be given");
        }
        String rootLine = land.root().getFileName() + (land.rootArguments().isEmpty() ? "" : " " + land.rootArguments());
        List<String> lines = new ArrayList<>(List.of(land.pager().getFileName().toString(), rootLine));
        long pages = 0;
        for (BootModule m : land.modules()) {
            byte[] bytes = read(m);
            files.add(bytes);
            pages += pages(bytes.length);
            lines.add(m.commandLine());
        }
        long informationSize = pages(ModuleInformation.size(lines)) * PAGE;
        informationAt = gaps.take(informationSize, PAGE);
        modulesAt = pages == 0 ? base : gaps.take(pages * PAGE, PAGE);
        if (informationAt < 0 || modulesAt < 0) {
            throw new BadOptionException("the modules need " + (pages * PAGE + informationSize >> 10)
                    + " KiB of RAM in one piece, which are not left: use --ram");
        }
        region(informationAt, informationAt + informationSize, MemoryDescriptor.ROOT, 7);
        if (pages > 0) {
            region(modulesAt, modulesAt + pages * PAGE, MemoryDescriptor.ROOT, 7);
        }
        information.add(ModuleInformation.PAGER, pager.physical(), pager.end(), lines.get(0));
        information.add(ModuleInformation.ROOT, root.physical(), root.end(), lines.get(1));
        long at = modulesAt;
        for (int i = 0; i < files.size(); i++) {
            information.add(ModuleInformation.PLAIN, at, at + files.get(i).length, lines.get(i + 2));
            at += pages(files.get(i).length) * PAGE;
        }
    }

    private byte[] read(BootModule m) throws BadOptionException {
        try (InputStream in = Files.newInputStream(m.file())) {
            byte[] bytes = in.readNBytes((int) (end - base));
            if (in.read() >= 0) {
                throw new BadOptionException("module " + m.file() + ": larger than the RAM for programs; use --ram");
            }
            if (bytes.length == 0) {
                throw new BadOptionException("module " + m.file() + ": is empty");
            }
            return bytes;
        } catch (IOException e) {
            throw new BadOptionException("module " + m.file() + (Files.exists(m.file()) ? ": cannot be read" : ": no such file"));
        }
    }

    private static long pages(long bytes) {
        return bytes + PAGE - 1 >> 12;
    }

    /** Copies everything to its place; {@code page} is completed and lies at the start of RAM. */
    void write(PhysicalMemory ram, InformationPage page) throws BadElfException {
        pager.image().place(ram, pager.physical());
        root.image().place(ram, root.physical());
        long at = modulesAt;
        for (byte[] file : files) {
            ram.write(at, file, 0, file.length);
            at += pages(file.length) * PAGE;
        }
        byte[] list = information.bytes(informationAt);
        ram.write(informationAt, list, 0, list.length);
        page.modules(informationAt);
        page.entries(pager.entry(), root.entry());
        page.memory(map);
        ram.write(base, page.bytes(), 0, InformationPage.SIZE);
    }

    Place pager() {
        return pager;
    }

    Place root() {
        return root;
    }

    List<MemoryDescriptor> map() {
        return map;
    }

    private static String hex(long value) {
        return "0x" + Long.toHexString(value);
    }
}
