package cairn.property.ipc;

import cairn.model.ipc.Step;
import cairn.property.Failure;
import cairn.property.Finding;
import java.util.ArrayList;
import java.util.List;

/**
 * One boot, with room for more objects, that {@link Garbage} is thrown at. There is no model of all that may happen then; after each step
 * the kernel has come back, and its state keeps the invariants of threads ({@link Invariants}) and of capabilities and memory, by ID.
 */
final class GarbageTrial {
    private final Machine machine;
    private final Invariants invariants;
    private final int invariantsEvery;
    private final Coverage coverage;
    private int steps;

    /** @param coverage counts, by operation, then by answer; may be shared by many trials */
    GarbageTrial(KernelFactory factory, Invariants invariants, int invariantsEvery, Coverage coverage) {
        this.machine = factory.boot(true);
        this.invariants = invariants;
        this.invariantsEvery = invariantsEvery;
        this.coverage = coverage;
    }

    /** The first failure of a sequence on a fresh boot, all checks after every step; or null. */
    static Failure<Step> run(KernelFactory factory, Invariants invariants, Coverage coverage, List<Step> steps) {
        GarbageTrial trial = new GarbageTrial(factory, invariants, 1, coverage);
        for (int i = 0; i < steps.size(); i++) {
            List<Finding> findings = trial.step(steps.get(i));
            if (!findings.isEmpty()) {
                return new Failure<>(steps.subList(0, i + 1), findings);
            }
        }
        return null;
    }

    Step next(Garbage garbage) {
        return garbage.next(machine.isIdle(), machine.untilAlarm());
    }

    /** Whether nothing can happen any more. */
    boolean dead() {
        return machine.isIdle() && machine.untilAlarm() == Long.MAX_VALUE;
    }

    List<Finding> step(Step step) {
        steps++;
        try {
            boolean idle = machine.isIdle();
            machine.take(step);
            if (step instanceof Step.Call && !idle) {
                String[] last = machine.lastAnswer().split(": ", 2);
                coverage.count(last[0], last[1]);
            } else {
                coverage.count(Coverage.name(step), "-");
            }
            List<Finding> findings = new ArrayList<>();
            if (invariants != null && steps % invariantsEvery == 0) {
                findings.addAll(invariants.findings(machine));
                coverage.countEvaluated(invariants.ids());
                for (String broken : machine.brokenDerivations()) {
                    findings.add(new Finding(broken.substring(0, broken.indexOf(' ')), broken));
                }
            }
            return findings;
        } catch (RuntimeException e) {
            return List.of(new Finding(Finding.EXCEPTION, Script.line(step) + ": " + e));
        }
    }
}
