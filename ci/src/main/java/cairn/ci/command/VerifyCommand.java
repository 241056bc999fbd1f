package cairn.ci.command;

import cairn.ci.run.Project;
import cairn.ci.run.Screen;
import cairn.ci.stage.Pipeline;
import cairn.ci.stage.Setting;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "verify", mixinStandardHelpOptions = true,
        description = "Runs everything: Alloy checks, proofs, wrong contracts, property tests, broken kernels, boots; writes target/audit/.",
        footer = {"", "Unchanged inputs are not run again. Exit code: 0 holds, 1 does not hold, 2 could not run."})
public final class VerifyCommand implements Callable<Integer> {
    @Option(names = "--fresh", description = "Reuse nothing: establish every result anew.")
    private boolean fresh;

    @Option(names = "--replay", description = "Check the saved proofs again, without search.")
    private boolean replay;

    @Option(names = "--jobs", paramLabel = "N", description = "Worker processes (default: one for each processor, at most 4).")
    private Integer jobs;

    @Option(names = "--only", paramLabel = "STAGE", split = ",",
            description = "Run only these of alloy, proofs, notprovable, tests, properties, boots, mutants, openjml, fuzz; the others are taken from what was recorded.")
    private List<String> only = List.of();

    @Option(names = "--filter", paramLabel = "REGEX", description = "With --only proofs or notprovable: only the obligations or wrong sources whose "
            + "name contains a match. The report then says that it is partial, and nothing is recorded.")
    private String filter = "";

    @Option(names = "--baseline", paramLabel = "FILE", description = "An earlier audit.json: the report says what changed.")
    private Path baseline;

    @Option(names = "--json", description = "JSON lines on standard output instead of text.")
    private boolean json;

    @Override
    public Integer call() {
        Screen screen = Screen.of(System.out, System.err, json);
        return new Pipeline(Project.fromLauncher(), screen).verify(new Setting(Jobs.checked(jobs), fresh, replay, Filter.checked(filter)), only, baseline);
    }
}
