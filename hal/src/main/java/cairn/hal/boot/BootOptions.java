package cairn.hal.boot;

import cairn.hal.aarch64.CpuModel;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/**
 * How to boot a kernel. Either {@code image} or {@code userLand} is given, the other is null.
 *
 * @param image    ELF of the only program that the kernel starts
 * @param userLand root pager, root task and modules
 * @param ram      bytes of RAM, a multiple of 4 KiB
 * @param budget   most instructions and kernel entries
 * @param timeout  most seconds of wall time, 0 for no limit
 * @param trace    what to trace
 * @param traceTo  where trace lines go
 * @param console  where the serial line's output goes as well as into the result; null for nowhere else
 * @param keyboard what arrives on the serial line as it is typed; null for nothing
 * @param input    what arrives on the serial line line by line, each when all wait and somebody listens; null for nothing
 * @param cpu      what the processor implements
 */
public record BootOptions(Path image, UserLand userLand, long ram, long budget, long timeout, Set<Trace> trace, PrintStream traceTo,
        OutputStream console, InputStream keyboard, byte[] input, CpuModel cpu) {
    public static final long DEFAULT_RAM = 64L << 20;
    /** With a root pager, whose programs expect more. */
    public static final long USER_LAND_RAM = 256L << 20;
    public static final long DEFAULT_BUDGET = 1_000_000_000L;

    /** What a trace shows. */
    public enum Trace {
        /** One line for each system call: thread, operation, result. */
        SYSCALLS,
        /** One line for each abort. */
        FAULTS,
        /** One line for each message between threads. */
        IPC,
        /** One line for each change of a page table. */
        MMU,
        /** One line for each instruction. */
        INSN;

        /** Reads a comma-separated list such as {@code syscalls,faults}. */
        public static Set<Trace> parse(String list) throws BadOptionException {
            EnumSet<Trace> set = EnumSet.noneOf(Trace.class);
            for (String name : list.split(",")) {
                set.add(switch (name.strip()) {
                    case "syscalls" -> SYSCALLS;
                    case "faults" -> FAULTS;
                    case "ipc" -> IPC;
                    case "mmu" -> MMU;
                    case "insn" -> INSN;
                    default -> throw new BadOptionException(
                            "trace \"" + name + "\" is unknown: use syscalls, faults, ipc, mmu or insn, separated by commas");
                });
            }
            return set;
        }
    }

    /** Default RAM and budget, no trace, output to the result only. */
    public static BootOptions of(Path image) {
        return new BootOptions(image, null, DEFAULT_RAM, DEFAULT_BUDGET, 0, EnumSet.noneOf(Trace.class), null, null, null, null, CpuModel.ARMV8_0);
    }

    /** The same for a system of several programs. */
    public static BootOptions of(UserLand userLand) {
        return new BootOptions(null, userLand, USER_LAND_RAM, DEFAULT_BUDGET, 0, EnumSet.noneOf(Trace.class), null, null, null, null, CpuModel.ARMV8_0);
    }

    /** Where {@code what} is traced, or null. */
    PrintStream stream(Trace what) {
        return trace.contains(what) ? traceTo : null;
    }

    public BootOptions withTrace(Set<Trace> what, PrintStream to) {
        return new BootOptions(image, userLand, ram, budget, timeout, what, to, console, keyboard, input, cpu);
    }

    public BootOptions withConsole(OutputStream to, InputStream from) {
        return new BootOptions(image, userLand, ram, budget, timeout, trace, traceTo, to, from, input, cpu);
    }

    public BootOptions withBudget(long most) {
        return new BootOptions(image, userLand, ram, most, timeout, trace, traceTo, console, keyboard, input, cpu);
    }

    public BootOptions withTimeout(long seconds) {
        return new BootOptions(image, userLand, ram, budget, seconds, trace, traceTo, console, keyboard, input, cpu);
    }

    public BootOptions withRam(long bytes) {
        return new BootOptions(image, userLand, bytes, budget, timeout, trace, traceTo, console, keyboard, input, cpu);
    }

    public BootOptions withCpu(CpuModel model) {
        return new BootOptions(image, userLand, ram, budget, timeout, trace, traceTo, console, keyboard, input, model);
    }

    public BootOptions withInput(byte[] lines) {
        return new BootOptions(image, userLand, ram, budget, timeout, trace, traceTo, console, keyboard, lines, cpu);
    }
}
