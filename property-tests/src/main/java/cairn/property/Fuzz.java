package cairn.property;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;

/**
 * The fuzz campaign: random sequences against the model for as long as asked. Deterministic by its seed. Exit code 0: all held, 1: a
 * sequence failed (shrunk, and written to target/replays/), 2: could not run.
 */
public final class Fuzz {
    private static final String USAGE = "usage: fuzz [--for 10s|5m|1h] [--steps N] [--seed S] [--length N] [--invariants EVERY] "
            + "[--kernel real|ID] [--replay FILE] [--record FOLDER]";

    private long nanos = 10_000_000_000L;
    private long steps = Long.MAX_VALUE;
    private long seed = System.nanoTime() & 0xffff_ffffL;
    private int length = 400;
    private int invariants = 100;
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
            return fuzz.replay != null ? Replay.run(fuzz.replay) : fuzz.campaign();
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
        if (!kernel.equals("real") && BrokenKernel.byId(kernel) == null) {
            throw new IllegalArgumentException("there is no kernel '" + kernel + "': use real or the ID of a broken kernel");
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
        KernelFactory factory = new ReplayFile(kernel, java.util.List.of()).factory();
        Rig rig = invariants == 0 ? Rig.withoutInvariants() : Rig.withInvariants();
        Campaign campaign = new Campaign(rig, factory, seed, length, invariants);
        System.err.println("fuzz: kernel " + kernel + ", seed " + seed + ", sequences of " + length + " steps, invariants "
                + (invariants == 0 ? "off" : "after every " + invariants + " steps"));
        long start = System.nanoTime();
        long processor = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        long said = start;
        Failure failure = null;
        long now = start;
        while (failure == null && now - start < nanos && campaign.sequences() <= (steps - 1) / length) {
            failure = campaign.next();
            now = System.nanoTime();
            if (now - said > 2_000_000_000L) {
                said = now;
                System.err.println("fuzz: " + campaign.coverage().steps() + " steps");
            }
        }
        double seconds = (now - start) / 1e9;
        System.out.print(campaign.coverage());
        campaign.coverage().specified().forEach((operation, n) -> System.out.println("compared with the specification's " + operation + ": "
                + n[0] + " carried out, " + n[1] + " refused"));
        double busy = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - processor) / 1e9;
        long done = campaign.coverage().steps();
        System.out.printf("seed %d: %d sequences, %d steps, %.1f s, %.0f steps/s, %.0f steps per CPU second%n", seed, campaign.sequences(),
                done, seconds, done / seconds, done / busy);
        if (record != null) {
            String command = "./cairn fuzz --seed " + seed + " --length " + length + " --steps " + done + " --invariants " + invariants
                    + (kernel.equals("real") ? "" : " --kernel " + kernel);
            new Row("fuzz-" + kernel + "-" + seed, "random sequences of " + length + " steps, invariants after every " + invariants, "campaign",
                    campaign.sequences(), seed, failure == null ? "passed" : "failed", failure == null ? List.of() : failure.ids(), done,
                    campaign.coverage().table(), command).write(record);
        }
        return failure == null ? 0 : report(failure, factory);
    }

    private int report(Failure failure, KernelFactory factory) throws IOException {
        Failure shrunk = new Shrinker(Rig.withInvariants(), factory).shrink(failure, failure.ids().get(0));
        Path file = Path.of("target/replays/fuzz-" + kernel + "-" + seed + ".txt");
        ReplayFile.write(file, kernel, "fuzz, seed " + seed + ", length " + length, shrunk);
        System.out.println("failed: " + shrunk.ids() + " after " + shrunk.operations().size() + " steps (shrunk)");
        Replay.print(shrunk);
        System.out.println("replay: ./cairn fuzz --replay " + file);
        return 1;
    }
}
