package cairn.property.ipc;

import cairn.model.ipc.Model;
import cairn.model.ipc.State;
import cairn.model.ipc.Step;
import cairn.property.Finding;
import java.util.List;

/** One boot: kernel and model take the same steps, and after each their states are compared. */
public final class Trial {
    private final Machine machine;
    private final Coverage coverage;
    private State model = World.boot();

    /** @param coverage counts steps; may be shared by many trials */
    public Trial(KernelFactory factory, Coverage coverage) {
        this.machine = factory.boot();
        this.coverage = coverage;
    }

    /** The first failure of a sequence on a fresh boot, or null. */
    public static Failure run(KernelFactory factory, Coverage coverage, List<Step> steps) {
        Trial trial = new Trial(factory, coverage);
        for (int i = 0; i < steps.size(); i++) {
            List<Finding> findings = trial.step(steps.get(i));
            if (!findings.isEmpty()) {
                return new Failure(steps.subList(0, i + 1), findings);
            }
        }
        return null;
    }

    /** All that does not hold after this step; empty when it all does. */
    public List<Finding> step(Step step) {
        State before = model;
        model = Model.step(before, step);
        coverage.count(before, step, model);
        try {
            machine.take(step);
            return Comparison.of(machine.look(), model);
        } catch (RuntimeException e) {
            return List.of(new Finding(Finding.EXCEPTION, Script.line(step) + ": " + e));
        }
    }

    public State model() {
        return model;
    }
}
