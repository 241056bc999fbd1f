package cairn.ci.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads a finished audit.json without help from what wrote it and says where its parts disagree. */
public final class Consistency {
    /** Section → the status that counts; written a second time on purpose. */
    private static final Map<String, String> GOOD = new TreeMap<>(Map.of("obligations", "proved", "alloyChecks", "held", "seededBugs", "found",
            "notProvable", "stayedOpen", "properties", "passed", "brokenKernels", "caught", "boots", "passed", "scenarios", "found"));

    static {
        GOOD.put("tests", "passed");
        GOOD.put("mutants", "killed");
        GOOD.put("secondOpinion", "passed");
    }

    private static final Set<String> WHOLE = Set.of("ran", "absent");

    private final Map<String, Object> report;
    private final List<String> faults = new ArrayList<>();
    private final Map<String, Map<String, Object>> rows = new HashMap<>();
    private final Map<String, String> outcomes = new HashMap<>();
    private final Set<String> unsure = new HashSet<>();

    private Consistency(Map<String, Object> report) {
        this.report = report;
    }

    /** One line for each disagreement; none if the report agrees with itself. */
    public static List<String> faults(String auditJson) {
        Map<String, Object> report;
        try {
            report = Plain.parse(auditJson);
        } catch (JsonProcessingException e) {
            return List.of("audit.json is no JSON: " + e.getOriginalMessage());
        }
        Consistency c = new Consistency(report);
        if (!auditJson.replaceAll("\\s", "").startsWith("{\"summary\":{\"verdict\":")) {
            c.faults.add("audit.json does not begin with summary and verdict");
        }
        c.rows();
        c.counts();
        c.requirements();
        c.blocking();
        c.verdict();
        c.assurance();
        c.adequacy();
        return c.faults;
    }

    private static boolean fails(Map<String, Object> row) {
        boolean mutant = "mutants".equals(row.get("section")) && !"vacuous".equals(row.get("status"));
        return !Boolean.TRUE.equals(row.get("good")) && !"stale".equals(row.get("status")) && !mutant;
    }

    private void rows() {
        Plain.list(report, "stages").forEach(s -> outcomes.put(Plain.string(s, "stage"), Plain.string(s, "outcome")));
        for (Map<String, Object> r : Plain.list(report, "rows")) {
            String key = Plain.string(r, "key");
            String section = Plain.string(r, "section");
            if (rows.put(key, r) != null) {
                faults.add("row " + key + " is there twice");
            }
            if (!key.equals(section + ":" + Plain.string(r, "id")) || !GOOD.containsKey(section)) {
                faults.add("row " + key + ": key does not fit section and id");
            }
            String outcome = outcomes.getOrDefault(Plain.string(r, "stage"), "");
            if (outcome.isEmpty() || "stale".equals(r.get("status")) && !outcome.equals("stale")) {
                faults.add("row " + key + ": is " + r.get("status") + ", its stage " + r.get("stage") + " is " + outcome);
            }
            if (!WHOLE.contains(outcome)) {
                unsure.add(key);
            }
            boolean good = Plain.string(r, "status").equals(GOOD.get(section));
            if (good && outcome.equals("stale")) {
                faults.add("row " + key + ": is good, but its stage is stale");
            }
            if (good != Boolean.TRUE.equals(r.get("good"))) {
                faults.add("row " + key + ": good is " + r.get("good") + " with status " + r.get("status"));
            }
            if (!good && Plain.string(r, "reason").isEmpty()) {
                faults.add("row " + key + ": is not good and gives no reason");
            }
        }
        long claimed = Plain.list(report, "stages").stream().mapToLong(s -> Plain.number(s, "rows")).sum();
        if (claimed != rows.size()) {
            faults.add("stages left " + claimed + " rows, the report has " + rows.size());
        }
        for (Object key : report.get("orphans") instanceof List<?> l ? l : List.of()) {
            Map<String, Object> r = rows.get(String.valueOf(key));
            if (r == null || r.get("requirements") instanceof List<?> served && !served.isEmpty()) {
                faults.add("orphans name " + key + ", which " + (r == null ? "is no row" : "serves a requirement"));
            }
        }
    }

    private void counts() {
        Map<String, Object> summary = Plain.child(report, "summary");
        for (Map.Entry<String, String> s : GOOD.entrySet()) {
            long total = rows.values().stream().filter(r -> s.getKey().equals(r.get("section"))).count();
            long good = rows.values().stream().filter(r -> s.getKey().equals(r.get("section")) && s.getValue().equals(r.get("status"))).count();
            equal(s.getKey() + ".total", total, Plain.number(Plain.child(summary, s.getKey()), "total"));
            long bad = rows.values().stream().filter(r -> s.getKey().equals(r.get("section")) && fails(r)).count();
            long open = rows.values().stream().filter(r -> s.getKey().equals(r.get("section")) && unsure.contains(Plain.string(r, "key"))).count();
            equal(s.getKey() + ".bad", bad, Plain.number(Plain.child(summary, s.getKey()), "bad"));
            equal(s.getKey() + ".unsure", open, Plain.number(Plain.child(summary, s.getKey()), "unsure"));
            equal(s.getKey() + "." + s.getValue(), good, Plain.number(Plain.child(summary, s.getKey()), s.getValue()));
        }
        Map<String, Object> o = Plain.child(summary, "obligations");
        equal("obligations.proved + open + assumed + stale", Plain.number(o, "total"),
                Plain.number(o, "proved") + Plain.number(o, "open") + Plain.number(o, "assumed") + Plain.number(o, "stale"));
        equal("stages.ran", Plain.list(report, "stages").stream().filter(s -> "ran".equals(s.get("outcome"))).count(),
                Plain.number(Plain.child(summary, "stages"), "ran"));
        equal("stages.total", Plain.list(report, "stages").size(), Plain.number(Plain.child(summary, "stages"), "total"));
        long packaged = Plain.list(report, "code").stream().mapToLong(c -> Plain.number(c, "obligations")).sum();
        equal("obligations by package", Plain.number(o, "total"), packaged);
    }

    private void requirements() {
        Map<String, Set<String>> backwards = new HashMap<>();
        long met = 0;
        for (Map<String, Object> q : Plain.list(report, "requirements")) {
            boolean fulfilled = true;
            for (Map.Entry<String, Object> kind : Plain.child(q, "evidence").entrySet()) {
                @SuppressWarnings("unchecked")
                Map<String, Object> cell = (Map<String, Object>) kind.getValue();
                List<?> keys = cell.get("rows") instanceof List<?> l ? l : List.of();
                long good = 0;
                for (Object key : keys) {
                    backwards.computeIfAbsent(String.valueOf(key), k -> new HashSet<>()).add(Plain.string(q, "id"));
                    Map<String, Object> row = rows.get(String.valueOf(key));
                    if (row == null) {
                        faults.add(q.get("id") + " leads to " + key + ", which is no row");
                    } else if (Boolean.TRUE.equals(row.get("good"))) {
                        good++;
                    }
                }
                equal(q.get("id") + "." + kind.getKey() + ".total", keys.size(), Plain.number(cell, "total"));
                equal(q.get("id") + "." + kind.getKey() + ".good", good, Plain.number(cell, "good"));
                if (Boolean.TRUE.equals(cell.get("needed"))) {
                    fulfilled &= "good".equals(cell.get("state"));
                }
                if ("good".equals(cell.get("state")) && (keys.isEmpty() || good != keys.size() || keys.stream().anyMatch(unsure::contains))) {
                    faults.add(q.get("id") + "." + kind.getKey() + " is called good with " + good + " good rows of " + keys.size());
                }
            }
            if (fulfilled != Boolean.TRUE.equals(q.get("met"))) {
                faults.add(q.get("id") + ": met is " + q.get("met") + ", its evidence says " + fulfilled);
            }
            met += fulfilled ? 1 : 0;
        }
        Map<String, Object> counts = Plain.child(Plain.child(report, "summary"), "requirements");
        equal("requirements.total", Plain.list(report, "requirements").size(), Plain.number(counts, "total"));
        equal("requirements.met", met, Plain.number(counts, "met"));
        for (Map.Entry<String, Map<String, Object>> r : rows.entrySet()) {
            Set<String> says = new HashSet<>();
            if (r.getValue().get("requirements") instanceof List<?> l) {
                l.forEach(q -> says.add(String.valueOf(q)));
            }
            if (!says.equals(backwards.getOrDefault(r.getKey(), Set.of()))) {
                faults.add("row " + r.getKey() + " serves " + says + ", but the requirements that lead to it are "
                        + backwards.getOrDefault(r.getKey(), Set.of()));
            }
        }
    }

    private void blocking() {
        Set<String> expected = new HashSet<>();
        rows.forEach((key, r) -> {
            if (fails(r)) {
                expected.add("row " + key);
            }
        });
        for (Map<String, Object> s : Plain.list(report, "stages")) {
            if (!"ran".equals(s.get("outcome")) && !"absent".equals(s.get("outcome"))) {
                expected.add("stage " + s.get("stage"));
            }
        }
        empty().forEach(section -> expected.add("empty " + section));
        for (Map<String, Object> q : Plain.list(report, "requirements")) {
            if (Plain.child(q, "evidence").values().stream().anyMatch(c -> c instanceof Map<?, ?> m && "missing".equals(m.get("state")))) {
                expected.add("requirement " + q.get("id"));
            }
        }
        rows.forEach((key, r) -> {
            if (!Set.of("scenarios", "tests", "mutants", "secondOpinion").contains(r.get("section")) && Plain.texts(r, "requirements").isEmpty()) {
                expected.add("orphan " + key);
            }
        });
        Plain.child(report, "dangling").keySet().forEach(id -> expected.add("dangling " + id));
        Set<String> listed = new HashSet<>();
        Plain.list(report, "blocking").forEach(b -> listed.add(b.get("kind") + " " + b.get("id")));
        if (!expected.equals(listed)) {
            Set<String> only = new HashSet<>(expected);
            only.removeAll(listed);
            listed.removeAll(expected);
            faults.add("blocking items: missing " + only + ", without cause " + listed);
        }
        equal("blocking", expected.size(), Plain.number(Plain.child(report, "summary"), "blocking"));
    }

    private Set<String> empty() {
        Set<String> empty = new HashSet<>(GOOD.keySet());
        empty.removeAll(Set.of("scenarios", "tests", "mutants", "secondOpinion"));
        rows.values().forEach(r -> empty.remove(Plain.string(r, "section")));
        return empty;
    }

    private void verdict() {
        boolean allRan = empty().isEmpty() && Plain.list(report, "stages").stream().allMatch(s -> "ran".equals(s.get("outcome")) || "absent".equals(s.get("outcome")));
        boolean badRow = rows.values().stream().anyMatch(Consistency::fails)
                || Plain.list(report, "blocking").stream().anyMatch(b -> Set.of("orphan", "dangling").contains(b.get("kind")));
        boolean unsupported = Plain.list(report, "blocking").stream().anyMatch(b -> "requirement".equals(b.get("kind")));
        String expected = badRow || allRan && unsupported ? "does not hold" : allRan ? "holds" : "incomplete";
        String verdict = Plain.string(Plain.child(report, "summary"), "verdict");
        if (!verdict.equals(expected)) {
            faults.add("verdict is '" + verdict + "', the rows say '" + expected + "'");
        }
    }

    /** A leaf says what its rows say, a goal no better than its worst child. */
    private void assurance() {
        Map<String, Object> byId = new HashMap<>();
        List<Map<String, Object>> nodes = Plain.list(report, "assurance");
        nodes.forEach(n -> byId.put(Plain.string(n, "id"), n));
        for (Map<String, Object> n : nodes) {
            String level = Plain.string(n, "level");
            if ("solution".equals(n.get("kind"))) {
                String section = Plain.string(n, "section").equals("adequacy") ? "mutants" : Plain.string(n, "section");
                Map<String, Object> headline = Plain.child(Plain.child(report, "summary"), section);
                boolean whole = !Plain.string(n, "id").contains(".");
                if (whole && !section.equals("requirements")) {
                    equal("assurance " + n.get("id"), Math.max(0, Plain.number(headline, "total")), Plain.number(n, "total"));
                    equal("assurance " + n.get("id") + " bad", Math.max(0, Plain.number(headline, "bad")), Plain.number(n, "bad"));
                    equal("assurance " + n.get("id") + " unsure", Math.max(0, Plain.number(headline, "unsure")), Plain.number(n, "unsure"));
                    equal("assurance " + n.get("id") + " good", Math.max(0, Plain.number(headline, GOOD.getOrDefault(section, ""))), Plain.number(n, "good"));
                }
                boolean good = Plain.number(n, "total") > 0 && Plain.number(n, "good") == Plain.number(n, "total") && Plain.number(n, "unsure") == 0;
                if (good != "GOOD".equals(level) || Plain.number(n, "bad") > 0 != "BAD".equals(level)) {
                    faults.add("assurance " + n.get("id") + " is " + level + " with " + n.get("good") + " of " + n.get("total"));
                }
            }
            for (String up : Plain.texts(n, "under")) {
                Map<String, Object> parent = byId.get(up) instanceof Map<?, ?> ? Plain.child(byId, up) : Map.of();
                List<String> order = List.of("GOOD", "MISSING", "BAD");
                if (order.indexOf(Plain.string(parent, "level")) < order.indexOf(level)) {
                    faults.add("assurance " + up + " is better than " + n.get("id") + " below it");
                }
            }
        }
    }

    private void adequacy() {
        Map<String, Object> a = Plain.child(report, "adequacy");
        long total = rows.values().stream().filter(r -> "mutants".equals(r.get("section"))).count();
        equal("adequacy.total", total, Plain.number(a, "total"));
        equal("adequacy by class", total, Plain.list(a, "classes").stream().mapToLong(c -> Plain.number(c, "total")).sum());
        equal("adequacy survivors", rows.values().stream().filter(r -> "mutants".equals(r.get("section")) && !Boolean.TRUE.equals(r.get("good"))).count(),
                Plain.list(a, "survivors").size());
    }

    private void equal(String what, long counted, long written) {
        if (counted != written) {
            faults.add(what + ": " + written + " is written, " + counted + " are counted");
        }
    }
}
