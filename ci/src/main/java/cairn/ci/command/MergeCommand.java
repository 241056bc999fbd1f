package cairn.ci.command;

import cairn.ci.ExitCode;
import cairn.ci.evidence.Merge;
import cairn.ci.run.Project;
import cairn.ci.run.Screen;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "merge", mixinStandardHelpOptions = true,
        description = "Takes over what other machines have recorded: Alloy checks, proofs, mutants, fuzz campaigns. ./cairn verify then does only what is missing.",
        footer = {"", "A record that is truncated, foreign or edited is refused by name (exit code 2), and nothing is taken over.",
            "Example: ./cairn merge shards/*"})
public final class MergeCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "DIR", description = "The folder .cairn of another machine, or a folder that has it.")
    private List<Path> folders;

    @Option(names = "--json", description = "JSON lines on standard output instead of text.")
    private boolean json;

    @Override
    public Integer call() {
        Project project = Project.fromLauncher();
        Screen screen = Screen.of(System.out, System.err, json);
        Map<String, int[]> taken = new Merge(project).from(folders);
        taken.forEach((kind, n) -> {
            screen.event("merged", Map.of("kind", kind, "seen", n[0], "taken", n[1]));
            screen.say(String.format("  %-10s %5d seen, %5d taken over", kind, n[0], n[1]));
        });
        return ExitCode.HOLDS;
    }
}
