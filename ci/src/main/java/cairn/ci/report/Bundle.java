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
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of a report. They are drawn from one audit.json, checked against it, and only then written, audit.json last: a folder with
 * an audit.json is whole. All but the run record depend on the report alone, to the byte.
 */
public final class Bundle {
    private static final Pattern FIGURE = Pattern.compile("data-figure=\"(\\w+)\" data-good=\"(\\d+)\" data-total=\"(\\d+)\"");
    static final String SUMS = "SHA256SUMS";
    /** Drawn from audit.json. */
    static final List<String> DRAWN = List.of("index.html", "summary.md", "junit.xml", "audit.sarif", "badge.svg", "assurance.svg", "audit.schema.json");
    static final String PROOFS = "proofs";

    private Bundle() {}

    /** Files by name, without sums and run record, or {@link CannotRun} if the report's parts disagree. audit.json is the last. */
    static Map<String, String> draw(Map<String, Object> report) {
        String json = Plain.text(report);
        List<String> faults = Schema.faults(json);
        faults.addAll(Consistency.faults(json));
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
        files.put("index.html", Page.of(read, hash(json)));
        files.put("summary.md", MarkdownSummary.of(read));
        files.put("junit.xml", JUnitXml.of(read));
        files.put("audit.sarif", SarifLog.of(read));
        files.put("badge.svg", Badge.svg(Plain.child(read, "summary")));
        files.put("assurance.svg", GsnPicture.svg(Plain.list(read, "assurance"), "index.html"));
        files.put("audit.schema.json", Schema.text());
        agree(read, files);
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
        if (!files.get("badge.svg").contains("data-verdict=\"" + summary.get("verdict") + "\"")) {
            throw disagree(List.of("the badge does not show the verdict '" + summary.get("verdict") + "'"));
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

    static String hash(String text) {
        return InputHash.of(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Draws and writes the report.
     *
     * @param bom   bill of materials
     * @param run   when, where, how long
     * @param print the page as PDF, where that can be done
     * @param store where the prover keeps its proofs by input hash; those of the report's proved obligations go into the bundle
     */
    public static void write(Map<String, Object> report, Map<String, Object> bom, Map<String, Object> run, PrintedPage print, Path store, Path folder) {
        Map<String, String> files = draw(report);
        String json = files.remove("audit.json");
        files.put("bom.json", Plain.text(bom));
        remove(folder);
        Map<String, String> sums = new TreeMap<>();
        files.forEach((name, text) -> {
            AtomicFile.write(folder.resolve(name), text);
            sums.put(name, hash(text));
        });
        sums.put("audit.json", hash(json));
        proofs(report, store, folder, sums);
        StringBuilder lines = new StringBuilder();
        sums.forEach((name, sum) -> lines.append(sum).append("  ").append(name).append('\n'));
        AtomicFile.write(folder.resolve(SUMS), lines.toString());
        byte[] pdf = print.print(folder.resolve("index.html"));
        if (pdf != null) {
            AtomicFile.write(folder.resolve(PrintedPage.FILE), pdf);
        }
        Map<String, Object> record = new LinkedHashMap<>(run);
        record.put("pdf", print.said());
        RunRecord.files(record, lines.toString(), pdf).forEach((name, text) -> AtomicFile.write(folder.resolve(name), text));
        AtomicFile.write(folder.resolve("audit.json"), json);
    }

    private static void proofs(Map<String, Object> report, Path store, Path folder, Map<String, String> sums) {
        for (Map<String, Object> r : Plain.list(report, "rows")) {
            if ("obligations".equals(r.get("section")) && "proved".equals(r.get("status"))) {
                for (String end : List.of(".json", ".proof.gz")) {
                    Path saved = store.resolve(Plain.string(r, "inputHash") + end);
                    if (Files.isRegularFile(saved)) {
                        try {
                            byte[] content = Files.readAllBytes(saved);
                            String name = PROOFS + "/" + saved.getFileName();
                            AtomicFile.write(folder.resolve(name), content);
                            sums.put(name, InputHash.of(content));
                        } catch (IOException e) {
                            throw new CannotRun(saved + " cannot be read: " + e.getMessage(), e);
                        }
                    }
                }
            }
        }
    }

    /** An old report must not be taken for that of a run that was killed. */
    public static void remove(Path folder) {
        try {
            Files.deleteIfExists(folder.resolve("audit.json"));
            for (Path place : List.of(folder, folder.resolve(PROOFS))) {
                if (Files.isDirectory(place)) {
                    try (Stream<Path> files = Files.list(place)) {
                        for (Path f : files.filter(Files::isRegularFile).toList()) {
                            Files.delete(f);
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw new CannotRun(folder + ": the old report cannot be removed: " + e.getMessage(), e);
        }
    }
}
