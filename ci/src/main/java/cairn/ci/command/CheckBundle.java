package cairn.ci.command;

import cairn.ci.CannotRun;
import cairn.ci.ExitCode;
import cairn.ci.report.BundleCheck;
import cairn.ci.run.Project;
import cairn.ci.run.Screen;
import cairn.ci.stage.ProofStage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** `audit --check`: is this bundle what a pipeline wrote, is it about the sources here, and do its proofs close without search? */
final class CheckBundle {
    private static final Pattern STATUS = Pattern.compile("\"id\":\"([^\"]*)\".*\"status\":\"(\\w+)\"");

    private final Project project;
    private final Screen screen;

    CheckBundle(Project project, Screen screen) {
        this.project = project;
        this.screen = screen;
    }

    int run(Path folder, boolean replay) {
        List<String> faults = new ArrayList<>(BundleCheck.faults(folder));
        if (faults.isEmpty()) {
            screen.say("  ✔ hashes, schema, counts; every file is what audit.json says");
            List<String> other = BundleCheck.inputs(project, folder);
            if (other.isEmpty()) {
                screen.say("  ✔ the sources here are those of the report");
            }
            faults.addAll(other);
        }
        if (faults.isEmpty() && replay) {
            faults.addAll(replay(folder));
        } else if (faults.isEmpty()) {
            screen.say("  ◐ the proofs were not replayed");
        }
        faults.stream().limit(40).forEach(f -> screen.say("  ✘ " + f));
        if (faults.size() > 40) {
            screen.say("  … and " + (faults.size() - 40) + " more");
        }
        screen.event("check", Map.of("bundle", folder.toString(), "faults", faults));
        screen.say(faults.isEmpty() ? "the bundle is whole" : "the bundle is REFUSED");
        return faults.isEmpty() ? ExitCode.HOLDS : ExitCode.DOES_NOT_HOLD;
    }

    /** In a folder of its own: what is saved here must not stand in for what the bundle lacks. */
    private List<String> replay(Path folder) {
        Map<String, String> proved = BundleCheck.proved(folder);
        if (proved.isEmpty()) {
            screen.say("  ◐ the report has no proof to replay");
            return List.of();
        }
        Path work = project.at(".cairn/check");
        try {
            remove(work);
            Path store = Files.createDirectories(work.resolve("store"));
            try (Stream<Path> saved = Files.list(folder.resolve("proofs"))) {
                for (Path f : saved.toList()) {
                    Files.copy(f, store.resolve(f.getFileName().toString()));
                }
            }
            String filter = proved.keySet().stream().map(id -> Pattern.compile("([.$/#()\\[\\]*+?])").matcher(id).replaceAll("\\\\$1"))
                    .reduce((a, b) -> a + "|" + b).map(all -> "^(" + all + ")$").orElse("");
            List<String> complaints = new ArrayList<>();
            int code = ProofStage.child(project, List.of("--replay", "--filter", filter, "--jobs", Integer.toString(Jobs.checked(null))))
                    .with("--out", project.shown(work)).run(screen::progress, complaints::add);
            List<String> faults = new ArrayList<>();
            Path rows = work.resolve("obligations.jsonl");
            if (!Files.isRegularFile(rows)) {
                throw new CannotRun("the proofs could not be replayed (exit code " + code + ")" + (complaints.isEmpty() ? "" : ": " + complaints.get(0)));
            }
            for (String line : Files.readAllLines(rows)) {
                Matcher m = STATUS.matcher(line);
                if (m.find()) {
                    String hash = proved.remove(m.group(1));
                    if (!m.group(2).equals("proved") || !line.contains("\"" + hash + "\"")) {
                        faults.add(m.group(1) + ": its saved proof does not close");
                    }
                }
            }
            proved.keySet().forEach(id -> faults.add(id + ": was not replayed"));
            if (faults.isEmpty()) {
                screen.say("  ✔ every proof closes without search");
            }
            remove(work);
            return faults;
        } catch (IOException e) {
            throw new CannotRun(project.shown(work) + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static void remove(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path f : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(f);
                }
            }
        }
    }
}
