package cairn.ci.command;

import cairn.ci.run.Project;
import cairn.ci.stage.ProofStage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "prove", mixinStandardHelpOptions = true, description = "Proves the kernel's contracts with KeY.",
        footer = {"", "Results: .cairn/proofs/obligations.jsonl, one row for each obligation.", "Example: ./cairn prove 'Tree.link/' --jobs 2"})
public final class ProveCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "FILTER", description = "Obligations whose ID contains a match of this regular expression.")
    private String filter;

    @Option(names = "--changed", description = "Show only what could not be reused.")
    private boolean changed;

    @Option(names = "--since", paramLabel = "REV", description = "Only what a change since this commit can have affected, by the hash of its inputs.")
    private String since;

    @Option(names = "--shard", paramLabel = "I/N", description = "Only the I-th of N parts, I from 1 to N; ./cairn merge puts the parts together.")
    private String shard;

    @Option(names = "--replay", description = "Check the saved proofs again, without search.")
    private boolean replay;

    @Option(names = "--fresh", description = "Reuse nothing.")
    private boolean fresh;

    @Option(names = "--list", description = "List the obligations and stop.")
    private boolean list;

    @Option(names = "--notprovable", description = "Try the wrong contracts and wrong bodies: each must stay open.")
    private boolean notProvable;

    @Option(names = "--jobs", paramLabel = "N", description = "KeY processes (default: one for each processor, at most 4).")
    private Integer jobs;

    @Option(names = "--json", description = "Print the result rows as JSON lines instead of text.")
    private boolean json;

    @Override
    public Integer call() {
        Project project = Project.fromLauncher();
        List<String> arguments = new ArrayList<>(List.of("--jobs", Integer.toString(Jobs.checked(jobs))));
        if (filter != null) {
            arguments.addAll(List.of("--filter", Filter.checked(filter)));
        }
        if (shard != null) {
            arguments.addAll(List.of("--shard", Shard.checked(shard).toString()));
        }
        if (since != null) {
            arguments.addAll(Since.arguments(project, since));
        }
        flag(arguments, changed, "--changed");
        flag(arguments, replay, "--replay");
        flag(arguments, fresh, "--fresh");
        flag(arguments, list, "--list");
        flag(arguments, notProvable, "--notprovable");
        if (json && !list) {
            return JsonRows.afterwards(project, ProofStage.child(project, arguments),
                    project.at(notProvable ? ".cairn/proofs/notprovable.jsonl" : ".cairn/proofs/obligations.jsonl"));
        }
        return ProofStage.child(project, arguments).runAttached();
    }

    private static void flag(List<String> arguments, boolean given, String option) {
        if (given) {
            arguments.add(option);
        }
    }
}
