package cairn.hal.boot;

import cairn.hal.aarch64.CpuModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The command line of {@link Boot}, read and checked. */
final class BootArguments {
    static final String USAGE = "usage: IMAGE | --sigma0 FILE --root FILE [--root-args TEXT] [--module FILE[=NAME][:ARGS]]…"
            + " [--ram 64M] [--budget INSTRUCTIONS] [--timeout SECONDS] [--engine interpreter|translator|lockstep] [--cpu armv8.0|armv8.1]"
            + " [--trace syscalls,faults,ipc,mmu,insn] [--trace-file FILE] [--input FILE]"
            + " [--expect FILE] [--report FILE] [--record FILE] [--record-from ENTRY] [--record-most ENTRIES] [--state FILE] [--json] [--quiet] [--gdb PORT]";

    private Path image;
    private Path pager;
    private Path root;
    private String rootArguments = "";
    private final List<BootModule> modules = new ArrayList<>();
    private long ram;
    private long budget = BootOptions.DEFAULT_BUDGET;
    private long timeout;
    private Set<BootOptions.Trace> trace = EnumSet.noneOf(BootOptions.Trace.class);
    /** What executes the guest's instructions. */
    Engine engine = Engine.TRANSLATOR;
    private CpuModel cpu = CpuModel.ARMV8_0;
    /** Where traces go; null for standard error. */
    Path traceFile;
    /** What arrives on the serial line; null for what is typed on standard input. */
    Path input;
    /** Serial output that must come; null for any. */
    Path expect;
    /** Where the result goes as JSON; null for nowhere. */
    Path report;
    /** Where what each kernel entry did goes as JSON; null for nowhere. */
    Path record;
    /** Kernel entries that are not recorded. */
    long recordFrom;
    /** Most kernel entries that are recorded. */
    long recordMost = Recorder.MOST_STEPS;
    /** Where the state at the end goes, in the form of a recording of no entries; null for nowhere. */
    Path state;
    /** The summary is JSON. */
    boolean json;
    /** There is no summary. */
    boolean quiet;

    /** Loopback port where a debugger is awaited, -1 for none. */
    int debuggerPort = -1;

    private BootArguments() {}

    static BootArguments of(String[] arguments) throws BadOptionException {
        BootArguments a = new BootArguments();
        for (int i = 0; i < arguments.length; i++) {
            String name = arguments[i];
            if (name.equals("--json")) {
                a.json = true;
            } else if (name.equals("--quiet")) {
                a.quiet = true;
            } else if (name.startsWith("-")) {
                if (i + 1 == arguments.length) {
                    throw new BadOptionException(name + " needs a value; " + USAGE);
                }
                i++;
                a.option(name, arguments[i]);
            } else if (a.image == null) {
                a.image = path("image", name);
            } else {
                throw new BadOptionException("more than one image: \"" + name + "\"; a system of several programs is given as --sigma0, --root and --module");
            }
        }
        a.check();
        return a;
    }

    private void option(String name, String value) throws BadOptionException {
        switch (name) {
            case "--sigma0" -> pager = path(name, value);
            case "--root" -> root = path(name, value);
            case "--root-args" -> rootArguments = value.strip();
            case "--module" -> modules.add(BootModule.parse(value));
            case "--ram" -> ram = number(name, value);
            case "--budget" -> budget = number(name, value);
            case "--timeout" -> timeout = number(name, value);
            case "--engine" -> engine = Engine.parse(value);
            case "--cpu" -> cpu = cpu(value);
            case "--trace" -> trace = BootOptions.Trace.parse(value);
            case "--trace-file" -> traceFile = path(name, value);
            case "--input" -> input = path(name, value);
            case "--expect" -> expect = path(name, value);
            case "--gdb" -> debuggerPort = port(name, value);
            case "--report" -> report = path(name, value);
            case "--record" -> record = path(name, value);
            case "--record-from" -> recordFrom = number(name, value);
            case "--record-most" -> recordMost = number(name, value);
            case "--state" -> state = path(name, value);
            default -> throw new BadOptionException("option " + name + " is unknown; " + USAGE);
        }
    }

    private void check() throws BadOptionException {
        boolean several = pager != null || root != null || !modules.isEmpty() || !rootArguments.isEmpty();
        if (image == null && !several) {
            throw new BadOptionException(USAGE);
        }
        if (image != null && several) {
            throw new BadOptionException("an image alone, or --sigma0 and --root: not both");
        }
        if (several && (pager == null || root == null)) {
            throw new BadOptionException((pager == null ? "--sigma0" : "--root") + " is missing: the root pager and the root task are both needed");
        }
        if (debuggerPort >= 0 && engine == Engine.LOCKSTEP) {
            throw new BadOptionException("--gdb and --engine lockstep: a debugger can hold one engine, not two");
        }
        if (input != null && engine == Engine.LOCKSTEP) {
            throw new BadOptionException("--input and --engine lockstep: nothing is typed into two systems");
        }
        if ((record != null || state != null) && engine == Engine.LOCKSTEP) {
            throw new BadOptionException("--engine lockstep runs two systems: neither is recorded");
        }
        if (recordFrom < 0 || recordMost < 1) {
            throw new BadOptionException((recordFrom < 0 ? "--record-from " + recordFrom : "--record-most " + recordMost) + ": use a number of kernel entries");
        }
        if (timeout < 0) {
            throw new BadOptionException("--timeout " + timeout + ": use seconds, or 0 for no limit");
        }
    }

    private static CpuModel cpu(String name) throws BadOptionException {
        return switch (name) {
            case "armv8.0" -> CpuModel.ARMV8_0;
            case "armv8.1" -> CpuModel.ARMV8_1_ATOMICS;
            default -> throw new BadOptionException("processor \"" + name + "\" is unknown: use armv8.0, or armv8.1 for its atomic instructions too");
        };
    }

    private static int port(String name, String value) throws BadOptionException {
        long port = number(name, value);
        if (port < 0 || port > 0xffff) {
            throw new BadOptionException(name + " " + value + ": use a port from 0 (any) to 65535");
        }
        return (int) port;
    }

    private static Path path(String name, String value) throws BadOptionException {
        try {
            return Path.of(value);
        } catch (InvalidPathException e) {
            throw new BadOptionException(name + " \"" + value + "\" is no path");
        }
    }

    private static long number(String name, String value) throws BadOptionException {
        int shift = value.endsWith("G") ? 30 : value.endsWith("M") ? 20 : value.endsWith("K") ? 10 : 0;
        try {
            return Math.multiplyExact(Long.parseLong(shift == 0 ? value : value.substring(0, value.length() - 1)), 1L << shift);
        } catch (NumberFormatException | ArithmeticException e) {
            throw new BadOptionException(name + " \"" + value + "\" is not a number (K, M and G may follow)");
        }
    }

    /** What the result calls the system. */
    Path subject() {
        return image != null ? image : root;
    }

    /** The files of the first tasks, in their order. */
    List<Path> programs() {
        return image != null ? List.of(image) : List.of(pager, root);
    }

    BootOptions options(OutputStream console, InputStream keyboard, PrintStream traceTo) throws BadOptionException, IOException {
        BootOptions o;
        try {
            o = image != null ? BootOptions.of(image) : BootOptions.of(new UserLand(pager, root, rootArguments, modules));
        } catch (IllegalArgumentException e) {
            throw new BadOptionException(e.getMessage());
        }
        o = o.withConsole(console, keyboard).withBudget(budget).withTimeout(timeout).withTrace(trace, traceTo);
        if (input != null) {
            o = o.withConsole(console, null).withInput(Files.readAllBytes(input));
        }
        o = o.withCpu(cpu);
        return ram == 0 ? o : o.withRam(ram);
    }
}
