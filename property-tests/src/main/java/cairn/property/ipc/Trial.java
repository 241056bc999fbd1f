package cairn.property.ipc;

import cairn.model.ipc.Model;
import cairn.model.ipc.State;
import cairn.model.ipc.Step;
import cairn.property.Failure;
import cairn.property.Finding;
import java.util.ArrayList;
import java.util.List;

/**
 * One boot: kernel and model take the same steps. After each their states are compared, and every {@code invariantsEvery} steps the Alloy
 * invariants about threads ({@code leaveInv} of {@code spec/alloy/waiting.als}, pins aside) are evaluated on the kernel's links.
 */
public final class Trial {
    private final Machine machine;
    private final Coverage coverage;
    private final Invariants invariants;
    private final int invariantsEvery;
    private State model = World.boot();
    private int steps;

    /**
     * @param invariants      null: not evaluated
     * @param invariantsEvery 1: after every step; and always when something differs
     * @param coverage        counts steps; may be shared by many trials
     */
    public Trial(KernelFactory factory, Invariants invariants, int invariantsEvery, Coverage coverage) {
        this.machine = factory.boot();
        this.invariants = invariants;
        this.invariantsEvery = invariantsEvery;
        this.coverage = coverage;
    }

    /** The first failure of a sequence on a fresh boot, all checks after every step; or null. */
    public static Failure<Step> run(KernelFactory factory, Invariants invariants, Coverage coverage, List<Step> steps) {
        Trial trial = new Trial(factory, invariants, 1, coverage);
        for (int i = 0; i < steps.size(); i++) {
            List<Finding> findings = trial.step(steps.get(i));
            if (!findings.isEmpty()) {
                return new Failure<>(steps.subList(0, i + 1), findings);
            }
        }
        return null;
    }

    /** All that does not hold after this step; empty when it all does. */
    public List<Finding> step(Step step) {
        State before = model;
        model = Model.step(before, step);
        coverage.count(before, step, model);
        steps++;
        try {
            machine.take(step);
            List<Finding> findings = new ArrayList<>(Comparison.of(machine.look(), model));
            if (invariants != null && (steps % invariantsEvery == 0 || !findings.isEmpty())) {
                findings.addAll(invariants.findings(machine));
                if (step instanceof Step.Call ? before.running() != State.NOBODY : before.alarm() <= model.now()) {
                    coverage.countEvaluated(invariants.ids());
                }
            }
            return findings;
        } catch (RuntimeException e) {
            return List.of(new Finding(Finding.EXCEPTION, Script.line(step) + ": " + e));
        }
    }

    /** The kernel's state, as the specification's evaluator gets it, is well formed; for the test of the harness itself. */
    List<String> mistakesOfTheHarness() {
        return invariants.mistakes(machine);
    }

    public State model() {
        return model;
    }
}
