package cairn.ci.report;

import cairn.ci.CannotRun;
import cairn.ci.evidence.InputHash;
import cairn.ci.run.AtomicFile;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files of a report. They are drawn from one audit.json, checked against it, and only then written, audit.json last: a folder with
 * an audit.json is whole.
 */
public final class Bundle {
    private static final Pattern FIGURE = Pattern.compile("data-figure=\"(\\w+)\" data-good=\"(\\d+)\" data-total=\"(\\d+)\"");
    static final List<String> FILES = List.of("index.html", "summary.md", "junit.xml", "audit.sarif", "SHA256SUMS", "audit.json");

    private Bundle() {}

    /** Files by name, or {@link CannotRun} if the report's parts disagree. */
    static Map<String, String> draw(Map<String, Object> report) {
        String json = Plain.text(report);
        List<String> faults = Consistency.faults(json);
        if (!faults.isEmpty()) {
            throw disagree(faults);
        }
        Map<String, Object> read;
        try {
            read = Plain.parse(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("just written", e);
        }
        Map<String, String> files = new LinkedHashMap<>();
        files.put("index.html", Page.of(read, InputHash.of(json.getBytes(StandardCharsets.UTF_8))));
        files.put("summary.md", MarkdownSummary.of(read));
        files.put("junit.xml", JUnitXml.of(read));
        files.put("audit.sarif", SarifLog.of(read));
        agree(read, files);
        StringBuilder sums = new StringBuilder();
        files.forEach((name, text) -> sums.append(InputHash.of(text.getBytes(StandardCharsets.UTF_8))).append("  ").append(name).append('\n'));
        sums.append(InputHash.of(json.getBytes(StandardCharsets.UTF_8))).append("  audit.json\n");
        files.put("SHA256SUMS", sums.toString());
        files.put("audit.json", json);
        return files;
    }

    /** The other files must say the same as audit.json. */
    private static void agree(Map<String, Object> report, Map<String, String> files) {
        Map<String, Object> summary = Plain.child(report, "summary");
        Matcher m = FIGURE.matcher(files.get("index.html"));
        Map<String, String> shown = new LinkedHashMap<>();
        while (m.find()) {
            shown.put(m.group(1), m.group(2) + "/" + m.group(3));
        }
        for (Figure f : Figure.of(summary)) {
            if (!(f.good() + "/" + f.total()).equals(shown.get(f.name()))) {
                throw disagree(List.of("index.html shows " + shown.get(f.name()) + " for " + f.name() + ", audit.json " + f.good() + "/" + f.total()));
            }
        }
        int blocking = Plain.list(report, "blocking").size();
        int results = count(files.get("audit.sarif"), "\"ruleId\"");
        int bad = count(files.get("junit.xml"), "<failure ") + count(files.get("junit.xml"), "<error ");
        if (results != blocking || bad != blocking) {
            throw disagree(List.of(blocking + " blocking items, but " + results + " SARIF results and " + bad + " failed JUnit cases"));
        }
    }

    private static CannotRun disagree(List<String> faults) {
        return new CannotRun("the report is not written, its parts disagree: " + faults.get(0)
                + (faults.size() > 1 ? " (and " + (faults.size() - 1) + " more)" : ""));
    }

    private static int count(String text, String part) {
        int n = 0;
        for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
            n++;
        }
        return n;
    }

    /** Draws and writes the report. */
    public static void write(Map<String, Object> report, Path folder) {
        Map<String, String> files = draw(report);
        remove(folder);
        files.forEach((name, text) -> AtomicFile.write(folder.resolve(name), text));
    }

    /** An old report must not be taken for that of a run that was killed. */
    public static void remove(Path folder) {
        try {
            Files.deleteIfExists(folder.resolve("audit.json"));
            for (String name : FILES) {
                Files.deleteIfExists(folder.resolve(name));
            }
        } catch (IOException e) {
            throw new CannotRun(folder + ": the old report cannot be removed: " + e.getMessage(), e);
        }
    }
}
