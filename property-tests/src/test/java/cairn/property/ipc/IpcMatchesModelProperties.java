package cairn.property.ipc;

import cairn.model.ipc.Step;
import cairn.property.Failure;
import cairn.property.Finding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/**
 * After every step of every program of five threads: kernel and model are in equal states, and all Alloy invariants about threads hold in
 * the kernel's. A program is a list of choices; the model's state says what each of them means.
 */
class IpcMatchesModelProperties {
    private static final Invariants INVARIANTS = new Invariants();
    private static final int LONGEST = 120;

    @Provide
    Arbitrary<List<Long>> programs() {
        return Arbitraries.longs().list().ofMinSize(1).ofMaxSize(LONGEST);
    }

    @AddLifecycleHook(IpcRecordedResult.class)
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.FULL)
    void afterEveryStepKernelAndModelAgreeAndAllInvariantsHold(@ForAll("programs") List<Long> choices) throws IOException {
        Trial trial = new Trial(KernelFactory.REAL, INVARIANTS, 1, IpcRecordedResult.COVERAGE);
        List<Step> steps = new ArrayList<>();
        for (long choice : choices) {
            Step step = new Generator(choice).next(trial.model());
            steps.add(step);
            List<Finding> findings = trial.step(step);
            if (!findings.isEmpty()) {
                Failure<Step> failure = new Failure<>(steps, findings);
                IpcRecordedResult.failed(failure);
                throw new AssertionError(IpcRecordedResult.COMMAND + failure.text(Script::line));
            }
        }
    }
}
