package cairn.ci.command;

import cairn.ci.CannotRun;
import cairn.ci.ExitCode;
import cairn.ci.evidence.Row;
import cairn.ci.mutants.Judge;
import cairn.ci.mutants.Mutant;
import cairn.ci.mutants.MutantRuns;
import cairn.ci.mutants.Mutants;
import cairn.ci.report.Explanation;
import cairn.ci.run.Project;
import cairn.ci.run.Screen;
import cairn.ci.stage.ProofStage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "explain", mixinStandardHelpOptions = true,
        description = "Tells what an obligation says, where, what it rests on and which branches stay open; for other IDs (checks, tests, "
                + "boots, mutants, requirements, stages, operations, CDT-3, KEY-1, G1), what the last report says.",
        footer = {"", "An obligation is proved once more for this. Exit code: 0 good, 1 not, 2 unknown or not tried. Examples: ./cairn explain "
            + "REQ-CDT-3, ./cairn explain CDT-3, ./cairn explain core.quota.Quota.charge#negate-1"})
public final class ExplainCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "As the report and ./cairn prove --list name it.")
    private String id;

    @Option(names = "--json", description = "One JSON line instead of text; from the last report only.")
    private boolean json;

    @Override
    public Integer call() {
        Project project = Project.fromLauncher();
        Path report = project.at("target/audit/audit.json");
        Explanation known = Explanation.find(project, report, id);
        Screen screen = Screen.of(System.out, System.err, json);
        if (known == null && id.contains("#")) {
            Mutant mutant = Mutants.all(project).stream().filter(m -> m.id().equals(id)).findFirst().orElse(null);
            if (mutant != null) {
                return explain(mutant, new MutantRuns(project), screen);
            }
        }
        if (known == null && !id.contains("/")) {
            throw new CannotRun(Files.isRegularFile(report) ? "the last report knows no " + id : "there is no report that could know " + id + ": run ./cairn verify");
        }
        if (known == null || known.obligation() && !json) {
            return ProofStage.child(project, List.of("--explain", id)).runAttached();
        }
        known.lines().forEach(screen::say);
        screen.event("explanation", Map.of("id", id, "good", known.good(), "lines", known.lines()));
        return known.good() ? ExitCode.HOLDS : ExitCode.DOES_NOT_HOLD;
    }

    /** A mutant that the report does not know: what the judges have answered since, or that none was asked. */
    private int explain(Mutant m, MutantRuns runs, Screen screen) {
        List<String> lines = new ArrayList<>(List.of(m.id() + "  mutant: " + m.title(), "  source       " + Mutants.SOURCE + "/" + m.file() + ":" + m.line()));
        boolean noticed = false;
        boolean asked = false;
        for (Judge j : Judge.values()) {
            Optional<Row> answer = runs.known(m, j);
            noticed |= answer.isPresent() && answer.get().good();
            asked |= answer.isPresent();
            lines.add(String.format("  %-12s %s", j, !j.canNotice(m) ? "not applicable: nothing of it is left when the kernel runs"
                    : answer.map(a -> a.detail().get("result") + (a.reason().isEmpty() ? "" : ": " + a.reason())).orElse("not asked")));
        }
        lines.add("  reproduce    ./cairn mutants '^" + m.id().replace(".", "\\.") + "$'");
        lines.forEach(screen::say);
        screen.event("explanation", Map.of("id", id, "good", noticed, "lines", lines));
        return noticed ? ExitCode.HOLDS : asked ? ExitCode.DOES_NOT_HOLD : ExitCode.COULD_NOT_RUN;
    }
}
