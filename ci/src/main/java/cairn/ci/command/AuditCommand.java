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

    @Override
    public Integer call() {
        return new Pipeline(Project.fromLauncher(), Screen.of(System.out, System.err, json)).audit(baseline);
    }
}
