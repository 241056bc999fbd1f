package cairn.spec.alloy.logic;

import cairn.spec.alloy.SpecException;
import cairn.spec.alloy.SpecSources;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Command line: writes the Alloy invariant as JML into the kernel's source, or checks that it is there as it should be. */
public final class Translate {
    static final String USAGE = "usage: Translate [--check | --print] [--root DIR]\n"
            + "  writes spec/alloy's conjuncts as JML into the marked region of the kernel's source; lists what cannot be said there\n"
            + "  --check   write nothing; exit 1 when the region is stale or was edited\n"
            + "  --print   write nothing; show the region\n"
            + "  --root    the project's directory (default: this one)\n";
    static final String TARGET = "kernel/src/main/java/cairn/kernel/core/derivation/Tree.java";

    private Translate() {}

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    /** Exit code: 0 done, or up to date; 1 stale; 2 could not be translated. */
    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        Path root = Path.of("");
        String mode = "write";
        for (int i = 0; i < arguments.size(); i++) {
            switch (arguments.get(i)) {
                case "--help":
                    out.print(USAGE);
                    return 0;
                case "--check":
                case "--print":
                    mode = arguments.get(i).substring(2);
                    break;
                case "--root":
                    if (i + 1 < arguments.size()) {
                        root = Path.of(arguments.get(++i));
                        break;
                    }
                    err.println("--root needs a directory");
                    return 2;
                default:
                    err.println("unknown argument '" + arguments.get(i) + "'; see --help");
                    return 2;
            }
        }
        try {
            return translate(root, mode, out, err);
        } catch (SpecException e) {
            err.println(e.getMessage());
        } catch (IOException e) {
            err.println("cannot read or write " + e.getMessage() + ": name the project's directory with --root");
        }
        return 2;
    }

    private static int translate(Path root, String mode, PrintStream out, PrintStream err) throws IOException {
        KernelInvariant invariant = read(root);
        if (mode.equals("print")) {
            out.print(Region.text(invariant));
            return 0;
        }
        Path target = root.resolve(TARGET);
        String before = Files.readString(target);
        String after = Region.replaced(TARGET, before, invariant);
        if (mode.equals("check")) {
            if (!after.equals(before)) {
                err.println(TARGET + ":" + firstDifference(before, after) + ": is not what spec/alloy says: run Translate, do not edit the region");
                return 1;
            }
            return 0;
        }
        if (!after.equals(before)) {
            Files.writeString(target, after);
        }
        for (Sentence s : invariant.sentences()) {
            out.println(s.id() + " " + s.name() + ": " + (s.refused().isEmpty() ? "translated" : s.formula().equals(Logic.TRUE) ? "refused"
                    : "translated in part"));
            s.refused().forEach(r -> out.println("  refused: " + r));
        }
        out.println(TARGET + (after.equals(before) ? " is up to date" : " is refreshed"));
        return 0;
    }

    /** The invariant as it is in the project at {@code root}. */
    static KernelInvariant read(Path root) throws IOException {
        Path directory = root.resolve("spec/alloy");
        return new KernelInvariant(SpecSources.at(directory).named("spec/alloy"), "invariant.als", "spec/alloy/kernel.map",
                Files.readString(directory.resolve("kernel.map")));
    }

    private static int firstDifference(String before, String after) {
        String[] a = before.split("\n", -1);
        String[] b = after.split("\n", -1);
        int i = 0;
        while (i < a.length && i < b.length && a[i].equals(b[i])) {
            i++;
        }
        return i + 1;
    }
}
