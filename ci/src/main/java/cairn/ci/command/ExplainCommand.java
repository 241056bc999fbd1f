package cairn.ci.command;

import cairn.ci.run.Project;
import cairn.ci.stage.ProofStage;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "explain", mixinStandardHelpOptions = true,
        description = "Tells what an obligation says, where, what it rests on, and which branches stay open.")
public final class ExplainCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "As the report and ./cairn prove --list name it.")
    private String id;

    @Override
    public Integer call() {
        return ProofStage.child(Project.fromLauncher(), List.of("--explain", id)).runAttached();
    }
}
