package cairn.ci.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One test case for each row, so that a CI page lists proofs and checks as it lists tests. */
final class JUnitXml {
    private JUnitXml() {}

    static String of(Map<String, Object> report) {
        Map<String, List<Map<String, Object>>> suites = new LinkedHashMap<>();
        Plain.list(report, "rows").forEach(r -> suites.computeIfAbsent(Plain.string(r, "section"), k -> new ArrayList<>()).add(r));
        List<Map<String, Object>> others = Plain.list(report, "blocking").stream().filter(b -> !"row".equals(b.get("kind"))).toList();
        long failures = Plain.list(report, "rows").stream().filter(JUnitXml::fails).count();
        StringBuilder x = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"cairn verify\"");
        x.append(number("tests", Plain.list(report, "rows").size() + others.size())).append(number("failures", failures))
                .append(number("errors", others.size())).append(">\n");
        suites.forEach((section, rows) -> {
            x.append("  <testsuite").append(attribute("name", section)).append(number("tests", rows.size()))
                    .append(number("failures", rows.stream().filter(JUnitXml::fails).count()))
                    .append(number("errors", 0)).append(">\n");
            rows.forEach(r -> row(x, section, r));
            x.append("  </testsuite>\n");
        });
        if (!others.isEmpty()) {
            x.append("  <testsuite name=\"pipeline\"").append(number("tests", others.size())).append(" failures=\"0\"")
                    .append(number("errors", others.size())).append(">\n");
            for (Map<String, Object> b : others) {
                x.append("    <testcase").append(attribute("classname", "cairn." + b.get("kind"))).append(attribute("name", Plain.string(b, "id")))
                        .append("><error").append(attribute("message", b.get("word") + ": " + b.get("reason"))).append("/></testcase>\n");
            }
            x.append("  </testsuite>\n");
        }
        return x.append("</testsuites>\n").toString();
    }

    private static void row(StringBuilder x, String section, Map<String, Object> r) {
        x.append("    <testcase").append(attribute("classname", "cairn." + section + "." + r.get("group")))
                .append(attribute("name", Plain.string(r, "id")));
        if (Boolean.TRUE.equals(r.get("good"))) {
            x.append("/>\n");
        } else if (!fails(r)) {
            x.append("><skipped").append(attribute("message", r.get("word") + ": " + r.get("title"))).append("/></testcase>\n");
        } else {
            x.append("><failure").append(attribute("type", Plain.string(r, "status"))).append(attribute("message", r.get("word") + ": " + r.get("title")))
                    .append(">").append(escape(r.get("file") + ":" + r.get("line") + "\n" + r.get("reason") + "\nreproduce: " + r.get("reproduce")))
                    .append("</failure></testcase>\n");
        }
    }

    /** The claim fails by this row: neither a mutant that survived nor what is only stale. */
    static boolean fails(Map<String, Object> r) {
        boolean advisory = Boolean.TRUE.equals(r.get("advisory")) && !"vacuous".equals(r.get("status"));
        return !Boolean.TRUE.equals(r.get("good")) && !advisory && !"stale".equals(r.get("status"));
    }

    private static String number(String name, long value) {
        return " " + name + "=\"" + value + "\"";
    }

    private static String attribute(String name, String value) {
        return " " + name + "=\"" + escape(value).replace("\n", "&#10;") + "\"";
    }

    /** Also drops what XML 1.0 cannot hold: UART output may be any bytes. */
    static String escape(String text) {
        StringBuilder e = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> e.append("&amp;");
                case '<' -> e.append("&lt;");
                case '>' -> e.append("&gt;");
                case '"' -> e.append("&quot;");
                case '\'' -> e.append("&#39;");
                default -> {
                    boolean allowed = c == '\n' || c == '\t' || c >= 0x20 && c <= 0xd7ff || c >= 0xe000 && c <= 0xfffd || c >= 0x10000;
                    e.appendCodePoint(allowed ? c : 0xfffd);
                }
            }
        });
        return e.toString();
    }
}
