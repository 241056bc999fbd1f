package cairn.property.ipc;

import cairn.model.ipc.Step;
import cairn.property.Failure;
import cairn.property.Finding;
import java.util.ArrayList;
import java.util.List;

/** Many random sequences, one after the other, each on a fresh boot; ends with the first that fails. */
public final class Campaign {
    private final KernelFactory factory;
    private final Invariants invariants;
    private final int invariantsEvery;
    private final long seed;
    private final int length;
    private final boolean garbage;
    private final Coverage coverage = new Coverage();
    private long sequences;

    /**
     * @param invariants      null: not evaluated
     * @param invariantsEvery evaluate the Alloy invariants after every so many steps
     * @param length          steps of one sequence
     */
    public Campaign(KernelFactory factory, Invariants invariants, int invariantsEvery, long seed, int length) {
        this(factory, invariants, invariantsEvery, seed, length, false);
    }

    /** @param garbage steps of {@link Garbage}, without a model */
    public Campaign(KernelFactory factory, Invariants invariants, int invariantsEvery, long seed, int length, boolean garbage) {
        this.garbage = garbage;
        this.factory = factory;
        this.invariants = invariants;
        this.invariantsEvery = invariantsEvery;
        this.seed = seed;
        this.length = length;
    }

    /** Runs the next sequence; its failure, as it happened, or null. */
    public Failure<Step> next() {
        return garbage ? thrown() : compared();
    }

    private Failure<Step> thrown() {
        Garbage generator = new Garbage(seed * 0x9e3779b97f4a7c15L + sequences);
        GarbageTrial trial = new GarbageTrial(factory, invariants, invariantsEvery, coverage);
        List<Step> steps = new ArrayList<>(length);
        sequences++;
        while (steps.size() < length && !trial.dead()) {
            Step step = trial.next(generator);
            steps.add(step);
            List<Finding> findings = trial.step(step);
            if (!findings.isEmpty()) {
                return new Failure<>(steps, findings);
            }
        }
        return null;
    }

    private Failure<Step> compared() {
        Generator generator = new Generator(seed * 0x9e3779b97f4a7c15L + sequences);
        Trial trial = new Trial(factory, invariants, invariantsEvery, coverage);
        List<Step> steps = new ArrayList<>(length);
        sequences++;
        while (steps.size() < length && !Generator.dead(trial.model())) {
            Step step = generator.next(trial.model());
            steps.add(step);
            List<Finding> findings = trial.step(step);
            if (!findings.isEmpty()) {
                return new Failure<>(steps, findings);
            }
        }
        return null;
    }

    /** Runs up to {@code most} sequences; the first failure, or null. */
    public Failure<Step> run(long most) {
        Failure<Step> failure = null;
        for (long i = 0; i < most && failure == null; i++) {
            failure = next();
        }
        return failure;
    }

    public long sequences() {
        return sequences;
    }

    public Coverage coverage() {
        return coverage;
    }
}
