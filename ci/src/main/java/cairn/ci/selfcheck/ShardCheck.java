package cairn.ci.selfcheck;

import cairn.ci.CannotRun;
import cairn.ci.ExitCode;
import cairn.ci.Main;
import cairn.ci.evidence.Merge;
import cairn.ci.run.Child;
import cairn.ci.run.Project;
import cairn.ci.run.Screen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Do parts on several machines give what one machine gives? Four copies of the sources: two do a part each of a small choice of Alloy
 * checks, proofs, mutants and campaigns, a third merges what they recorded, a fourth does all of it. The third and the fourth must then
 * have the same records, and the third must have nothing left to do.
 */
public final class ShardCheck {
    /** Starts a command of ./cairn in a copy and returns its exit code. */
    interface Machine {
        int run(Project copy, List<String> command, Consumer<String> out);
    }

    private static final int PARTS = 2;
    private static final List<List<String>> COMMANDS = List.of(
            List.of("check", "^(map|grant)/(CDT-[37]|happens)$", "--solver", "both", "--json"),
            List.of("prove", "core\\.quota\\.Quota\\.", "--json"),
            List.of("mutants", "core\\.quota\\.Quota\\.charge#", "--by", "properties,alloy", "--json"));
    private static final List<String> FUZZ = List.of("fuzz", "--steps", "4000");

    private final Project project;
    private final Screen screen;
    private final Machine machine;

    public ShardCheck(Project project, Screen screen) {
        this(project, screen, ShardCheck::process);
    }

    ShardCheck(Project project, Screen screen, Machine machine) {
        this.project = project;
        this.screen = screen;
        this.machine = machine;
    }

    /** One line for each difference; none if the parts are as good as the whole. */
    public List<String> run() {
        List<SourceCopy> copies = new ArrayList<>();
        try {
            List<Path> parts = new ArrayList<>();
            for (int i = 1; i <= PARTS; i++) {
                Project part = copy("part-" + i, copies);
                for (List<String> c : COMMANDS) {
                    started(part, c, "--shard", i + "/" + PARTS);
                }
                started(part, FUZZ, "--shard", i + "/" + PARTS);
                screen.say("  part " + i + " of " + PARTS + ": " + SameRecords.count(part) + " records");
                parts.add(part.root());
            }
            Project merged = copy("merged", copies);
            Map<String, int[]> taken = new Merge(merged).from(parts);
            screen.say("  merged: " + taken.values().stream().mapToInt(n -> n[1]).sum() + " records");
            Project whole = copy("whole", copies);
            COMMANDS.forEach(c -> started(whole, c));
            for (int i = 1; i <= PARTS; i++) {
                started(whole, FUZZ, "--seed", Integer.toString(i));
            }
            screen.say("  one machine: " + SameRecords.count(whole) + " records");
            List<String> faults = new ArrayList<>(SameRecords.faults(merged, whole));
            faults.addAll(left(merged));
            return faults;
        } finally {
            copies.forEach(SourceCopy::remove);
        }
    }

    /** What the merged copy does anew although a part has done it. */
    private List<String> left(Project merged) {
        List<String> faults = new ArrayList<>();
        for (List<String> c : COMMANDS) {
            for (String row : started(merged, c)) {
                if (row.startsWith("{\"id\"") && !row.matches(".*\"(reused\": ?true|mode\": ?\"reused\").*")) {
                    faults.add(c.get(0) + ": done again after the merge: " + row);
                }
            }
        }
        return faults;
    }

    private Project copy(String name, List<SourceCopy> copies) {
        SourceCopy copy = SourceCopy.alone(project, project.at(".cairn/selfcheck-" + name));
        copies.add(copy);
        return copy.project();
    }

    private List<String> started(Project copy, List<String> command, String... more) {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of(more));
        screen.progress(copy.root().getFileName() + ": " + String.join(" ", all));
        List<String> out = new ArrayList<>();
        int code = machine.run(copy, all, out::add);
        if (code != ExitCode.HOLDS && code != ExitCode.DOES_NOT_HOLD) {
            throw new CannotRun("./cairn " + String.join(" ", all) + " ended with exit code " + code + (out.isEmpty() ? "" : ": " + out.get(out.size() - 1)));
        }
        return out;
    }

    private static int process(Project copy, List<String> command, Consumer<String> out) {
        return Child.java(copy, System.getProperty("java.class.path"), List.of("-Xmx512m", "-XX:+UseSerialGC", "-Dcairn.root=" + copy.root()),
                Main.class.getName(), command).run(out, out);
    }
}
