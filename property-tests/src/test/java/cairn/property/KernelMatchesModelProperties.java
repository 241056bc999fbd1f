package cairn.property;

import cairn.model.Operation;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/**
 * After every step of every sequence: kernel and model answer alike and are in equal states, all Alloy invariants hold in the kernel's
 * state, and the emulated MMU's own walk gives each task exactly the pages that the model grants.
 */
class KernelMatchesModelProperties {
    private static final Rig RIG = Rig.withInvariants();

    @Provide
    Arbitrary<List<Operation>> sequences() {
        return Operations.sequences();
    }

    @AddLifecycleHook(RecordedResult.class)
    @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.FULL)
    void afterEveryStepKernelAndModelAgreeAndAllInvariantsHold(@ForAll("sequences") List<Operation> operations) throws IOException {
        Failure<Operation> failure = Trial.run(RIG, KernelFactory.REAL, 1, RecordedResult.COVERAGE, operations);
        if (failure != null) {
            RecordedResult.failed(failure);
            StringBuilder text = new StringBuilder(RecordedResult.COMMAND);
            failure.steps().forEach(o -> text.append("\n  ").append(Script.line(o)));
            failure.findings().forEach(f -> text.append("\n  ").append(f));
            throw new AssertionError(text.toString());
        }
    }
}
