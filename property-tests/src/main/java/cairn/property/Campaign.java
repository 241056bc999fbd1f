package cairn.property;

import cairn.model.Operation;
import java.util.ArrayList;
import java.util.List;

/** Many random sequences, one after the other, each on a fresh boot; ends with the first that fails. */
public final class Campaign {
    private final Rig rig;
    private final KernelFactory factory;
    private final long seed;
    private final int length;
    private final int invariantsEvery;
    private final Coverage coverage = new Coverage();
    private long sequences;

    /**
     * @param length          steps of one sequence
     * @param invariantsEvery evaluate the Alloy invariants after every so many steps; 0: never
     */
    public Campaign(Rig rig, KernelFactory factory, long seed, int length, int invariantsEvery) {
        this.rig = rig;
        this.factory = factory;
        this.seed = seed;
        this.length = length;
        this.invariantsEvery = invariantsEvery;
    }

    /** Runs the next sequence; its failure, as it happened, or null. */
    public Failure<Operation> next() {
        Generator generator = new Generator(Generator.seed(seed, sequences));
        Trial trial = new Trial(rig, factory, invariantsEvery, coverage);
        List<Operation> operations = new ArrayList<>(length);
        sequences++;
        while (operations.size() < length) {
            Operation operation = generator.next(trial.model());
            operations.add(operation);
            List<Finding> findings = trial.step(operation);
            if (!findings.isEmpty()) {
                return new Failure<>(operations, findings);
            }
        }
        return null;
    }

    /** Runs up to {@code most} sequences; the first failure, or null. */
    public Failure<Operation> run(long most) {
        Failure<Operation> failure = null;
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
