package cairn.ci.command;

import cairn.ci.run.Project;
import cairn.ci.run.Screen;
import cairn.ci.stage.Pipeline;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "audit", mixinStandardHelpOptions = true,
        description = "Writes the report from recorded evidence and runs nothing. What changed since it was recorded is stale.")
public final class AuditCommand implements Callable<Integer> {
    @Option(names = "--baseline", paramLabel = "FILE", description = "An earlier audit.json: the report says what changed.")
    private Path baseline;

    @Option(names = "--json", description = "JSON lines on standard output instead of text.")
    private boolean json;

    @Option(names = "--check", paramLabel = "DIR", description = "Check a report bundle instead: hashes, schema, counts, the sources here, "
            + "and all saved proofs without search.")
    private Path check;

    @Option(names = "--no-replay", description = "With --check: leave out the replay of the proofs.")
    private boolean noReplay;

    @Override
    public Integer call() {
        if (check != null) {
            return new CheckBundle(Project.fromLauncher(), Screen.of(System.out, System.err, json)).run(check, !noReplay);
        }
        return new Pipeline(Project.fromLauncher(), Screen.of(System.out, System.err, json)).audit(baseline);
    }
}
