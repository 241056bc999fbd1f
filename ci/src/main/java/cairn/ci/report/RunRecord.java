package cairn.ci.report;

import cairn.ci.evidence.InputHash;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What differs from run to run: when, where, how long. In files of its own, so that all others depend on nothing but their inputs. */
final class RunRecord {
    static final List<String> FILES = List.of("run.json", "run.html", "run.md");
    static final String SUMS = "SHA256SUMS.run";

    private RunRecord() {}

    /**
     * @param sums text of SHA256SUMS: the record says which bundle it belongs to
     * @param pdf  the printed page, or null
     */
    static Map<String, String> files(Map<String, Object> run, String sums, byte[] pdf) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("schema", Audit.SCHEMA);
        record.put("bundle", InputHash.of(sums.getBytes(StandardCharsets.UTF_8)));
        record.putAll(run);
        Map<String, String> files = new LinkedHashMap<>();
        files.put("run.json", Plain.text(record));
        files.put("run.html", html(record));
        files.put("run.md", markdown(record));
        StringBuilder s = new StringBuilder();
        files.forEach((name, text) -> s.append(InputHash.of(text.getBytes(StandardCharsets.UTF_8))).append("  ").append(name).append('\n'));
        if (pdf != null) {
            s.append(InputHash.of(pdf)).append("  ").append(PrintedPage.FILE).append('\n');
        }
        files.put(SUMS, s.toString());
        return files;
    }

    private static String markdown(Map<String, Object> run) {
        StringBuilder m = new StringBuilder("## Time\n\n| stage | wall s | CPU s | rows | reused |\n|---|---:|---:|---:|---:|\n");
        for (Map<String, Object> s : Plain.list(run, "stages")) {
            m.append("| ").append(MarkdownSummary.escape(Plain.string(s, "stage"))).append(" | ").append(seconds(s, "wallMs")).append(" | ")
                    .append(seconds(s, "cpuMs")).append(" | ").append(s.get("rows")).append(" | ").append(s.get("reused")).append(" |\n");
        }
        return m.append("| **all** | ").append(seconds(run, "wallMs")).append(" | | | |\n").toString();
    }

    private static String html(Map<String, Object> run) {
        StringBuilder h = new StringBuilder("""
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Cairn run record</title>
                <style>:root{color-scheme:light dark}body{font:16px/1.5 "DejaVu Sans",system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem}
                table{border-collapse:collapse;font-size:.9rem;margin:1rem 0;width:100%}th,td{text-align:left;padding:.25rem .8rem .25rem 0;border-bottom:1px solid #8886;vertical-align:top}
                td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}td{overflow-wrap:anywhere}</style></head><body>
                <h1>Run record</h1><p>When, where and how long. Nothing here bears on the verdict, which is in <a href="index.html">the report</a>.</p><table>
                """);
        run.forEach((name, value) -> {
            if (!(value instanceof List<?>) && !(value instanceof Map<?, ?>)) {
                h.append("<tr><th>").append(escape(name)).append("</th><td>").append(escape(value)).append("</td></tr>\n");
            }
        });
        h.append("</table>\n<h2>Stages</h2>\n<table><tr><th>Stage</th><th class=\"n\">Wall s</th><th class=\"n\">CPU s</th><th class=\"n\">Rows</th><th class=\"n\">Reused</th></tr>\n");
        for (Map<String, Object> s : Plain.list(run, "stages")) {
            h.append("<tr><td>").append(escape(s.get("stage"))).append("</td><td class=\"n\">").append(seconds(s, "wallMs")).append("</td><td class=\"n\">")
                    .append(seconds(s, "cpuMs")).append("</td><td class=\"n\">").append(escape(s.get("rows"))).append("</td><td class=\"n\">")
                    .append(escape(s.get("reused"))).append("</td></tr>\n");
        }
        h.append("</table>\n<h2>The hundred dearest rows</h2>\n<table><tr><th>Row</th><th>Mode</th><th class=\"n\">CPU s to establish</th></tr>\n");
        Plain.list(run, "rows").stream().sorted((a, b) -> Long.compare(Plain.number(b, "cpuMs"), Plain.number(a, "cpuMs"))).limit(100)
                .forEach(r -> h.append("<tr><td>").append(escape(r.get("key"))).append("</td><td>").append(escape(r.get("mode")))
                        .append("</td><td class=\"n\">").append(seconds(r, "cpuMs")).append("</td></tr>\n"));
        return h.append("</table></body></html>\n").toString();
    }

    private static String escape(Object value) {
        return JUnitXml.escape(String.valueOf(value));
    }

    private static String seconds(Map<String, Object> of, String name) {
        long ms = Plain.number(of, name);
        return ms < 0 ? "–" : String.format(Locale.ROOT, "%.1f", ms / 1000.0);
    }
}
