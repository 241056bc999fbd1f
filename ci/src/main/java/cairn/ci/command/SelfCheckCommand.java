package cairn.ci.command;

import cairn.ci.ExitCode;
import cairn.ci.run.Project;
import cairn.ci.run.Screen;
import cairn.ci.selfcheck.ConjunctRehearsal;
import cairn.ci.selfcheck.SeededBug;
import cairn.ci.selfcheck.ShardCheck;
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

    @Option(names = "--shards", description = "Instead: do parts on several machines, merged, give what one machine gives? On a small choice.")
    private boolean shards;

    @Option(names = "--conjunct", description = "Instead: change conjuncts of the Alloy specification. Do JML and evaluators follow, does a proof stay "
            + "open and a campaign find a state (it says more), does a broken kernel escape (it says less)?")
    private boolean conjunct;

    @Option(names = "--json", description = "JSON lines on standard output instead of text.")
    private boolean json;

    @Override
    public Integer call() {
        Screen screen = Screen.of(System.out, System.err, json);
        if (shards) {
            List<String> faults = new ShardCheck(Project.fromLauncher(), screen).run();
            return told(screen, faults, "parts, merged, are as good as the whole", "parts, merged, are NOT what one machine gives");
        }
        if (conjunct) {
            List<String> faults = new ConjunctRehearsal(Project.fromLauncher(), screen).run();
            return told(screen, faults, "a changed conjunct is followed and noticed", "a changed conjunct is NOT followed or not noticed");
        }
        List<String> faults = new SeededBug(Project.fromLauncher(), screen).run(seed);
        return told(screen, faults, "a wrong line turns all of them together", "a wrong line does NOT turn all of them");
    }

    private int told(Screen screen, List<String> faults, String good, String bad) {
        faults.forEach(f -> screen.say("  ✘ " + f));
        screen.event("selfcheck", Map.of("of", shards ? "shards" : conjunct ? "conjunct" : seed, "faults", faults));
        screen.say(faults.isEmpty() ? good : bad);
        return faults.isEmpty() ? ExitCode.HOLDS : ExitCode.DOES_NOT_HOLD;
    }
}
