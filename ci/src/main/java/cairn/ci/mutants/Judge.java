package cairn.ci.mutants;

import java.util.List;

/** Who may notice a mutant; each is asked alone. */
public enum Judge {
    /** KeY: an obligation of the method does not close within its budget. */
    proof(List.of("kernel/src/main/java", "proofs/src/main", "proofs/premises", "proofs/trusted-base.json", "pom.xml"), 8),
    /** Random sequences: kernel and model, or kernel and MMU, differ. */
    properties(List.of("kernel/src/main/java", "hal/src/main", "spec/model/src/main", "spec/alloy", "property-tests/src/main", "pom.xml"), 40),
    /** Random sequences: an Alloy invariant is false in a live state, or a step is not the specification's. */
    alloy(properties.inputs, 40);

    private final List<String> inputs;
    private final int batch;

    Judge(List<String> inputs, int batch) {
        this.inputs = inputs;
        this.batch = batch;
    }

    public List<String> inputs() {
        return inputs;
    }

    /** How many are given to one process before time is looked at. */
    int batch() {
        return batch;
    }

    /** Contracts and lemmas are text to all but the prover. */
    public boolean canNotice(Mutant m) {
        return this == proof || !m.silent();
    }
}
