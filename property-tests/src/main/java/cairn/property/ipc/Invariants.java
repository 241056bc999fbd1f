package cairn.property.ipc;

import cairn.property.Finding;
import cairn.spec.alloy.SpecSources;
import cairn.spec.alloy.live.Conjunct;
import cairn.spec.alloy.live.LiveSpec;
import cairn.spec.alloy.live.LiveState;
import java.util.ArrayList;
import java.util.List;

/** The invariants of {@code spec/alloy/waiting.als}, compiled, for the live state of a kernel. One thread at a time. */
public final class Invariants {
    private static final String FAILED = "the invariant does not hold in the kernel's state (spec/alloy)";

    private final LiveSpec spec = LiveSpec.load(SpecSources.packaged(), "waiting.als");
    private final LiveState live = spec.newState();
    private final List<String> ids = spec.conjuncts().stream().map(Conjunct::id).toList();

    /** IDs of all conjuncts. */
    public List<String> ids() {
        return ids;
    }

    List<Finding> findings(Machine machine) {
        live.clear();
        machine.describe(live);
        List<Finding> findings = new ArrayList<>();
        for (String id : spec.violations(live)) {
            findings.add(new Finding(id, FAILED));
        }
        return findings;
    }

    List<String> mistakes(Machine machine) {
        live.clear();
        machine.describe(live);
        return spec.mistakes(live);
    }
}
