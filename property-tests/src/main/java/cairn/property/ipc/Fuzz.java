package cairn.property.ipc;

import cairn.property.FuzzOptions;
import cairn.property.Row;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * The fuzz campaign of IPC: random programs on kernel and model for as long as asked. Deterministic by its seed. Exit code 0: all held, 1:
 * a sequence failed (shrunk, and written to target/replays/), 2: could not run.
 */
public final class Fuzz {
    private final FuzzOptions options;

    private Fuzz(FuzzOptions options) {
        this.options = options;
    }

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        try {
            Fuzz fuzz = new Fuzz(new FuzzOptions("--ipc ", 200, 20, arguments));
            return fuzz.options.replay != null ? fuzz.again() : fuzz.campaign();
        } catch (IllegalArgumentException e) {
            System.err.println("fuzz: " + e.getMessage());
            return 2;
        } catch (IOException | IllegalStateException e) {
            System.err.println("fuzz: could not run: " + e.getMessage());
            return 2;
        }
    }

    // ---- the campaign ----

    private int campaign() throws IOException {
        KernelFactory factory = ReplayFile.factory(options.kernel);
        Campaign campaign = new Campaign(factory, options.invariants == 0 ? null : new Invariants(), Math.max(1, options.invariants),
                options.seed, options.length);
        System.err.println("fuzz: IPC of kernel " + options.kernel + ", seed " + options.seed + ", sequences of " + options.length
                + " steps at most, invariants "
                + (options.invariants == 0 ? "off" : "after every " + options.invariants + " steps"));
        long start = System.nanoTime();
        long processor = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        long said = start;
        long now = start;
        Failure failure = null;
        while (failure == null && now - start < options.nanos && campaign.coverage().steps() < options.steps) {
            failure = campaign.next();
            now = System.nanoTime();
            if (now - said > 2_000_000_000L) {
                said = now;
                System.err.println("fuzz: " + campaign.coverage().steps() + " steps");
            }
        }
        System.out.print(campaign.coverage());
        double busy = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - processor) / 1e9;
        long done = campaign.coverage().steps();
        System.out.printf("seed %d: %d sequences, %d steps, %.1f s, %.0f steps per CPU second%n", options.seed, campaign.sequences(), done,
                (now - start) / 1e9, done / busy);
        if (options.record != null) {
            new Row("fuzz-ipc-" + options.kernel + "-" + options.seed, "random programs of several threads, " + options.length + " steps at most", "campaign",
                    campaign.sequences(), options.seed, failure == null ? "passed" : "failed", failure == null ? List.of() : failure.ids(), done,
                    campaign.coverage().table(), campaign.coverage().evaluations(),
                    "./cairn fuzz --ipc --seed " + options.seed + " --length " + options.length + " --steps " + done + " --invariants "
                            + options.invariants
                            + (options.kernel.equals("real") ? "" : " --kernel " + options.kernel)).write(options.record);
        }
        return failure == null ? 0 : report(failure, factory);
    }

    private int report(Failure failure, KernelFactory factory) throws IOException {
        Failure shrunk = new Shrinker(factory, new Invariants()).shrink(failure, failure.ids().get(0));
        Path file = Path.of("target/replays/fuzz-ipc-" + options.kernel + "-" + options.seed + ".txt");
        ReplayFile.write(file, options.kernel, "fuzz, seed " + options.seed + ", length " + options.length, shrunk);
        System.out.println("failed: " + shrunk.ids() + " after " + shrunk.steps().size() + " steps (shrunk)");
        print(shrunk);
        System.out.println("replay: ./cairn fuzz --ipc --replay " + file);
        return 1;
    }

    private int again() throws IOException {
        ReplayFile file;
        try {
            file = ReplayFile.read(Path.of(options.replay));
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(options.replay + " is no file name", e);
        }
        Failure failure = Trial.run(ReplayFile.factory(file.kernel()), new Invariants(), new Coverage(), file.steps());
        if (failure == null) {
            System.out.println("holds: " + file.steps().size() + " steps on kernel " + file.kernel());
            return 0;
        }
        print(failure);
        return 1;
    }

    private static void print(Failure failure) {
        for (int i = 0; i < failure.steps().size(); i++) {
            System.out.println(String.format("%3d  ", i + 1) + Script.line(failure.steps().get(i)));
        }
        failure.findings().forEach(f -> System.out.println("     " + f));
    }
}
