package cairn.ci.command;

import cairn.ci.ExitCode;
import cairn.ci.run.Project;
import cairn.ci.run.Screen;
import cairn.ci.selfcheck.SeededBug;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "selfcheck", mixinStandardHelpOptions = true,
        description = "Makes one line of the kernel wrong in a copy of the sources and sees whether verify ends with 1 there and verdict, badge, "
                + "SARIF, JUnit and assurance case name the obligation.",
        footer = {"", "The wrong line is that of a seed in proofs/notprovable. Example: ./cairn selfcheck charge-body"})
public final class SelfCheckCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "SEED", defaultValue = "charge-body", description = "Name of a seed (default: charge-body).")
    private String seed;

    @Option(names = "--json", description = "JSON lines on standard output instead of text.")
    private boolean json;

    @Override
    public Integer call() {
        Screen screen = Screen.of(System.out, System.err, json);
        List<String> faults = new SeededBug(Project.fromLauncher(), screen).run(seed);
        faults.forEach(f -> screen.say("  ✘ " + f));
        screen.event("selfcheck", Map.of("seed", seed, "faults", faults));
        screen.say(faults.isEmpty() ? "a wrong line turns all of them together" : "a wrong line does NOT turn all of them");
        return faults.isEmpty() ? ExitCode.HOLDS : ExitCode.DOES_NOT_HOLD;
    }
}
