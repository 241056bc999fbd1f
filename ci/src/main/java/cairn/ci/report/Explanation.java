package cairn.ci.report;

import cairn.ci.CannotRun;
import cairn.ci.run.Project;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the last report says about one ID: a row, a requirement, an item of the trusted base, a node of the assurance case, a stage, an
 * operation of the specification, or a conjunct and all that names it.
 */
public final class Explanation {
    private final List<String> lines = new ArrayList<>();
    private boolean good = true;
    private boolean obligation;
    private final Project project;
    private final Map<String, Object> report;

    private Explanation(Project project, Map<String, Object> report) {
        this.project = project;
        this.report = report;
    }

    /** @return null if the report does not know the ID, or there is no report */
    public static Explanation find(Project project, Path auditJson, String id) {
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
        Explanation e = new Explanation(project, report);
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
        for (Map<String, Object> s : Plain.list(report, "stages")) {
            if (id.equals(s.get("stage"))) {
                e.stage(s);
            }
        }
        if (e.lines.isEmpty()) {
            e.operation(id);
        }
        if (e.lines.isEmpty()) {
            e.named(id);
        }
        return e.lines.isEmpty() ? null : e;
    }

    private void row(Map<String, Object> r) {
        good &= Boolean.TRUE.equals(r.get("good"));
        obligation |= "obligations".equals(r.get("section"));
        lines.add(r.get("id") + "  " + r.get("word") + (Plain.string(r, "reason").isEmpty() ? "" : ": " + r.get("reason")));
        line("what", r.get("title"));
        line("source", Plain.string(r, "file").isEmpty() ? "" : r.get("file") + ":" + r.get("line"));
        line("words", words(Plain.string(r, "file"), Plain.number(r, "line")));
        line("names", join(r.get("ids")));
        line("serves", join(r.get("requirements")));
        Plain.child(r, "detail").forEach((name, value) -> line(name, value instanceof List<?> ? join(value) : value));
        for (Map<String, Object> n : leaves(r)) {
            line("counted by", n.get("id") + " " + n.get("text") + (join(n.get("rests")).isEmpty() ? "" : ", which rests on " + join(n.get("rests"))));
        }
        Plain.list(report, "stages").stream().filter(s -> Plain.string(r, "stage").equals(s.get("stage")))
                .forEach(s -> line("established", "stage " + s.get("stage") + " (" + s.get("word") + "): " + s.get("command")));
        line("input hash", r.get("inputHash"));
        line("reproduce", r.get("reproduce"));
    }

    /** The line as it stands in the sources here. */
    private String words(String file, long line) {
        Path path = file.isEmpty() || line < 1 ? null : project.at(file).normalize();
        if (path == null || !path.startsWith(project.root()) || !Files.isRegularFile(path)) {
            return "";
        }
        try (Stream<String> text = Files.lines(path)) {
            return text.skip(line - 1).findFirst().orElse("").strip();
        } catch (IOException | UncheckedIOException e) {
            return "";
        }
    }

    /** The leaves of the assurance case that count this row. */
    private List<Map<String, Object>> leaves(Map<String, Object> r) {
        List<Map<String, Object>> leaves = Plain.list(report, "assurance").stream()
                .filter(n -> "solution".equals(n.get("kind")) && Plain.string(r, "section").equals(n.get("section"))).toList();
        List<Map<String, Object>> ofPackage = leaves.stream()
                .filter(n -> Plain.string(n, "text").endsWith(" " + CodeStrength.packageOf(Plain.string(r, "file")))).toList();
        return ofPackage.isEmpty() ? leaves : ofPackage;
    }

    private void stage(Map<String, Object> s) {
        good &= "ran".equals(s.get("outcome"));
        lines.add(s.get("stage") + "  stage of ./cairn verify: " + s.get("word") + (Plain.string(s, "reason").isEmpty() ? "" : ": " + s.get("reason")));
        line("rows", s.get("rows"));
        line("reads", join(s.get("inputs")));
        Plain.child(s, "settings").forEach((name, value) -> line(name, value instanceof List<?> ? join(value) : value));
        line("input hash", s.get("inputHash"));
        line("reproduce", "./cairn verify --only " + s.get("stage"));
    }

    private void operation(String id) {
        List<Map<String, Object>> cells = Plain.list(report, "operations").stream().filter(o -> id.equals(o.get("operation"))).toList();
        if (cells.isEmpty()) {
            return;
        }
        lines.add(id + "  operation of the specification (" + cells.get(0).get("family") + "): conjunct by conjunct");
        for (Map<String, Object> c : cells) {
            boolean held = Boolean.TRUE.equals(c.get("checkGood"));
            good &= held || !Plain.string(c, "noCheck").isEmpty();
            int proofs = Plain.texts(c, "proofs").size();
            lines.add(String.format("  %-10s %s; %s; %s", c.get("conjunct"),
                    Plain.string(c, "check").isEmpty() ? "no check: " + c.get("noCheck") : c.get("check") + (held ? " good" : " NOT GOOD"),
                    proofs == 0 ? "no proof: " + c.get("noProof") : c.get("proved") + " of " + proofs + " obligations proved",
                    Plain.number(c, "live") == 0 ? "never live: " + c.get("noLive") : c.get("live") + " live steps"));
        }
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

    private void named(String id) {
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
