package cairn.property;

import cairn.model.Operation;
import java.util.ArrayList;
import java.util.List;

/**
 * A sequence whose last step leads to something that does not hold.
 *
 * @param findings never empty
 */
public record Failure(List<Operation> operations, List<Finding> findings) {
    public Failure {
        operations = List.copyOf(operations);
        findings = List.copyOf(findings);
    }

    /** IDs of what does not hold, each once, in the order of checking. */
    public List<String> ids() {
        List<String> ids = new ArrayList<>();
        for (Finding f : findings) {
            if (!ids.contains(f.id())) {
                ids.add(f.id());
            }
        }
        return ids;
    }
}
