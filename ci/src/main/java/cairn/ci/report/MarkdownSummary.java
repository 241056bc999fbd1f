package cairn.ci.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The page that a CI server shows beside a run. */
final class MarkdownSummary {
    private static final int MOST_BLOCKING = 30;

    private MarkdownSummary() {}

    static String of(Map<String, Object> report) {
        Map<String, Object> summary = Plain.child(report, "summary");
        StringBuilder m = new StringBuilder("# Cairn: ").append(Plain.string(summary, "verdict")).append("\n\n");
        m.append("| evidence | good | of |\n|---|---:|---:|\n");
        for (Figure f : Figure.of(summary)) {
            m.append("| ").append(f.title()).append(", ").append(f.word()).append(" | ").append(f.good()).append(" | ").append(f.total())
                    .append(" |\n");
        }
        List<Map<String, Object>> blocking = Plain.list(report, "blocking");
        if (!blocking.isEmpty()) {
            m.append("\n## Blocking: ").append(blocking.size()).append("\n\n");
            for (Map<String, Object> b : blocking.subList(0, Math.min(MOST_BLOCKING, blocking.size()))) {
                String place = Plain.string(b, "file").isEmpty() ? "" : " " + b.get("file") + ":" + b.get("line");
                m.append("- **").append(escape(Plain.string(b, "word"))).append("** ").append(escape(Plain.string(b, "id"))).append(escape(place))
                        .append(": ").append(escape(Plain.string(b, "reason").lines().findFirst().orElse(""))).append('\n');
            }
            if (blocking.size() > MOST_BLOCKING) {
                m.append("- … and ").append(blocking.size() - MOST_BLOCKING).append(" more, see audit.json\n");
            }
        }
        m.append("\n## Not shown by this run\n\n");
        List<String> gaps = new ArrayList<>();
        Plain.list(report, "gaps").forEach(g -> gaps.add("- " + escape(Plain.string(g, "what")) + ": " + escape(Plain.string(g, "meaning"))));
        return m.append(String.join("\n", gaps)).append("\n").toString();
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replaceAll("([\\\\`*_\\[\\]|#~!])", "\\\\$1").replaceAll("\\s+", " ");
    }
}
