package cairn.property.ipc;

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
    private static final String USAGE = "usage: fuzz --ipc [--for 10s|5m|1h] [--steps N] [--seed S] [--length N] [--invariants EVERY] [--kernel real|ID] "
            + "[--replay FILE] [--record FOLDER]";

    private long nanos = 10_000_000_000L;
    private long steps = Long.MAX_VALUE;
    private long seed = System.nanoTime() & 0xffff_ffffL;
    private int length = 200;
    private int invariants = 20;
    private String kernel = "real";
    private String replay;
    private Path record;

    private Fuzz() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        Fuzz fuzz = new Fuzz();
        try {
            fuzz.options(arguments);
            return fuzz.replay != null ? fuzz.again() : fuzz.campaign();
        } catch (IllegalArgumentException e) {
            System.err.println("fuzz: " + e.getMessage());
            return 2;
        } catch (IOException | IllegalStateException e) {
            System.err.println("fuzz: could not run: " + e.getMessage());
            return 2;
        }
    }

    // ---- options ----

    private void options(String[] arguments) {
        boolean timed = false;
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[i] + " needs a value; " + USAGE);
            }
            String value = arguments[i + 1];
            switch (arguments[i]) {
                case "--for" -> {
                    nanos = duration(value);
                    timed = true;
                }
                case "--steps" -> {
                    steps = number("--steps", value, 1, Long.MAX_VALUE);
                    nanos = timed ? nanos : Long.MAX_VALUE;
                }
                case "--seed" -> seed = number("--seed", value, Long.MIN_VALUE, Long.MAX_VALUE);
                case "--length" -> length = (int) number("--length", value, 1, 1_000_000);
                case "--invariants" -> invariants = (int) number("--invariants", value, 0, Integer.MAX_VALUE);
                case "--kernel" -> kernel = value;
                case "--replay" -> replay = value;
                case "--record" -> record = Path.of(value);
                default -> throw new IllegalArgumentException("unknown option " + arguments[i] + "; " + USAGE);
            }
        }
    }

    private static long number(String option, String text, long least, long most) {
        try {
            long n = Long.parseLong(text);
            if (n >= least && n <= most) {
                return n;
            }
        } catch (NumberFormatException e) {
            // The message below says it.
        }
        throw new IllegalArgumentException(option + " takes a number from " + least + " to " + most + ", not '" + text + "'");
    }

    private static long duration(String text) {
        if (text.matches("[0-9]{1,6}[smh]")) {
            long n = Long.parseLong(text.substring(0, text.length() - 1));
            char unit = text.charAt(text.length() - 1);
            return n * (unit == 's' ? 1 : unit == 'm' ? 60 : 3600) * 1_000_000_000L;
        }
        throw new IllegalArgumentException("--for takes a number and s, m or h, for example 10s, not '" + text + "'");
    }

    // ---- the campaign ----

    private int campaign() throws IOException {
        KernelFactory factory = ReplayFile.factory(kernel);
        Campaign campaign = new Campaign(factory, invariants == 0 ? null : new Invariants(), Math.max(1, invariants), seed, length);
        System.err.println("fuzz: IPC of kernel " + kernel + ", seed " + seed + ", sequences of " + length + " steps at most, invariants "
                + (invariants == 0 ? "off" : "after every " + invariants + " steps"));
        long start = System.nanoTime();
        long processor = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        long said = start;
        long now = start;
        Failure failure = null;
        while (failure == null && now - start < nanos && campaign.coverage().steps() < steps) {
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
        System.out.printf("seed %d: %d sequences, %d steps, %.1f s, %.0f steps per CPU second%n", seed, campaign.sequences(), done,
                (now - start) / 1e9, done / busy);
        if (record != null) {
            new Row("fuzz-ipc-" + kernel + "-" + seed, "random programs of several threads, " + length + " steps at most", "campaign",
                    campaign.sequences(), seed, failure == null ? "passed" : "failed", failure == null ? List.of() : failure.ids(), done,
                    campaign.coverage().table(), campaign.coverage().evaluations(), "./cairn fuzz --ipc --seed " + seed + " --length " + length + " --steps " + done + " --invariants " + invariants
                            + (kernel.equals("real") ? "" : " --kernel " + kernel)).write(record);
        }
        return failure == null ? 0 : report(failure, factory);
    }

    private int report(Failure failure, KernelFactory factory) throws IOException {
        Failure shrunk = new Shrinker(factory, new Invariants()).shrink(failure, failure.ids().get(0));
        Path file = Path.of("target/replays/fuzz-ipc-" + kernel + "-" + seed + ".txt");
        ReplayFile.write(file, kernel, "fuzz, seed " + seed + ", length " + length, shrunk);
        System.out.println("failed: " + shrunk.ids() + " after " + shrunk.steps().size() + " steps (shrunk)");
        print(shrunk);
        System.out.println("replay: ./cairn fuzz --ipc --replay " + file);
        return 1;
    }

    private int again() throws IOException {
        ReplayFile file;
        try {
            file = ReplayFile.read(Path.of(replay));
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(replay + " is no file name", e);
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
