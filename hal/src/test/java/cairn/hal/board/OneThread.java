package cairn.hal.board;

import cairn.hal.aarch64.CpuModel;
import cairn.hal.aarch64.Esr;
import cairn.hal.boot.BadElfException;
import cairn.hal.boot.ElfImage;
import cairn.hal.boot.Segment;
import cairn.kernel.hil.Cause;
import cairn.kernel.hil.Frame;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The smallest kernel: one thread; SVC with x8 = 1 prints x0, with x8 = 0 ends; any other exception ends too. */
public final class OneThread implements TrapHandler {
    private static final int TABLES = 16;

    public final ByteArrayOutputStream output = new ByteArrayOutputStream();
    public final Board board;
    public final Machine machine;
    public final long[] frame = new long[Frame.WORDS];
    public final long[] vectors = new long[66];
    public long lastSyndrome;
    public long lastFault;
    public long interrupts;
    private int nextTable = 1;

    public OneThread() {
        this(CpuModel.ARMV8_0);
    }

    public OneThread(CpuModel model) {
        board = new Board(model, 16 << 20, TABLES, output);
        machine = new Machine(board, this);
        board.mmu().clearTable(0);
        board.mmu().activate(1, 0);
    }

    /** A new, empty table. */
    public int table() {
        board.mmu().clearTable(nextTable);
        return nextTable++;
    }

    /** Loads an ELF at 0x400000 .. 0x600000 and points the thread at its entry. */
    public OneThread load(Path file) throws BadElfException {
        ElfImage image = ElfImage.read(file);
        long physical = Board.RAM_BASE + 0x10_0000;
        image.place(board.ram(), physical);
        int leaves = leaves(0x400000);
        for (Segment s : image.segments()) {
            for (long page = s.address() & -4096; page < s.end(); page += 4096) {
                board.mmu().setLeaf(leaves, (int) (page >>> 12) & 511, 3, physical + page - image.start() >>> 12, s.rights(), 2);
            }
        }
        frame[Frame.PC] = image.entry();
        return this;
    }

    /** Tables down to level 3 for the 2 MiB around {@code va}; returns the level 3 table. */
    public int leaves(long va) {
        int l1 = table();
        int l2 = table();
        int l3 = table();
        board.mmu().setTable(0, (int) (va >>> 39) & 511, l1);
        board.mmu().setTable(l1, (int) (va >>> 30) & 511, l2);
        board.mmu().setTable(l2, (int) (va >>> 21) & 511, l3);
        return l3;
    }

    public String text() {
        return output.toString(StandardCharsets.US_ASCII);
    }

    @Override
    public void trap(int cause, long syndrome, long faultAddress) {
        if (cause == Cause.INTERRUPT) {
            interrupts++;
            int pin = board.interrupts().acknowledge();
            if (pin == Board.TIMER_PIN) {
                board.timer().arm(Long.MAX_VALUE);
            }
            board.interrupts().endOfInterrupt(pin);
            return;
        }
        lastSyndrome = syndrome;
        lastFault = faultAddress;
        if (Esr.ec(syndrome) == Esr.EC_SVC64 && frame[8] == 1) {
            board.console().put((int) frame[0]);
        } else {
            machine.halt(0);
        }
    }

    @Override
    public long[] frame() {
        return frame;
    }

    @Override
    public long[] vectors() {
        return vectors;
    }
}
