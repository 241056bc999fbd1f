package cairn.property;

import cairn.model.Operation;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;

/**
 * The fuzz campaign: random sequences against the model for as long as asked. Deterministic by its seed. Exit code 0: all held, 1: a
 * sequence failed (shrunk, and written to target/replays/), 2: could not run.
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
            Fuzz fuzz = new Fuzz(new FuzzOptions("", 400, 100, arguments));
            fuzz.knowsKernel();
            return fuzz.options.replay != null ? Replay.run(fuzz.options.replay) : fuzz.campaign();
        } catch (IllegalArgumentException e) {
            System.err.println("fuzz: " + e.getMessage());
            return 2;
        } catch (IOException | IllegalStateException e) {
            System.err.println("fuzz: could not run: " + e.getMessage());
            return 2;
        }
    }

    private void knowsKernel() {
        if (!options.kernel.equals("real") && BrokenKernel.byId(options.kernel) == null) {
            throw new IllegalArgumentException("there is no kernel '" + options.kernel + "': use real or the ID of a broken kernel");
        }
    }

    // ---- the campaign ----

    private int campaign() throws IOException {
        KernelFactory factory = new ReplayFile(options.kernel, java.util.List.of()).factory();
        Rig rig = options.invariants == 0 ? Rig.withoutInvariants() : Rig.withInvariants();
        Campaign campaign = new Campaign(rig, factory, options.seed, options.length, options.invariants);
        System.err.println("fuzz: kernel " + options.kernel + ", seed " + options.seed + ", sequences of " + options.length
                + " steps, invariants "
                + (options.invariants == 0 ? "off" : "after every " + options.invariants + " steps"));
        long start = System.nanoTime();
        long processor = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        long said = start;
        Failure<Operation> failure = null;
        long now = start;
        while (failure == null && now - start < options.nanos && campaign.sequences() <= (options.steps - 1) / options.length) {
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
        System.out.printf("seed %d: %d sequences, %d steps, %.1f s, %.0f steps/s, %.0f steps per CPU second%n", options.seed, campaign.sequences(),
                done, seconds, done / seconds, done / busy);
        if (options.record != null) {
            String command = "./cairn fuzz --seed " + options.seed + " --length " + options.length + " --steps " + done
                    + " --invariants " + options.invariants
                    + (options.kernel.equals("real") ? "" : " --kernel " + options.kernel);
            new Row("fuzz-" + options.kernel + "-" + options.seed, "random sequences of " + options.length + " steps, invariants after every "
                    + options.invariants, "campaign",
                    campaign.sequences(), options.seed, failure == null ? "passed" : "failed", failure == null ? List.of() : failure.ids(), done,
                    campaign.coverage(), command).write(options.record);
        }
        return failure == null ? 0 : report(failure, factory);
    }

    private int report(Failure<Operation> failure, KernelFactory factory) throws IOException {
        Rig rig = Rig.withInvariants();
        Failure<Operation> shrunk = new Shrinker<Operation>(BrokenKernels.PAIRS, steps -> Trial.run(rig, factory, 1, new Coverage(), steps)).shrink(failure, failure.ids().get(0));
        Path file = Path.of("target/replays/fuzz-" + options.kernel + "-" + options.seed + ".txt");
        ReplayFile.write(file, options.kernel, "fuzz, seed " + options.seed + ", length " + options.length, shrunk);
        System.out.println("failed: " + shrunk.ids() + " after " + shrunk.steps().size() + " steps (shrunk)");
        Replay.print(shrunk);
        System.out.println("replay: ./cairn fuzz --replay " + file);
        return 1;
    }
}
