package cairn.ci.report;

import cairn.ci.CannotRun;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the last report says about one ID: a row, a requirement, or a conjunct and all that names it. */
public final class Explanation {
    private final List<String> lines = new ArrayList<>();
    private boolean good = true;
    private boolean obligation;

    private Explanation() {}

    /** @return null if the report does not know the ID, or there is no report */
    public static Explanation find(Path auditJson, String id) {
        if (!Files.isRegularFile(auditJson)) {
            return null;
        }
        Map<String, Object> report;
        try {
            report = Plain.parse(Files.readString(auditJson));
        } catch (JsonProcessingException e) {
            throw new CannotRun(auditJson + ": is no report: " + e.getOriginalMessage().lines().findFirst().orElse(""), e);
        } catch (IOException e) {
            throw new CannotRun(auditJson + ": cannot be read: " + e.getMessage(), e);
        }
        Explanation e = new Explanation();
        for (Map<String, Object> r : Plain.list(report, "rows")) {
            if (id.equals(r.get("id")) || id.equals(r.get("key"))) {
                e.row(r);
            }
        }
        for (Map<String, Object> q : Plain.list(report, "requirements")) {
            if (id.equals(q.get("id"))) {
                e.requirement(q);
            }
        }
        for (Map<String, Object> t : Plain.list(report, "trustedBase")) {
            if (id.equals(t.get("id"))) {
                e.lines.add(t.get("id") + "  trusted: " + t.get("item"));
                List.of("consequence", "mitigation", "residual", "reliesOn", "reliedOnBy").forEach(n -> e.line(n, t.get(n)));
                e.line("what falls", join(t.get("falls")));
            }
        }
        for (Map<String, Object> n : Plain.list(report, "assurance")) {
            if (id.equals(n.get("id"))) {
                e.node(n, Plain.list(report, "assurance"));
            }
        }
        if (e.lines.isEmpty()) {
            e.named(report, id);
        }
        return e.lines.isEmpty() ? null : e;
    }

    private void row(Map<String, Object> r) {
        good &= Boolean.TRUE.equals(r.get("good"));
        obligation |= "obligations".equals(r.get("section"));
        lines.add(r.get("id") + "  " + r.get("word") + (Plain.string(r, "reason").isEmpty() ? "" : ": " + r.get("reason")));
        line("what", r.get("title"));
        line("source", Plain.string(r, "file").isEmpty() ? "" : r.get("file") + ":" + r.get("line"));
        line("names", join(r.get("ids")));
        line("serves", join(r.get("requirements")));
        Plain.child(r, "detail").forEach((name, value) -> line(name, value instanceof List<?> ? join(value) : value));
        line("input hash", r.get("inputHash"));
        line("reproduce", r.get("reproduce"));
    }

    private void node(Map<String, Object> n, List<Map<String, Object>> all) {
        good &= "GOOD".equals(n.get("level"));
        lines.add(n.get("id") + "  " + n.get("kind") + ": " + n.get("text") + "  " + n.get("word"));
        line("under", join(n.get("under")));
        if ("solution".equals(n.get("kind"))) {
            line("rows", n.get("good") + " of " + n.get("total") + " good, section " + n.get("section"));
        }
        line("rests on", join(n.get("rests")));
        all.stream().filter(c -> Plain.texts(c, "under").contains(Plain.string(n, "id")))
                .forEach(c -> line("below", c.get("id") + "  " + c.get("text") + "  " + c.get("word")));
    }

    private void requirement(Map<String, Object> q) {
        good &= Boolean.TRUE.equals(q.get("met"));
        lines.add(q.get("id") + " " + q.get("title") + "  " + (Boolean.TRUE.equals(q.get("met")) ? "met" : "not met"));
        line("demand", q.get("text"));
        line("why", q.get("rationale"));
        line("source", q.get("file") + ":" + q.get("line"));
        line("covers", join(q.get("covers")));
        for (Map.Entry<String, Object> kind : Plain.child(q, "evidence").entrySet()) {
            Map<String, Object> cell = Plain.child(Plain.child(q, "evidence"), kind.getKey());
            boolean needed = Boolean.TRUE.equals(cell.get("needed"));
            if (needed || Plain.number(cell, "total") > 0) {
                line(kind.getKey(), "missing".equals(cell.get("state")) ? "MISSING" : cell.get("good") + " of " + cell.get("total") + " good"
                        + (needed ? "" : " (not needed)"));
                if (cell.get("rows") instanceof List<?> keys) {
                    keys.forEach(k -> lines.add("               " + k));
                }
            }
        }
    }

    private void named(Map<String, Object> report, String id) {
        for (Map<String, Object> r : Plain.list(report, "rows")) {
            if (r.get("ids") instanceof List<?> ids && ids.contains(id)) {
                if (lines.isEmpty()) {
                    lines.add(id + " is named by");
                }
                good &= Boolean.TRUE.equals(r.get("good"));
                lines.add(String.format("  %-15s %s", r.get("word"), r.get("key")));
            }
        }
        for (Map<String, Object> q : Plain.list(report, "requirements")) {
            if (q.get("covers") instanceof List<?> covers && covers.contains(id)) {
                lines.add("  covered by      " + q.get("id") + " " + q.get("title"));
            }
        }
    }

    private void line(String name, Object value) {
        if (value != null && !value.toString().isEmpty()) {
            lines.add(String.format("  %-12s %s", name, value));
        }
    }

    private static String join(Object list) {
        return list instanceof List<?> l ? String.join(" ", l.stream().map(String::valueOf).toList()) : "";
    }

    public List<String> lines() {
        return lines;
    }

    public boolean good() {
        return good;
    }

    /** The prover can say more about it. */
    public boolean obligation() {
        return obligation;
    }
}
