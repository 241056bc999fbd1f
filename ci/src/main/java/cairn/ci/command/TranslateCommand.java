package cairn.ci.command;

import cairn.ci.run.Project;
import cairn.ci.stage.AlloyStage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "translate", mixinStandardHelpOptions = true,
        description = {"Brings up to date what is made of spec/alloy: the conjuncts as JML in the kernel's source, and what the evaluators on live",
            "kernels are compiled from. Says what changed, with file and line. A mistake in spec/alloy or in spec/alloy/kernel.map is told with",
            "file, line and remedy, and nothing is written then."},
        footer = {"", "Exit code: 0 written or up to date, 1 something is stale or was edited (--check), 2 it could not be translated.",
            "Then: ./cairn prove keeps_ (does the kernel's invariant imply the conjuncts?), ./cairn check, ./cairn fuzz --for 10s"})
public final class TranslateCommand implements Callable<Integer> {
    @Option(names = "--check", description = "Write nothing; exit code 1 if the JML or the evaluators are not what spec/alloy says.")
    private boolean check;

    @Option(names = "--list", description = "Write nothing; which conjuncts are translated, and what the kernel's core has no words for, with the reason.")
    private boolean list;

    @Option(names = "--json", description = "JSON lines instead of text.")
    private boolean json;

    @Override
    public Integer call() {
        List<String> arguments = new ArrayList<>(List.of("--evaluators"));
        if (check || list) {
            arguments.add(check ? "--check" : "--list");
        }
        if (json) {
            arguments.add("--json");
        }
        return AlloyStage.translator(Project.fromLauncher(), arguments).runAttached();
    }
}
