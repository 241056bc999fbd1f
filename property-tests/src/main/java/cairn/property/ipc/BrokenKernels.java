package cairn.property.ipc;

import cairn.model.ipc.Step;
import cairn.property.Failure;
import cairn.property.Row;
import cairn.property.Shrinker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Hunts every broken kernel with random sequences, shrinks what catches it, and leaves a replay file and a result for each. */
public final class BrokenKernels {
    private static final int TRIES = 6000;
    private static final int LENGTH = 120;
    /** Sequences up to this length are tried without any two of their steps. */
    static final int PAIRS = 60;

    private BrokenKernels() {}

    /** What became of one. {@code failure} is shrunk; null when it was missed. */
    public record Outcome(BrokenKernel broken, long tries, Failure<Step> failure) {
        public boolean caught() {
            return failure != null && failure.ids().contains(broken.catches());
        }
    }

    /** What catches it is shrunk. */
    public static Outcome hunt(BrokenKernel broken, Invariants invariants, long seed, Path results, Path replays) throws IOException {
        Mutant mutant = Mutant.compile(broken);
        Campaign campaign = new Campaign(mutant, invariants, 1, seed, LENGTH, broken.garbage());
        Failure<Step> failure = campaign.run(TRIES);
        while (failure != null && !failure.ids().contains(broken.catches()) && campaign.sequences() < TRIES) {
            failure = campaign.run(TRIES - campaign.sequences());
        }
        boolean caught = failure != null && failure.ids().contains(broken.catches());
        if (failure != null) {
            failure = new Shrinker<Step>(PAIRS, steps -> ReplayFile.run(mutant, invariants, broken.garbage(), steps)).shrink(failure, caught ? broken.catches() : failure.ids().get(0));
        }
        if (failure != null) {
            ReplayFile.write(replays.resolve(broken.id() + ".txt"), broken.id(), broken.garbage(), "broken kernel, seed " + seed, failure);
        }
        new Row(broken.id(), broken.edit().toString(), "brokenKernel", campaign.sequences(), seed, caught ? "caught" : "missed",
                failure == null ? List.of() : failure.ids(), failure == null ? 0 : failure.steps().size(), campaign.coverage().table(), campaign.coverage().evaluations(),
                "./cairn fuzz --ipc --replay property-tests/target/replays/" + broken.id() + ".txt").write(results);
        return new Outcome(broken, campaign.sequences(), failure);
    }

    /** Prints one line for each. Exit code 0 when all are caught, 1 when one is missed, 2 when it could not be run. */
    public static void main(String[] arguments) {
        try {
            Invariants invariants = new Invariants();
            List<String> missed = new ArrayList<>();
            for (BrokenKernel b : BrokenKernel.ALL) {
                if (arguments.length > 0 && !b.id().equals(arguments[0])) {
                    continue;
                }
                Outcome o = hunt(b, invariants, 1, Path.of("target/properties"), Path.of("target/replays"));
                System.out.println(line(o));
                if (!o.caught()) {
                    missed.add(b.id());
                }
            }
            System.exit(missed.isEmpty() ? 0 : 1);
        } catch (IOException | RuntimeException e) {
            System.err.println("broken kernels: " + e.getMessage());
            System.exit(2);
        }
    }

    static String line(Outcome o) {
        return String.format("%-34s %-6s after %4d sequences, %2d steps, by %s", o.broken().id(), o.caught() ? "caught" : "missed", o.tries(),
                o.failure() == null ? 0 : o.failure().steps().size(), o.failure() == null ? "nothing" : o.failure().ids());
    }
}
