package cairn.ci.command;

import cairn.ci.CannotRun;
import cairn.ci.run.Child;
import cairn.ci.run.Project;
import cairn.ci.stage.TestStage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "fuzz", mixinStandardHelpOptions = true, description = "Runs the kernel against the model on random operation sequences.",
        footer = {"", "A sequence that fails is shrunk and written to target/replays.", "Example: ./cairn fuzz --for 10m --seed 7"})
public final class FuzzCommand implements Callable<Integer> {
    private static final String MAIN = "cairn.property.Fuzz";

    @Option(names = "--for", paramLabel = "TIME", description = "How long: 10s, 5m, 1h (default: 10s).")
    private String time;

    @Option(names = "--steps", paramLabel = "N", description = "How many steps, instead of a time.")
    private String steps;

    @Option(names = "--seed", paramLabel = "S", description = "Of the random numbers; the same seed gives the same run.")
    private String seed;

    @Option(names = "--length", paramLabel = "N", description = "Steps of one sequence.")
    private String length;

    @Option(names = "--invariants", paramLabel = "EVERY", description = "Evaluate the Alloy invariants after every so many steps; 0: never.")
    private String invariants;

    @Option(names = "--kernel", paramLabel = "ID", description = "real, or the ID of a broken kernel.")
    private String kernel;

    @Option(names = "--replay", paramLabel = "FILE", description = "Run one recorded sequence again.")
    private String replay;

    @Override
    public Integer call() {
        Project project = Project.fromLauncher();
        if (!project.hasClass(TestStage.PROPERTIES, "target/classes", MAIN)) {
            throw new CannotRun("the module " + TestStage.PROPERTIES + " has no campaign (" + MAIN + " is missing)");
        }
        List<String> arguments = new ArrayList<>();
        option(arguments, "--for", time);
        option(arguments, "--steps", steps);
        option(arguments, "--seed", seed);
        option(arguments, "--length", length);
        option(arguments, "--invariants", invariants);
        option(arguments, "--kernel", kernel);
        option(arguments, "--replay", replay == null ? null : Given.path(replay));
        return Child.java(project, project.classpath(TestStage.PROPERTIES), List.of("-Xmx1g", "-Xss8m"), MAIN, arguments).runAttached();
    }

    private static void option(List<String> arguments, String name, String value) {
        if (value != null) {
            arguments.add(name);
            arguments.add(value);
        }
    }
}
