package cairn.hal.boot;

import cairn.hal.aarch64.CpuModel;
import cairn.hal.aarch64.PhysicalMemory;
import cairn.hal.board.Board;
import cairn.hal.board.Machine;
import cairn.hal.board.RunResult;
import cairn.kernel.abi.Limits;

import cairn.kernel.boot.Hardware;
import cairn.kernel.boot.Sizes;
import cairn.kernel.entry.Kernel;
import cairn.kernel.hil.Mmu;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Boots the kernel on the board with one image as root task. The image lies at the start of RAM and runs at its own addresses (one that
 * is linked to RAM, or relocatable, at its physical address); the rest of RAM is the root task's at identity addresses, rwx.
 *
 * <pre>
 *  RAM   | image | ............ the root task's ............ | kernel-user memory | page tables |
 * </pre>
 */
public final class BootSystem {
    private static final long MIN_RAM = 16L << 20;
    /** Priority of the root task's first thread. */
    private static final int ROOT_PRIORITY = 64;

    private final Board board;
    private final Machine machine;
    private final KernelOnBoard joined;
    private final cairn.kernel.boot.Boot boot;
    private final Kernel kernel;
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    /** Puts board, kernel and image together; nothing has run yet. */
    public BootSystem(BootOptions options) throws BadElfException, BadOptionException {
        Sizes sizes = new Sizes();
        checkRam(options.ram());
        if (options.budget() < 1) {
            throw new BadOptionException("budget " + options.budget() + ": use 1 or more instructions");
        }
        ElfImage image = ElfImage.read(options.image());
        board = new Board(CpuModel.ARMV8_0, options.ram(), sizes.mmuTables(), new Tee(output, options.console()));
        long end = board.tableBase() - sizes.kernelUserFrames * 4096L;
        long physical = placed(image, end);
        image.place(board.ram(), physical);
        long ramFrame = Board.RAM_BASE >>> 12;
        Hardware hw = new Hardware(mmu(options), board.ram(), board.console(), board.timer(), board.interrupts(), Board.TIMER_PIN,
                ramFrame, (end >>> 12) - ramFrame, end >>> 12);
        boot = new cairn.kernel.boot.Boot(hw, sizes);
        long base = image.relocatable() ? physical - image.start() : 0;
        long length = image.end() - image.start();
        mapImage(image, physical, base);
        mapIdentity(Board.RAM_BASE, physical);
        mapIdentity(physical + length, end);
        kernel = boot.start(image.entry() + base, ROOT_PRIORITY);
        board.interrupts().unmask(Board.TIMER_PIN);
        joined = new KernelOnBoard(kernel, stream(options, BootOptions.Trace.SYSCALLS), stream(options, BootOptions.Trace.FAULTS));
        machine = new Machine(board, joined);
    }

    /** Boots and runs to the end of the budget or until nothing can run any more. */
    public static BootResult run(BootOptions options) throws BadElfException, BadOptionException {
        return new BootSystem(options).run(options.budget());
    }

    /** Runs on. */
    public BootResult run(long budget) {
        RunResult result = machine.run(budget);
        return new BootResult(output.toString(StandardCharsets.ISO_8859_1), result, joined.systemCalls(), joined.faults(),
                board.timer().now());
    }

    public Board board() {
        return board;
    }

    /** The kernel's parts, for observers. */
    public cairn.kernel.boot.Boot boot() {
        return boot;
    }

    public Kernel kernel() {
        return kernel;
    }

    private static void checkRam(long ram) throws BadOptionException {
        if (ram < MIN_RAM || ram > PhysicalMemory.MAX_SIZE || ram % 4096 != 0) {
            throw new BadOptionException("RAM of " + ram + " bytes: use a multiple of 4 KiB from " + (MIN_RAM >> 20) + " to "
                    + (PhysicalMemory.MAX_SIZE >> 20) + " MiB");
        }
    }

    /** Physical address of the image. */
    private static long placed(ElfImage image, long end) throws BadElfException {
        long length = image.end() - image.start();
        boolean inRam = !image.relocatable() && image.end() > Board.RAM_BASE && image.start() < end;
        long physical = inRam ? image.start() : Board.RAM_BASE;
        if (physical < Board.RAM_BASE || physical + length > end) {
            throw new BadElfException(image.name(), "needs " + (length >> 10) + " KiB at physical address 0x"
                    + Long.toHexString(physical) + ", and RAM for programs is 0x" + Long.toHexString(Board.RAM_BASE) + " to 0x"
                    + Long.toHexString(end));
        }
        if (image.end() > Limits.UTCB_AREA && !image.relocatable()) {
            throw new BadElfException(image.name(), "reaches the address 0x" + Long.toHexString(Limits.UTCB_AREA)
                    + " of the kernel-user memory");
        }
        return physical;
    }

    /** Runs of pages with the same rights; a page that two segments share has the rights of both. */
    private void mapImage(ElfImage image, long physical, long base) {
        long from = image.start();
        while (from < image.end()) {
            int rights = rights(image, from);
            long to = from + 4096;
            while (to < image.end() && rights(image, to) == rights) {
                to += 4096;
            }
            if (rights != 0) {
                boot.map(from + base >>> 12, physical + (from - image.start()) >>> 12, to - from >>> 12, rights);
            }
            from = to;
        }
    }

    private static int rights(ElfImage image, long page) {
        int rights = 0;
        for (Segment s : image.segments()) {
            if (s.address() < page + 4096 && s.end() > page) {
                rights |= s.rights();
            }
        }
        return rights;
    }

    private void mapIdentity(long from, long to) {
        if (from < to) {
            boot.map(from >>> 12, from >>> 12, to - from >>> 12, 7);
        }
    }

    private Mmu mmu(BootOptions options) {
        PrintStream out = stream(options, BootOptions.Trace.MMU);
        return out == null ? board.mmu() : new TracedMmu(board.mmu(), out);
    }

    private static PrintStream stream(BootOptions options, BootOptions.Trace what) {
        return options.trace().contains(what) ? options.traceTo() : null;
    }

    /** Output into memory and, when given, to a second stream. */
    private static final class Tee extends OutputStream {
        private final OutputStream first;
        private final OutputStream second;

        Tee(OutputStream first, OutputStream second) {
            this.first = first;
            this.second = second;
        }

        @Override
        public void write(int value) throws IOException {
            first.write(value);
            if (second != null) {
                second.write(value);
            }
        }

        @Override
        public void flush() throws IOException {
            if (second != null) {
                second.flush();
            }
        }
    }
}
