package cairn.property.ipc;

import cairn.model.ipc.Step;
import cairn.property.Failure;
import cairn.property.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/** Writes the result of the jqwik property about IPC down for the report, whatever it is. */
public final class IpcRecordedResult implements AroundPropertyHook {
    static final Coverage COVERAGE = new Coverage();
    private static final String REPLAY = "target/replays/ipc-kernel-matches-model.txt";
    static final String COMMAND = "replay: ./cairn fuzz --ipc --replay property-tests/" + REPLAY;

    /** The shortest so far: what jqwik shrinks to. */
    private static Failure<Step> shortest;

    static void failed(Failure<Step> failure) throws IOException {
        if (shortest == null || failure.steps().size() <= shortest.steps().size()) {
            shortest = failure;
            ReplayFile.write(Path.of(REPLAY), "real", false, "jqwik", failure);
        }
    }

    @Override
    public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property) {
        PropertyExecutionResult result = property.execute();
        boolean passed = result.status() == PropertyExecutionResult.Status.SUCCESSFUL;
        String seed = result.seed().orElse("0");
        Row row = new Row("ipc-kernel-matches-model", "after every step of a random program of several threads kernel and model agree and all invariants about threads hold",
                "property", result.countTries(), Long.parseLong(seed), passed ? "passed" : "failed", shortest == null ? List.of() : shortest.ids(),
                shortest == null ? COVERAGE.steps() : shortest.steps().size(), COVERAGE.table(), COVERAGE.evaluations(),
                passed ? "mvn -B -pl property-tests -am test -Dtest=IpcMatchesModelProperties -Dsurefire.failIfNoSpecifiedTests=false"
                        : "./cairn fuzz --ipc --replay property-tests/" + REPLAY);
        try {
            row.write(Path.of("target/properties"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.out.println("ipc-kernel-matches-model: seed " + seed + ", " + result.countTries() + " programs, " + COVERAGE.steps() + " steps");
        return result;
    }
}
