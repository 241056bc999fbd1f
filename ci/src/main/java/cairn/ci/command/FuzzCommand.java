package cairn.ci.command;

import cairn.ci.CannotRun;
import cairn.ci.run.Child;
import cairn.ci.run.Project;
import cairn.ci.stage.FuzzStage;
import cairn.ci.stage.TestStage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "fuzz", mixinStandardHelpOptions = true, description = "Runs the kernel against the model on random operation sequences.",
        footer = {"", "A sequence that fails is shrunk and written to target/replays.", "Example: ./cairn fuzz --for 10m --seed 7, ./cairn fuzz --ipc --for 10m"})
public final class FuzzCommand implements Callable<Integer> {
    private static final String MAIN = "cairn.property.Fuzz";
    private static final String IPC_MAIN = "cairn.property.ipc.Fuzz";

    @Option(names = "--ipc", description = "Programs of several threads and what they wait for, instead of derivation operations.")
    private boolean ipc;

    @Option(names = "--garbage", description = "Anything in all registers and UTCB words of several threads: the invariants hold, without a model.")
    private boolean garbage;

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

    @Option(names = "--shard", paramLabel = "I/N", description = "The I-th of N campaigns: N seeds that follow --seed (default 1).")
    private String shard;

    @Option(names = "--replay", paramLabel = "FILE", description = "Run one recorded sequence again.")
    private String replay;

    @Override
    public Integer call() {
        Project project = Project.fromLauncher();
        if (!project.hasClass(TestStage.PROPERTIES, "target/classes", MAIN)) {
            throw new CannotRun("the module " + TestStage.PROPERTIES + " has no campaign (" + MAIN + " is missing)");
        }
        List<String> arguments = new ArrayList<>();
        if (garbage) {
            arguments.add("--garbage");
        }
        option(arguments, "--for", time);
        option(arguments, "--steps", steps);
        if (shard != null) {
            Shard part = Shard.checked(shard);
            seed = Long.toString(number(seed == null ? "1" : seed) + part.part() - 1);
        }
        option(arguments, "--seed", seed);
        option(arguments, "--length", length);
        option(arguments, "--invariants", invariants);
        option(arguments, "--kernel", kernel);
        option(arguments, "--replay", replay == null ? null : Given.path(replay));
        if (replay != null || kernel != null && !kernel.equals("real")) {
            return child(project, arguments, ipc || garbage).runAttached();
        }
        // What holds for the sources as they are now is evidence for them: kept, and shown in the report.
        FuzzStage campaigns = new FuzzStage(project);
        option(arguments, "--record", project.shown(campaigns.fresh()));
        int code = child(project, arguments, ipc || garbage).runAttached();
        campaigns.keep();
        return code;
    }

    private static Child child(Project project, List<String> arguments, boolean ipc) {
        return Child.java(project, project.classpath(TestStage.PROPERTIES), List.of("-Xmx1g", "-Xss8m"), ipc ? IPC_MAIN : MAIN, arguments);
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new CannotRun("--seed needs a number, not '" + text + "'");
        }
    }

    private static void option(List<String> arguments, String name, String value) {
        if (value != null) {
            arguments.add(name);
            arguments.add(value);
        }
    }
}
