package cairn.ci.command;

import cairn.ci.CannotRun;
import cairn.ci.run.Project;
import cairn.ci.stage.AlloyStage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "check", mixinStandardHelpOptions = true, description = "Checks the Alloy specification.",
        footer = {"", "Example: ./cairn check '^map/' --solver both"})
public final class CheckCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "FILTER", description = "Commands whose name contains a match of this regular expression.")
    private String filter;

    @Option(names = "--solver", paramLabel = "NAME", defaultValue = "sat4j", description = "sat4j (default), glucose or both.")
    private String solver;

    @Option(names = "--fresh", description = "Reuse nothing.")
    private boolean fresh;

    @Option(names = "--shard", paramLabel = "I/N", description = "Only the I-th of N parts, I from 1 to N; ./cairn merge puts the parts together.")
    private String shard;

    @Option(names = "--list", description = "List the commands and stop.")
    private boolean list;

    @Option(names = "--jobs", paramLabel = "N", description = "Worker processes (default: one for each processor, at most 4).")
    private Integer jobs;

    @Option(names = "--json", description = "Print the result rows as JSON lines instead of text.")
    private boolean json;

    @Override
    public Integer call() {
        if (!List.of("sat4j", "glucose", "both").contains(solver)) {
            throw new CannotRun("--solver needs sat4j, glucose or both, not '" + solver + "'");
        }
        Project project = Project.fromLauncher();
        List<String> arguments = new ArrayList<>(List.of("--spec", AlloyStage.MODULE, "--solver", solver, "--jobs",
                Integer.toString(Jobs.checked(jobs))));
        if (!fresh) {
            arguments.addAll(List.of("--cache", ".cairn/alloy"));
        }
        if (filter != null) {
            arguments.addAll(List.of("--filter", Filter.checked(filter)));
        }
        if (shard != null) {
            arguments.addAll(List.of("--shard", Shard.checked(shard).toString()));
        }
        if (list) {
            arguments.add("--list");
        }
        if (json) {
            arguments.add("--json");
        }
        return new AlloyStage(project).child(arguments).runAttached();
    }
}
