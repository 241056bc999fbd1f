package cairn.hal.oracle;

import cairn.hal.boot.BadElfException;
import cairn.hal.boot.ElfImage;
import cairn.hal.boot.Segment;
import java.io.ByteArrayOutputStream;
import unicorn.InterruptHook;
import unicorn.Unicorn;

/**
 * Runs an oracle program on Unicorn, an emulator in this process, with as much of Linux as it uses but signals: a case that ends with one
 * ends the run.
 */
final class UnicornProcess {
    /** What Unicorn calls an SVC. */
    private static final int SYSTEM_CALL = 2;
    private static final long NO_TRAP_OF_VECTORS = 3 << 20;

    private final Unicorn machine = new Unicorn(Unicorn.UC_ARCH_ARM64, Unicorn.UC_MODE_ARM);
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final long entry;
    private String failure;

    UnicornProcess(byte[] elf) throws BadElfException {
        ElfImage image = ElfImage.parse("oracle", elf);
        for (Segment s : image.segments()) {
            long from = s.address() & -4096;
            machine.mem_map(from, s.end() - from + 4095 & -4096, Unicorn.UC_PROT_ALL);
            machine.mem_write(s.address(), image.bytes(s));
        }
        entry = image.entry();
        machine.reg_write(Unicorn.UC_ARM64_REG_CPACR_EL1, (Object) NO_TRAP_OF_VECTORS);
        machine.hook_add((InterruptHook) (u, number, data) -> interrupt(number), null);
    }

    /** Whether it can be loaded here; it brings libraries for Linux, macOS and Windows. */
    static boolean present() {
        try {
            new Unicorn(Unicorn.UC_ARCH_ARM64, Unicorn.UC_MODE_ARM).closeAll();
            return true;
        } catch (LinkageError | RuntimeException e) {
            return false;
        }
    }

    /**
     * Whether Unicorn executes the instruction as the architecture, and today's QEMU, have it. It stems from a QEMU that was wrong here:
     * CRC32 answers 0; a NaN that loses its payload in a conversion becomes the default one; estimates of double precision; shifts
     * of 64 bits by a register.
     */
    static boolean knows(int word) {
        boolean checksum = (word & 0x7fe0e000) == 0x1ac04000;
        boolean format = (word & 0xff3e7c00) == 0x1e224000 || (word & 0x8fbfec00) == 0x0e216800;
        boolean estimate = (word & 0x8ffffc00) == 0x0ee1d800;
        boolean shift = (word & 0x8fe0e400) == 0x0ee04400;
        return !checksum && !format && !estimate && !shift;
    }

    private long register(int number) {
        return ((Number) machine.reg_read(number)).longValue();
    }

    private long x(int i) {
        return register(Unicorn.UC_ARM64_REG_X0 + i);
    }

    private void interrupt(int number) {
        if (number != SYSTEM_CALL) {
            failure = "exception " + number + " at pc 0x" + Long.toHexString(register(Unicorn.UC_ARM64_REG_PC));
            machine.emu_stop();
            return;
        }
        switch ((int) x(8)) {
            case 64 -> {
                output.writeBytes(machine.mem_read(x(1), x(2)));
                machine.reg_write(Unicorn.UC_ARM64_REG_X0, (Object) x(2));
            }
            case 94 -> machine.emu_stop();
            default -> machine.reg_write(Unicorn.UC_ARM64_REG_X0, (Object) 0L);
        }
    }

    /** What the program wrote. */
    byte[] run() {
        try {
            machine.emu_start(entry, 0, 0, 0);
        } finally {
            machine.closeAll();
        }
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
        return output.toByteArray();
    }
}
