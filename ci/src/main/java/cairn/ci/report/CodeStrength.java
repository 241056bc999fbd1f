package cairn.ci.report;

import cairn.ci.CannotRun;
import cairn.ci.evidence.Row;
import cairn.ci.evidence.Section;
import cairn.ci.run.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Which packages that run on the board have proof obligations, and which are only tested and booted. */
final class CodeStrength {
    private static final List<String> RUNNING = List.of("kernel/src/main/java", "hal/src/main/java");

    private CodeStrength() {}

    static List<Map<String, Object>> table(Project project, List<Row> rows) {
        Map<String, long[]> counts = new TreeMap<>(); // lines, obligations, proved
        for (String place : RUNNING) {
            Path start = project.at(place);
            if (!Files.isDirectory(start)) {
                continue;
            }
            try (Stream<Path> files = Files.walk(start)) {
                for (Path f : files.filter(p -> p.toString().endsWith(".java")).sorted().toList()) {
                    counts.computeIfAbsent(folder(project.shown(f)), k -> new long[3])[0] += Files.readAllLines(f).size();
                }
            } catch (IOException e) {
                throw new CannotRun(place + " cannot be read: " + e.getMessage(), e);
            }
        }
        for (Row r : rows) {
            if (r.section() == Section.obligations) {
                long[] c = counts.computeIfAbsent(folder(r.file()), k -> new long[3]);
                c[1]++;
                c[2] += r.good() ? 1 : 0;
            }
        }
        List<Map<String, Object>> table = new ArrayList<>();
        counts.forEach((folder, c) -> table.add(Plain.map("package", packageOf(folder + "/x"), "lines", c[0],
                "obligations", c[1], "proved", c[2], "strength", c[1] == 0 ? "no proof" : c[1] == c[2] ? "proved" : "partly proved")));
        return table;
    }

    /** The package that a source file belongs to. */
    static String packageOf(String file) {
        return folder(file).replaceFirst("^.*?/java/", "").replace('/', '.');
    }

    private static String folder(String file) {
        return file.contains("/") ? file.substring(0, file.lastIndexOf('/')) : "";
    }
}
