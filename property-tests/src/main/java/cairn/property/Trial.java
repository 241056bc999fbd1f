package cairn.property;

import cairn.model.Model;
import cairn.model.Operation;
import cairn.model.Result;
import cairn.model.State;
import cairn.model.Step;
import cairn.spec.alloy.live.Conjunct;
import cairn.spec.alloy.live.LiveOperation;
import java.util.ArrayList;
import java.util.List;

/**
 * One boot: kernel and model take the same operations, and after each the answers, the states, what the MMU shows and, every
 * {@code invariantsEvery} steps, the Alloy invariants are checked.
 */
public final class Trial {
    private final Rig rig;
    private final KernelUnderTest kernel;
    private final WatchedMmu mmu;
    private final Coverage coverage;
    private final int invariantsEvery;
    private final List<String> conjuncts;
    private State model = State.boot(World.LIMITS);
    /** What the last step is in the specification; null when it is none of its operations, or was refused. */
    private String done;
    private int steps;

    /**
     * @param invariantsEvery 1: after every step; 0: never
     * @param coverage        counts operations and answers; may be shared by many trials
     */
    public Trial(Rig rig, KernelFactory factory, int invariantsEvery, Coverage coverage) {
        this.rig = rig;
        this.mmu = rig.cleanMmu();
        this.kernel = factory.boot(mmu, rig.words());
        this.invariantsEvery = rig.hasInvariants() ? invariantsEvery : 0;
        this.coverage = coverage;
        this.conjuncts = rig.hasInvariants() ? rig.spec().conjuncts().stream().map(Conjunct::id).toList() : List.of();
    }

    /** The first failure of a sequence on a fresh boot, or null. */
    public static Failure<Operation> run(Rig rig, KernelFactory factory, int invariantsEvery, Coverage coverage, List<Operation> operations) {
        Trial trial = new Trial(rig, factory, invariantsEvery, coverage);
        for (int i = 0; i < operations.size(); i++) {
            List<Finding> findings = trial.step(operations.get(i));
            if (!findings.isEmpty()) {
                return new Failure<>(operations.subList(0, i + 1), findings);
            }
        }
        return null;
    }

    /** All that does not hold after this step; empty when it all does. */
    public List<Finding> step(Operation operation) {
        Step expected = Model.step(model, operation);
        model = expected.state();
        steps++;
        coverage.count(operation, expected.result());
        try {
            boolean look = invariantsEvery != 0 && steps % invariantsEvery == 0;
            SpecifiedStep specified = null;
            if (look) {
                rig.before().clear();
                specified = kernel.before(operation, rig.before());
            }
            Result answer = kernel.apply(operation);
            done = answer != Result.OK ? null : specified != null ? specified.operation() : operation instanceof Operation.Create ? "create" : null;
            if (specified != null) {
                List<Finding> wrong = compared(specified, operation, answer);
                if (!wrong.isEmpty()) {
                    wrong.addAll(findings(operation, expected.result(), answer));
                    return wrong;
                }
            }
            if (answer == expected.result() && quickLook() && (invariantsEvery == 0 || steps % invariantsEvery != 0)) {
                return List.of();
            }
            return findings(operation, expected.result(), answer);
        } catch (RuntimeException e) {
            List<Finding> one = new ArrayList<>();
            one.add(new Finding(Finding.EXCEPTION, Script.line(operation) + ": " + e));
            return one;
        }
    }

    /** Answers that the specification knows nothing of: pools and quotas. */
    private static final List<Result> EXHAUSTED = List.of(Result.NO_NODE, Result.NO_PLACE);

    private List<Finding> compared(SpecifiedStep step, Operation operation, Result answer) {
        List<Finding> findings = new ArrayList<>();
        LiveOperation specified = rig.spec().operation(step.operation());
        boolean allowed = specified.allowed(rig.before(), step.values());
        boolean done = answer == Result.OK;
        if (allowed != done && !EXHAUSTED.contains(answer)) {
            findings.add(new Finding(Finding.STEP, Script.line(operation) + ": the kernel answers " + answer + ", the guard of "
                    + step.operation() + (allowed ? " holds" : " does not hold")));
        }
        if (done) {
            rig.after().clear();
            kernel.after(rig.after());
            List<String> wrong = specified.differences(rig.before(), rig.after(), step.values());
            if (!wrong.isEmpty()) {
                findings.add(new Finding(Finding.STEP, Script.line(operation) + ": not as " + step.operation() + " leaves them: " + wrong));
            }
        }
        coverage.countSpecified(step.operation(), done);
        return findings;
    }

    private final List<Finding> mirror = new ArrayList<>();

    private boolean quickLook() {
        mirror.clear();
        mmu.check(model, kernel, mirror);
        return mirror.isEmpty() && kernel.difference(model) == null;
    }

    private List<Finding> findings(Operation operation, Result expected, Result answer) {
        List<Finding> findings = new ArrayList<>();
        if (answer != expected) {
            findings.add(new Finding(Finding.RESULT, Script.line(operation) + ": the kernel answers " + answer + ", the model " + expected));
            mirror.clear();
            mmu.check(model, kernel, mirror);
        }
        String difference = kernel.difference(model);
        if (difference != null) {
            findings.add(new Finding(difference.startsWith("QUOTA-1") ? "QUOTA-1" : Finding.STATE, difference));
        }
        if (rig.hasInvariants()) {
            rig.live().clear();
            kernel.describe(rig.live());
            for (String id : rig.spec().violations(rig.live())) {
                findings.add(new Finding(id, Finding.INVARIANT));
            }
            if (done != null) {
                coverage.countEvaluated(done, conjuncts);
            }
        }
        findings.addAll(mirror);
        return findings;
    }

    /** The kernel's state, as the specification's evaluator got it, is well formed; for the test of the harness itself. */
    public List<String> mistakesOfTheHarness() {
        rig.live().clear();
        kernel.describe(rig.live());
        return rig.spec().mistakes(rig.live());
    }

    public State model() {
        return model;
    }
}
