package cairn.property;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A sequence whose last step leads to something that does not hold.
 *
 * @param <S>      what a step is: an operation of the core, or a system call, a fault, time
 * @param findings never empty
 */
public record Failure<S>(List<S> steps, List<Finding> findings) {
    public Failure {
        steps = List.copyOf(steps);
        findings = List.copyOf(findings);
    }

    /** IDs of what does not hold, each once, in the order of checking. */
    public List<String> ids() {
        return new ArrayList<>(new java.util.LinkedHashSet<>(findings.stream().map(Finding::id).toList()));
    }

    /** Steps, numbered, and findings, one a line. */
    public String text(Function<S, String> line) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < steps.size(); i++) {
            text.append(String.format("%3d  ", i + 1)).append(line.apply(steps.get(i))).append(System.lineSeparator());
        }
        findings.forEach(f -> text.append("     ").append(f).append(System.lineSeparator()));
        return text.toString();
    }
}
