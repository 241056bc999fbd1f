package cairn.property;

import cairn.model.Operation;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which mutants of the core do random sequences notice? A mutant is a file of the form of proofs/notprovable: one replacement in one source
 * file. Two judges, each alone: {@code properties}, the comparison with model and MMU, and {@code alloy}, the live evaluation of the
 * specification's invariants and operations. One JSON line on standard output for each mutant and judge.
 *
 * <p>Exit code: 0 all were tried; 2 could not run; 3 one did not come back and counts as noticed: start again for the rest.
 */
public final class CodeMutants {
    private static final String USAGE = "usage: CodeMutants --seeds DIR --by properties|alloy [--sequences N]\n";
    private static final int LENGTH = 60;
    private static final long SEED = 1;
    /** CPU seconds; the slowest that comes back takes a few. */
    private static final long LIMIT_NANOS = 60_000_000_000L;

    private CodeMutants() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        Path seeds = null;
        String by = "";
        int sequences = 400;
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            switch (arguments[i]) {
                case "--seeds" -> seeds = Path.of(arguments[i + 1]);
                case "--by" -> by = arguments[i + 1];
                case "--sequences" -> sequences = arguments[i + 1].matches("[1-9]\\d{0,6}") ? Integer.parseInt(arguments[i + 1]) : 0;
                default -> sequences = 0;
            }
        }
        if (seeds == null || !Files.isDirectory(seeds) || !List.of("properties", "alloy").contains(by) || sequences == 0 || arguments.length % 2 != 0) {
            System.err.print(USAGE);
            return 2;
        }
        try (Stream<Path> files = Files.list(seeds)) {
            Rig rig = by.equals("alloy") ? Rig.withInvariants() : Rig.withoutInvariants();
            for (Path f : files.filter(p -> p.toString().endsWith(".seed")).sorted().toList()) {
                if (!one(f, by, rig, sequences)) {
                    return 3;
                }
            }
            return 0;
        } catch (IOException e) {
            System.err.println("mutants: " + e.getMessage());
            return 2;
        }
    }

    /** False when it had to be given up: its thread cannot be stopped, only this process can. */
    private static boolean one(Path file, String by, Rig rig, int sequences) throws IOException {
        String name = file.getFileName().toString().replaceFirst("\\.seed$", "");
        String text = "\n" + Files.readString(file).replace("\r\n", "\n");
        Mutant mutant;
        try {
            mutant = Mutant.compile(name, between(text, "\nfile:", "\n").strip(), between(text, "\n<<<\n", "\n===\n"), between(text, "\n===\n", "\n>>>"));
        } catch (IOException e) {
            print(name, by, "doesNotApply", e.getMessage(), 0, 0);
            return true;
        }
        ThreadMXBean clock = ManagementFactory.getThreadMXBean();
        String[] noticed = new String[1];
        long[] tried = new long[1];
        long[] busy = new long[1];
        Thread hunt = new Thread(null, () -> {
            noticed[0] = by.equals("alloy") ? byAlloy(rig, mutant, sequences, tried) : byProperties(rig, mutant, sequences, tried);
            busy[0] = clock.getCurrentThreadCpuTime();
        }, "hunt", 16 << 20);
        hunt.setDaemon(true);
        hunt.start();
        long id = hunt.getId();
        try {
            while (hunt.isAlive()) {
                hunt.join(200);
                if (hunt.isAlive() && clock.getThreadCpuTime(id) > LIMIT_NANOS) {
                    print(name, by, "killed", "does not come back", tried[0], LIMIT_NANOS);
                    return false;
                }
            }
        } catch (InterruptedException e) {
            throw new IOException("interrupted", e);
        }
        print(name, by, noticed[0] == null ? "survived" : "killed", noticed[0] == null ? "" : noticed[0], tried[0], busy[0]);
        return true;
    }

    private static String byProperties(Rig rig, Mutant mutant, int sequences, long[] tried) {
        try {
            Campaign campaign = new Campaign(rig, mutant, SEED, LENGTH, 0);
            for (; tried[0] < sequences; tried[0]++) {
                Failure<Operation> failure = campaign.next();
                if (failure != null) {
                    return ids(failure.findings());
                }
            }
            return null;
        } catch (RuntimeException | Error e) {
            return "EXCEPTION";
        }
    }

    /** Operations as the model would have them next; a difference from the model is not this judge's affair. */
    private static String byAlloy(Rig rig, Mutant mutant, int sequences, long[] tried) {
        for (; tried[0] < sequences; tried[0]++) {
            try {
                Generator generator = new Generator(Generator.seed(SEED, tried[0]));
                Trial trial = new Trial(rig, mutant, 1, new Coverage());
                for (int i = 0; i < LENGTH; i++) {
                    Operation operation = generator.next(trial.model());
                    List<Finding> findings = trial.step(operation);
                    List<Finding> own = findings.stream().filter(Finding::byAlloy).toList();
                    if (!own.isEmpty()) {
                        return ids(own);
                    }
                    if (findings.stream().anyMatch(f -> f.id().equals(Finding.EXCEPTION))) {
                        break; // no state to look at
                    }
                }
            } catch (RuntimeException | Error e) {
                // It does not boot or cannot be described: not something that the specification speaks of.
            }
        }
        return null;
    }

    private static String ids(List<Finding> findings) {
        return String.join(" ", new TreeSet<>(new ArrayList<>(findings).stream().map(Finding::id).toList()));
    }

    private static String between(String text, String from, String to) throws IOException {
        int start = text.indexOf(from);
        int end = start < 0 ? -1 : text.indexOf(to, start + from.length());
        if (end < 0) {
            throw new IOException("is no seed: '" + from.strip() + "' is missing");
        }
        return text.substring(start + from.length(), end);
    }

    private static void print(String name, String by, String status, String what, long sequences, long nanos) {
        System.out.println("{\"id\": " + Row.quoted(name) + ", \"by\": " + Row.quoted(by) + ", \"status\": " + Row.quoted(status) + ", \"what\": "
                + Row.quoted(what) + ", \"sequences\": " + sequences + ", \"cpuMs\": " + nanos / 1_000_000 + "}");
        System.out.flush();
    }
}
