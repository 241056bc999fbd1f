package cairn.property.ipc;

import cairn.model.ipc.Step;
import cairn.property.Finding;
import java.util.List;

/**
 * A sequence whose last step leads to something that does not hold.
 *
 * @param findings never empty
 */
public record Failure(List<Step> steps, List<Finding> findings) {
    public Failure {
        steps = List.copyOf(steps);
        findings = List.copyOf(findings);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        steps.forEach(s -> text.append(System.lineSeparator()).append("  ").append(Script.line(s)));
        findings.forEach(f -> text.append(System.lineSeparator()).append("  ").append(f));
        return text.toString();
    }

    /** IDs of what does not hold, each once, in the order of checking. */
    public List<String> ids() {
        return findings.stream().map(Finding::id).distinct().toList();
    }
}
