package cairn.ci.selfcheck;

import cairn.ci.CannotRun;
import cairn.ci.ExitCode;
import cairn.ci.report.BundleCheck;
import cairn.ci.report.Outputs;
import cairn.ci.run.Project;
import cairn.ci.run.Screen;
import cairn.ci.stage.Pipeline;
import cairn.ci.stage.Setting;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Would the pipeline turn red? In a copy of the sources, the obligations of one seed are proved; then the seed's line is changed, and the
 * same run must end with 1, name an obligation of the seed, and all that people and CI servers look at must turn together. Last, bytes of
 * that report are altered, and `audit --check` must name each file.
 */
public final class SeededBug {
    private final Project project;
    private final Screen screen;

    public SeededBug(Project project, Screen screen) {
        this.project = project;
        this.screen = screen;
    }

    /** One line for each output that does not turn; none if all do. */
    public List<String> run(String name) {
        Seed seed = Seed.read(project, name);
        SourceCopy copy = SourceCopy.make(project, project.at(".cairn/selfcheck"));
        try {
            Path file = copy.project().at("kernel/src/main/java").resolve(seed.file());
            String right = Files.readString(file);
            int exit = verify(copy.project(), seed);
            Outputs before = Outputs.read(copy.project().at("target/audit"));
            if (exit == ExitCode.DOES_NOT_HOLD || before.badObligations() > 0 || before.obligations() == 0) {
                throw new CannotRun("the self-check needs a seed whose obligations are proved in the right source, and '" + seed.open() + "' has "
                        + before.obligations() + " obligations, " + before.badObligations() + " of them not proved; name another of proofs/notprovable");
            }
            screen.say("  ✔ right source: " + before.obligations() + " proved, verdict " + before.verdict());
            Files.writeString(file, seed.apply(right));
            exit = verify(copy.project(), seed);
            Path bundle = copy.project().at("target/audit");
            List<String> faults = compare(seed, before, Outputs.read(bundle), exit);
            List<String> unnamed = TamperedCopies.faults(bundle, BundleCheck::faults);
            faults.addAll(unnamed);
            if (unnamed.isEmpty()) {
                screen.say("  ✔ " + TamperedCopies.COPIES + " tampered copies of the bundle: each refused, the altered file named");
            }
            return faults;
        } catch (IOException e) {
            throw new CannotRun(project.shown(copy.project().root()) + " cannot be used: " + e.getMessage(), e);
        } finally {
            copy.remove();
        }
    }

    private static int verify(Project copy, Seed seed) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new Pipeline(copy, Screen.of(nowhere, nowhere, true)).verify(new Setting(1, false, false, seed.open()), List.of("proofs"), null);
    }

    private List<String> compare(Seed seed, Outputs before, Outputs after, int exit) {
        List<String> faults = new ArrayList<>();
        expect(faults, exit == ExitCode.DOES_NOT_HOLD, "exit code 1", "verify ends with " + exit);
        expect(faults, after.verdict().equals("does not hold") && !before.verdict().equals("does not hold"), "verdict: does not hold",
                "the verdict is '" + after.verdict() + "', it was '" + before.verdict() + "'");
        expect(faults, after.badge().equals(after.verdict()) && before.badge().equals(before.verdict()), "badge: " + after.badge(),
                "the badge says '" + after.badge() + "'");
        List<Outputs.Named> named = after.blockingObligations();
        expect(faults, !named.isEmpty() && named.stream().allMatch(n -> n.id().matches(".*(?:" + seed.open() + ").*")), "blocking: " + named,
                "no obligation of the seed blocks: " + named);
        for (Outputs.Named n : named) {
            expect(faults, after.sarif(n) && !before.sarif(n), "SARIF: " + n, "SARIF has no result for " + n);
            expect(faults, after.junitFails(n) && !before.junitFails(n), "JUnit: " + n.id() + " failed", "JUnit has no failed case for " + n.id());
            String leaf = after.leaf(n);
            expect(faults, after.level(leaf).equals("BAD") && !before.level(leaf).equals("BAD"), "GSN leaf " + leaf + ": open",
                    "the GSN leaf " + leaf + " is " + after.level(leaf) + ", it was " + before.level(leaf));
            expect(faults, after.picture(leaf).equals("BAD"), "GSN picture: " + leaf + " drawn as open", "the picture draws the leaf " + leaf + " as " + after.picture(leaf));
            expect(faults, after.page(n), "page: " + n.id(), "the page does not list " + n.id() + " as blocking");
        }
        expect(faults, after.level("G1").equals("BAD"), "GSN top goal: open", "the top goal is " + after.level("G1"));
        return faults;
    }

    private void expect(List<String> faults, boolean holds, String good, String bad) {
        if (holds) {
            screen.say("  ✔ wrong source: " + good);
        } else {
            faults.add(bad);
        }
    }
}
