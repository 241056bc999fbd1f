package cairn.hal.boot;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/**
 * How to boot a kernel.
 *
 * @param image   ELF of the root task
 * @param ram     bytes of RAM, a multiple of 4 KiB
 * @param budget  most instructions and kernel entries
 * @param trace   what to trace
 * @param traceTo where trace lines go
 * @param console where the serial line's output goes as well as into the result; null for nowhere else
 */
public record BootOptions(Path image, long ram, long budget, Set<Trace> trace, PrintStream traceTo, OutputStream console) {
    public static final long DEFAULT_RAM = 64L << 20;
    public static final long DEFAULT_BUDGET = 1_000_000_000L;

    /** What a trace shows. */
    public enum Trace {
        /** One line for each system call: thread, operation, result. */
        SYSCALLS,
        /** One line for each abort. */
        FAULTS,
        /** One line for each change of a page table. */
        MMU;

        /** Reads a comma-separated list such as {@code syscalls,faults}. */
        public static Set<Trace> parse(String list) throws BadOptionException {
            EnumSet<Trace> set = EnumSet.noneOf(Trace.class);
            for (String name : list.split(",")) {
                set.add(switch (name.strip()) {
                    case "syscalls" -> SYSCALLS;
                    case "faults" -> FAULTS;
                    case "mmu" -> MMU;
                    default -> throw new BadOptionException("trace \"" + name + "\" is unknown: use syscalls, faults or mmu, separated by commas");
                });
            }
            return set;
        }
    }

    /** Default RAM and budget, no trace, output to the result only. */
    public static BootOptions of(Path image) {
        return new BootOptions(image, DEFAULT_RAM, DEFAULT_BUDGET, EnumSet.noneOf(Trace.class), null, null);
    }

    public BootOptions withImage(Path file) {
        return new BootOptions(file, ram, budget, trace, traceTo, console);
    }

    public BootOptions withTrace(Set<Trace> what, PrintStream to) {
        return new BootOptions(image, ram, budget, what, to, console);
    }

    public BootOptions withConsole(OutputStream to) {
        return new BootOptions(image, ram, budget, trace, traceTo, to);
    }

    public BootOptions withBudget(long most) {
        return new BootOptions(image, ram, most, trace, traceTo, console);
    }

    public BootOptions withRam(long bytes) {
        return new BootOptions(image, bytes, budget, trace, traceTo, console);
    }
}
