package cairn.ci.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cairn.ci.evidence.Records;
import cairn.ci.evidence.Row;
import cairn.ci.evidence.Section;
import cairn.ci.evidence.StageRecord;
import cairn.ci.evidence.StageRecord.Outcome;
import cairn.ci.evidence.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A second counter, which shares nothing with the first: it reads the text of the raw records with a pattern and compares every headline
 * figure of audit.json, of the page, of the JUnit file and of the summary with what it finds.
 */
class SecondCountTest {
    private static final Pattern ROW = Pattern.compile("\"section\" : \"(\\w+)\",\\s*\"id\" : \"[^\"]*\",\\s*\"status\" : \"(\\w+)\".*?\"ids\" : \\[([^\\]]*)\\]", Pattern.DOTALL);
    /** Rows of these must serve a requirement; a clause without an ID serves what its method serves. */
    private static final List<String> SERVING = List.of("alloyChecks", "seededBugs", "notProvable", "properties", "brokenKernels", "boots");
    private static final Map<String, String> COUNTS = new TreeMap<>(Map.of("obligations", "proved", "alloyChecks", "held", "seededBugs", "found", "notProvable",
            "stayedOpen", "properties", "passed", "brokenKernels", "caught", "boots", "passed", "scenarios", "found", "tests", "passed"));

    static {
        COUNTS.put("mutants", "killed");
        COUNTS.put("secondOpinion", "passed");
    }

    @TempDir
    private Path folder;

    @Test
    void everyHeadlineFigureIsThatOfTheRawRecords() throws IOException {
        Random random = new Random(7);
        for (int round = 0; round < 20; round++) {
            Path here = folder.resolve("round" + round);
            Fixture f = new Fixture(here);
            for (int i = random.nextInt(60); i > 0; i--) {
                Section s = Section.values()[random.nextInt(Section.values().length)];
                Status status = random.nextInt(4) > 0 ? s.good() : Status.values()[random.nextInt(Status.values().length)];
                status = status == Status.stale ? Status.open : status; // no row of a stage that ran is stale
                f.add(s, "extra" + i, status, random.nextBoolean() ? new String[] {"CDT-3"} : new String[0]);
            }
            new Records(here.resolve("records")).put(new StageRecord("all", Outcome.ran, "", "", 0, 0, List.of(), "", Map.of(), f.rows, List.of()));
            Fixture.write(f.report(), here.resolve("audit"));
            compare(Files.readString(here.resolve("records/all.json")), here.resolve("audit"), f.rows);
        }
    }

    private static void compare(String raw, Path audit, List<Row> rows) throws IOException {
        Map<String, int[]> counted = new TreeMap<>();
        COUNTS.keySet().forEach(s -> counted.put(s, new int[2]));
        Matcher m = ROW.matcher(raw);
        int all = 0;
        int bad = 0;
        int orphans = 0;
        while (m.find()) {
            counted.get(m.group(1))[0]++;
            boolean good = COUNTS.get(m.group(1)).equals(m.group(2));
            counted.get(m.group(1))[1] += good ? 1 : 0;
            bad += good || m.group(1).equals("mutants") && !m.group(2).equals("vacuous") ? 0 : 1;
            orphans += SERVING.contains(m.group(1)) && m.group(3).isBlank() ? 1 : 0;
            all++;
        }
        assertEquals(rows.size(), all);
        String json = Files.readString(audit.resolve("audit.json"));
        String html = Files.readString(audit.resolve("index.html"));
        String summary = Files.readString(audit.resolve("summary.md"));
        List<String> missing = new ArrayList<>();
        counted.forEach((section, n) -> {
            Matcher headline = Pattern.compile("\"" + section + "\" : \\{\\s*\"total\" : (\\d+),\\s*\"" + COUNTS.get(section) + "\" : (\\d+)").matcher(json);
            if (!headline.find() || Integer.parseInt(headline.group(1)) != n[0] || Integer.parseInt(headline.group(2)) != n[1]) {
                missing.add(section + " in audit.json");
            }
            if (!html.contains("data-figure=\"" + section + "\" data-good=\"" + n[1] + "\" data-total=\"" + n[0] + "\"><b>" + n[1] + " / " + n[0] + "</b>")) {
                missing.add(section + " in index.html");
            }
            if (!summary.contains("| " + n[1] + " | " + n[0] + " |")) {
                missing.add(section + " in summary.md");
            }
        });
        assertEquals(List.of(), missing);
        assertEquals(bad, Files.readString(audit.resolve("junit.xml")).split("<failure ", -1).length - 1);
        assertEquals(orphans, json.split("\"kind\" : \"orphan\"", -1).length - 1);
        assertEquals(bad == 0 && orphans == 0, json.contains("\"verdict\" : \"holds\""));
    }
}
