package cairn.hal.oracle;

import cairn.hal.aarch64.CpuModel;
import cairn.hal.aarch64.Esr;
import cairn.hal.board.Board;
import cairn.hal.board.Machine;
import cairn.hal.board.RunResult;
import cairn.hal.board.TrapHandler;
import cairn.hal.boot.BadElfException;
import cairn.hal.boot.ElfImage;
import cairn.hal.boot.Segment;
import cairn.kernel.hil.Cause;
import cairn.kernel.hil.Frame;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;

/**
 * Runs an oracle program on our machine, with as much of Linux as it uses. Neighbouring virtual pages get frames in falling order, so
 * that an access across a page that is not split is found.
 */
final class LinuxProcess implements TrapHandler {
    private static final int TABLES = 64;
    private static final long SIGNAL_REGISTER = 25;

    private final Board board;
    private final Machine machine;
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final long[] frame = new long[Frame.WORDS];
    private final long[] vectors = new long[66];
    private long nextFrame;
    private int nextTable = 1;
    private String failure;

    LinuxProcess(CpuModel model, byte[] elf) throws BadElfException {
        board = new Board(model, 48 << 20, TABLES, OutputStream.nullOutputStream());
        machine = new Machine(board, this);
        nextFrame = (board.tableBase() >>> 12) - 1;
        board.mmu().clearTable(0);
        board.mmu().activate(7, 0);
        ElfImage image = ElfImage.parse("oracle", elf);
        for (Segment s : image.segments()) {
            byte[] bytes = image.bytes(s);
            for (long page = s.address() & -4096; page < s.end(); page += 4096) {
                long physical = map(page, s.rights());
                long from = Math.max(page, s.address());
                int skip = (int) (from - s.address());
                int length = (int) Math.min(page + 4096 - from, bytes.length - skip);
                if (length > 0) {
                    board.ram().write(physical + from - page, bytes, skip, length);
                }
            }
        }
        frame[Frame.PC] = image.entry();
    }

    private long map(long va, int rights) {
        int table = 0;
        for (int level = 0; level < 3; level++) {
            int index = (int) (va >>> 39 - 9 * level) & 511;
            long entry = board.ram().load(board.tableBase() + table * 4096L + index * 8L);
            if ((entry & 1) == 0) {
                board.mmu().clearTable(nextTable);
                board.mmu().setTable(table, index, nextTable);
                table = nextTable++;
            } else {
                table = (int) ((entry & 0xffff_ffff_f000L) - board.tableBase() >>> 12);
            }
        }
        long physical = nextFrame-- << 12;
        board.mmu().setLeaf(table, (int) (va >>> 12) & 511, 3, physical >>> 12, rights, 2);
        return physical;
    }

    /** What the program wrote. */
    byte[] run(long budget) {
        RunResult result = machine.run(budget);
        if (failure == null && result.stop() != RunResult.Stop.HALTED) {
            failure = "stopped by " + result.stop() + " at pc 0x" + Long.toHexString(frame[Frame.PC]);
        }
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
        return output.toByteArray();
    }

    @Override
    public void trap(int cause, long syndrome, long faultAddress) {
        if (cause != Cause.SYNCHRONOUS) {
            return;
        }
        int status = Esr.iss(syndrome) & 63;
        switch (Esr.ec(syndrome)) {
            case Esr.EC_SVC64 -> systemCall();
            case Esr.EC_UNKNOWN, Esr.EC_SYSTEM_REGISTER, Esr.EC_FP_ACCESS -> signal(4);
            case Esr.EC_BRK -> signal(5);
            case Esr.EC_DATA_ABORT -> signal(status == Esr.ALIGNMENT ? 7 : 11);
            default -> {
                failure = "syndrome 0x" + Long.toHexString(syndrome) + " at pc 0x" + Long.toHexString(frame[Frame.PC]);
                machine.halt(1);
            }
        }
    }

    private void signal(int number) {
        frame[(int) SIGNAL_REGISTER] = number;
        frame[Frame.PC] += 4;
    }

    private void systemCall() {
        switch ((int) frame[8]) {
            case 64 -> {
                for (long i = 0; i < frame[2]; i++) {
                    long va = frame[1] + i;
                    long physical = board.mmu().walk(0, va).frame() << 12 | va & 4095;
                    output.write((int) (board.ram().load(physical & -8) >>> 8 * (physical & 7)) & 0xff);
                }
                frame[0] = frame[2];
            }
            case 94 -> machine.halt(0);
            default -> frame[0] = 0;
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
