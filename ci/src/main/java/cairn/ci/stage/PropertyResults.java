package cairn.ci.stage;

import cairn.ci.evidence.Row;
import cairn.ci.evidence.Section;
import cairn.ci.evidence.Status;
import cairn.ci.run.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What the property tests wrote down while they ran: one JSON file for each property and each broken kernel. */
final class PropertyResults {
    /** How the names of broken kernels begin whose IPC is broken. */
    private static final String IPC = "ipc-";

    private final Project project;
    private final Path folder;

    PropertyResults(Project project, String module) {
        this.project = project;
        folder = project.at(module).resolve("target/properties");
    }

    /** Results of an earlier run must not be taken for those of this one. */
    void forget() throws IOException {
        for (Path f : files()) {
            Files.deleteIfExists(f);
        }
    }

    /** @param named property → the IDs that it is evidence for */
    List<Row> rows(String hash, Map<String, List<String>> named) throws IOException, JsonRow.Unreadable {
        List<Row> rows = new ArrayList<>();
        for (Path f : files()) {
            JsonRow r = JsonRow.parse(project.shown(f), Files.readString(f));
            rows.add(r.text("kind").equals("brokenKernel") ? broken(r, hash, named.getOrDefault(r.text("id").startsWith(IPC) ? "ipc-campaign" : "kernel-matches-model", List.of())) : property(r, hash, named.getOrDefault(r.text("id"), List.of())));
        }
        return rows;
    }

    private static Row property(JsonRow r, String hash, List<String> ids) throws JsonRow.Unreadable {
        Status status = Status.ofTool(r.text("status"));
        return new Row(Section.properties, r.text("id"), status, "kernel against model", r.text("title", ""), "", 0, ids, "cold", 0, hash,
                status == Status.passed ? "" : "shrunk to " + r.number("steps", 0) + " steps, caught by " + String.join(", ", r.texts("caughtBy")),
                r.text("replay", ""), r.keep("tries", "seed", "steps", "table", "evaluations"));
    }

    /** @param compared what the comparison of kernel and model is evidence for: it is what catches a kernel that breaks no conjunct */
    private static Row broken(JsonRow r, String hash, List<String> compared) throws JsonRow.Unreadable {
        Status status = r.text("status").equals("missed") ? Status.escaped : Status.ofTool(r.text("status"));
        String title = r.text("title", "");
        Set<String> ids = new TreeSet<>(r.texts("caughtBy").stream().filter(i -> i.matches("[A-Z]+-\\d+")).toList());
        if (ids.isEmpty()) {
            ids.addAll(compared);
        }
        return new Row(Section.brokenKernels, r.text("id"), status, title.contains(":") ? title.substring(0, title.indexOf(':')) : "", title, "", 0,
                List.copyOf(ids), "cold", 0, hash,
                status == Status.caught ? "" : "no sequence of " + r.number("tries", 0) + " showed the fault that it must show",
                "./cairn fuzz " + (r.text("id").startsWith(IPC) ? "--ipc " : "") + "--kernel " + r.text("id"), r.keep("tries", "seed", "steps", "caughtBy", "replay"));
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(f -> f.toString().endsWith(".json")).sorted().toList();
        }
    }
}
