package cairn.property;

import cairn.model.Operation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Hunts every broken kernel with random sequences, shrinks what catches it, and leaves a replay file and a result for each. */
public final class BrokenKernels {
    private static final int TRIES = 3000;
    private static final int LENGTH = 60;
    /** Sequences up to this length are tried without any two of their steps. */
    static final int PAIRS = 16;

    private BrokenKernels() {}

    /** What became of one. {@code failure} is shrunk; null when it was missed. */
    public record Outcome(BrokenKernel broken, long tries, Failure<Operation> failure, Row row) {
        public boolean caught() {
            return failure != null && failure.ids().contains(broken.catches());
        }
    }

    public static Outcome hunt(Rig rig, BrokenKernel broken, long seed, Path results, Path replays) throws IOException {
        return hunt(rig, broken, seed, TRIES, results, replays);
    }

    /** @param tries sequences at most */
    static Outcome hunt(Rig rig, BrokenKernel broken, long seed, int tries, Path results, Path replays) throws IOException {
        Mutant mutant = Mutant.compile(broken);
        Campaign campaign = new Campaign(rig, mutant, seed, LENGTH, 1);
        Failure<Operation> failure = campaign.run(tries);
        while (failure != null && !failure.ids().contains(broken.catches()) && campaign.sequences() < tries) {
            failure = campaign.run(tries - campaign.sequences());
        }
        boolean caught = failure != null && failure.ids().contains(broken.catches());
        if (failure != null) {
            failure = new Shrinker<Operation>(PAIRS, steps -> Trial.run(rig, mutant, 1, new Coverage(), steps)).shrink(failure, caught ? broken.catches() : failure.ids().get(0));
            ReplayFile.write(replays.resolve(broken.id() + ".txt"), broken.id(), "broken kernel, seed " + seed, failure);
        }
        Row row = new Row(broken.id(), mutant.edit(),
                "brokenKernel", campaign.sequences(), seed, caught ? "caught" : "missed", failure == null ? List.of() : failure.ids(),
                failure == null ? 0 : failure.steps().size(), campaign.coverage(),
                "./cairn fuzz --replay property-tests/target/replays/" + broken.id() + ".txt");
        row.write(results);
        return new Outcome(broken, campaign.sequences(), failure, row);
    }

    /** Prints one line for each. Exit code 0 when all are caught, 1 when one is missed, 2 when it could not be run. */
    public static void main(String[] arguments) {
        try {
            Rig rig = Rig.withInvariants();
            List<String> missed = new ArrayList<>();
            for (BrokenKernel b : BrokenKernel.ALL) {
                if (arguments.length > 0 && !b.id().equals(arguments[0])) {
                    continue;
                }
                Outcome o = hunt(rig, b, 1, Path.of("target/properties"), Path.of("target/replays"));
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
        return String.format("%-28s %-6s after %4d sequences, %2d steps, by %s", o.broken().id(), o.row().status(), o.tries(),
                o.row().steps(), o.row().caughtBy());
    }
}
