package cairn.property.ipc;

import cairn.model.ipc.Step;
import cairn.property.Failure;
import cairn.property.FuzzOptions;
import cairn.property.Row;
import cairn.property.Shrinker;
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
    private static final String GARBAGE = "--garbage";

    private final FuzzOptions options;
    private final boolean garbage;

    private Fuzz(List<String> arguments) {
        this.garbage = arguments.contains(GARBAGE);
        this.options = new FuzzOptions("--ipc [--garbage] ", 200, garbage ? 1 : 20, arguments.stream().filter(a -> !a.equals(GARBAGE)).toArray(String[]::new));
    }

    private String mode() {
        return garbage ? "garbage" : "ipc";
    }

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        try {
            Fuzz fuzz = new Fuzz(List.of(arguments));
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
                options.seed, options.length, garbage);
        System.err.println("fuzz: " + (garbage ? "garbage for" : "IPC of") + " kernel " + options.kernel + ", seed " + options.seed + ", sequences of " + options.length
                + " steps at most, invariants "
                + (options.invariants == 0 ? "off" : "after every " + options.invariants + " steps"));
        long start = System.nanoTime();
        long processor = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        long said = start;
        long now = start;
        Failure<Step> failure = null;
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
            new Row("fuzz-" + mode() + "-" + options.kernel + "-" + options.seed, (garbage ? "garbage in all registers and UTCBs of several threads, " : "random programs of several threads, ") + options.length + " steps at most", "campaign",
                    campaign.sequences(), options.seed, failure == null ? "passed" : "failed", failure == null ? List.of() : failure.ids(), done,
                    campaign.coverage().table(), campaign.coverage().evaluations(),
                    "./cairn fuzz --" + mode() + " --seed " + options.seed + " --length " + options.length + " --steps " + done + " --invariants "
                            + options.invariants
                            + (options.kernel.equals("real") ? "" : " --kernel " + options.kernel)).write(options.record);
        }
        return failure == null ? 0 : report(failure, factory);
    }

    private int report(Failure<Step> failure, KernelFactory factory) throws IOException {
        Invariants invariants = new Invariants();
        Failure<Step> shrunk = new Shrinker<Step>(BrokenKernels.PAIRS, steps -> ReplayFile.run(factory, invariants, garbage, steps)).shrink(failure, failure.ids().get(0));
        Path file = Path.of("target/replays/fuzz-" + mode() + "-" + options.kernel + "-" + options.seed + ".txt");
        ReplayFile.write(file, options.kernel, garbage, "fuzz, seed " + options.seed + ", length " + options.length, shrunk);
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
        Failure<Step> failure = ReplayFile.run(ReplayFile.factory(file.kernel()), new Invariants(), file.garbage(), file.steps());
        if (failure == null) {
            System.out.println("holds: " + file.steps().size() + " steps on kernel " + file.kernel());
            return 0;
        }
        print(failure);
        return 1;
    }

    private static void print(Failure<Step> failure) {
        System.out.print(failure.text(Script::line));
    }
}
