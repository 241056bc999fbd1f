package cairn.property;

import cairn.model.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/** Writes the result of the jqwik property down for the report, whatever it is, and prints what was covered. */
public final class RecordedResult implements AroundPropertyHook {
    static final Coverage COVERAGE = new Coverage();
    static final String REPLAY = "target/replays/kernel-matches-model.txt";
    static final String COMMAND = "replay: ./cairn fuzz --replay property-tests/" + REPLAY;

    /** The shortest so far: what jqwik shrinks to. */
    private static Failure<Operation> shortest;

    static void failed(Failure<Operation> failure) throws IOException {
        if (shortest == null || failure.steps().size() <= shortest.steps().size()) {
            shortest = failure;
            ReplayFile.write(Path.of(REPLAY), "real", "jqwik", failure);
        }
    }

    @Override
    public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property) {
        PropertyExecutionResult result = property.execute();
        boolean passed = result.status() == PropertyExecutionResult.Status.SUCCESSFUL;
        String seed = result.seed().orElse("0");
        Row row = new Row("kernel-matches-model", "after every step of a random sequence kernel and model agree and all invariants hold", "property", result.countTries(), Long.parseLong(seed),
                passed ? "passed" : "failed", shortest == null ? List.of() : shortest.ids(),
                shortest == null ? COVERAGE.steps() : shortest.steps().size(), COVERAGE,
                passed ? "mvn -B -pl property-tests -am test -Dtest=KernelMatchesModelProperties -Dsurefire.failIfNoSpecifiedTests=false"
                        : "./cairn fuzz --replay property-tests/" + REPLAY);
        try {
            row.write(Path.of("target/properties"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.out.println("kernel-matches-model: seed " + seed + ", " + result.countTries() + " sequences, " + COVERAGE.steps() + " steps\n"
                + COVERAGE);
        return result;
    }
}
