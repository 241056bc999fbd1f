package cairn.ci.command;

import cairn.ci.ExitCode;
import cairn.ci.report.Explanation;
import cairn.ci.run.Project;
import cairn.ci.run.Screen;
import cairn.ci.stage.ProofStage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "explain", mixinStandardHelpOptions = true,
        description = "Tells what an obligation says, where, what it rests on and which branches stay open; for other IDs (checks, tests, "
                + "boots, requirements, CDT-3), what the last report says.",
        footer = {"", "An obligation is proved once more for this. Examples: ./cairn explain REQ-CDT-3, ./cairn explain CDT-3"})
public final class ExplainCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "As the report and ./cairn prove --list name it.")
    private String id;

    @Option(names = "--json", description = "One JSON line instead of text; from the last report only.")
    private boolean json;

    @Override
    public Integer call() {
        Project project = Project.fromLauncher();
        Explanation known = Explanation.find(project.at("target/audit/audit.json"), id);
        if (known == null || known.obligation() && !json) {
            return ProofStage.child(project, List.of("--explain", id)).runAttached();
        }
        Screen screen = Screen.of(System.out, System.err, json);
        known.lines().forEach(screen::say);
        screen.event("explanation", Map.of("id", id, "good", known.good(), "lines", known.lines()));
        return known.good() ? ExitCode.HOLDS : ExitCode.DOES_NOT_HOLD;
    }
}
