package cairn.hal.boot;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/**
 * The command that boots an image: the serial line on standard output, traces on standard error.
 *
 * <pre>
 *  IMAGE [--ram 64M] [--budget N] [--trace syscalls,faults,mmu] [--expect FILE] [--report FILE]
 * </pre>
 *
 * <p>Exit 0: the system came to rest, and said what was expected. 1: it did not. 2: it could not run.
 */
public final class Boot {
    private static final String USAGE =
            "usage: IMAGE [--ram 64M] [--budget INSTRUCTIONS] [--trace syscalls,faults,mmu] [--expect FILE] [--report FILE]";

    private BootOptions options;
    private Path expect;
    private Path report;

    private Boot() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments, System.out, System.err));
    }

    /** As {@link #main}, with the streams given; returns the exit code. */
    public static int run(String[] arguments, PrintStream out, PrintStream err) {
        try {
            Boot boot = new Boot();
            boot.read(arguments, out, err);
            return boot.run(err);
        } catch (BadOptionException | BadElfException e) {
            err.println("run: " + e.getMessage());
            return 2;
        } catch (IOException e) {
            err.println("run: " + e.getMessage() + ": cannot be read or written");
            return 2;
        }
    }

    private void read(String[] arguments, PrintStream out, PrintStream err) throws BadOptionException {
        options = BootOptions.of(null).withConsole(out);
        for (int i = 0; i < arguments.length; i++) {
            String a = arguments[i];
            if (a.startsWith("-")) {
                if (i + 1 == arguments.length) {
                    throw new BadOptionException(a + " needs a value; " + USAGE);
                }
                i++;
                option(a, arguments[i], err);
            } else if (options.image() == null) {
                options = options.withImage(Path.of(a));
            } else {
                throw new BadOptionException("more than one image: \"" + a + "\"; the kernel starts one root task");
            }
        }
        if (options.image() == null) {
            throw new BadOptionException(USAGE);
        }
    }

    private void option(String name, String value, PrintStream err) throws BadOptionException {
        switch (name) {
            case "--ram" -> options = options.withRam(number(name, value));
            case "--budget" -> options = options.withBudget(number(name, value));
            case "--trace" -> options = options.withTrace(BootOptions.Trace.parse(value), err);
            case "--expect" -> expect = Path.of(value);
            case "--report" -> report = Path.of(value);
            default -> throw new BadOptionException("option " + name + " is unknown; " + USAGE);
        }
    }

    private static long number(String name, String value) throws BadOptionException {
        int shift = value.endsWith("M") ? 20 : value.endsWith("K") ? 10 : 0;
        try {
            return Math.multiplyExact(Long.parseLong(shift == 0 ? value : value.substring(0, value.length() - 1)), 1L << shift);
        } catch (NumberFormatException | ArithmeticException e) {
            throw new BadOptionException(name + " \"" + value + "\" is not a number (K and M may follow)");
        }
    }

    private int run(PrintStream err) throws BadElfException, BadOptionException, IOException {
        String expected = expect == null ? null : Files.readString(expect, StandardCharsets.ISO_8859_1);
        BootResult result = BootSystem.run(options);
        boolean same = expected == null || expected.equals(result.output());
        if (!same) {
            err.println("run: the output differs from " + expect + " at line " + difference(expected, result.output()));
        }
        if (!result.cameToRest()) {
            err.println("run: the budget of " + options.budget() + " instructions was used up; allow more with --budget");
        }
        boolean passed = same && result.cameToRest();
        if (report != null) {
            write(report, json(result, passed));
        }
        return passed ? 0 : 1;
    }

    private static int difference(String expected, String output) {
        String[] a = expected.split("\n", -1);
        String[] b = output.split("\n", -1);
        int line = 0;
        while (line < a.length && line < b.length && a[line].equals(b[line])) {
            line++;
        }
        return line + 1;
    }

    private static void write(Path file, String text) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, text, StandardCharsets.UTF_8);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private String json(BootResult r, boolean passed) {
        StringBuilder out = new StringBuilder("{\n  \"image\": " + quoted(options.image().toString()) + ",\n  \"passed\": " + passed
                + ",\n  \"stop\": \"" + r.run().stop() + "\",\n  \"instructions\": " + r.run().instructions() + ",\n  \"interrupts\": "
                + r.run().interrupts() + ",\n  \"faults\": " + r.faults() + ",\n  \"microseconds\": " + r.microseconds()
                + ",\n  \"systemCalls\": {");
        String separator = "\n";
        for (Map.Entry<String, Long> e : r.systemCalls().entrySet()) {
            out.append(separator).append("    ").append(quoted(e.getKey())).append(": ").append(e.getValue());
            separator = ",\n";
        }
        return out.append("\n  },\n  \"output\": ").append(quoted(r.output())).append("\n}\n").toString();
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                default -> out.append(c < ' ' || c > '~' ? String.format("\\u%04x", (int) c) : String.valueOf(c));
            }
        }
        return out.append('"').toString();
    }
}
