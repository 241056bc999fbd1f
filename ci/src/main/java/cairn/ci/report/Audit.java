package cairn.ci.report;

import cairn.ci.CannotRun;
import cairn.ci.evidence.InputHash;
import cairn.ci.evidence.Row;
import cairn.ci.evidence.Section;
import cairn.ci.evidence.StageRecord;
import cairn.ci.evidence.StageRecord.Outcome;
import cairn.ci.evidence.Status;
import cairn.ci.run.Project;
import cairn.ci.trace.NamedTests;
import cairn.ci.trace.Requirement;
import cairn.ci.trace.Traceability;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Draws the report from the records: every figure is counted here, from rows, and nowhere else. */
public final class Audit {
    static final int SCHEMA = 4;
    public static final List<String> INPUTS = List.of("pom.xml", "cairn", "kernel", "hal", "spec", "proofs", "property-tests", "ci");

    /** A report without any row of one of these shows nothing about it. */
    private static final List<Section> HEADLINES = List.of(Section.obligations, Section.alloyChecks, Section.seededBugs,
            Section.notProvable, Section.properties, Section.brokenKernels, Section.boots);

    private final Project project;
    private final List<StageRecord> stages;
    private final List<Row> rows = new ArrayList<>();
    private final Map<String, String> stageOf = new HashMap<>();
    /** Keys of rows whose stage did not run whole. */
    private final Set<String> unsure = new HashSet<>();
    private final Traceability trace;
    private final NamedTests named;

    public Audit(Project project, List<StageRecord> stages, List<Requirement> requirements) {
        this.project = project;
        this.stages = stages;
        for (StageRecord s : stages) {
            rows.addAll(s.rows());
            s.rows().forEach(r -> stageOf.put(r.key(), s.stage()));
            if (s.missing()) {
                s.rows().forEach(r -> unsure.add(r.key()));
            }
        }
        rows.sort(Comparator.comparing(Row::section).thenComparing(Row::id));
        trace = Traceability.of(requirements, rows, unsure);
        named = NamedTests.read(project);
    }

    /**
     * @param baseline an earlier audit.json, or null
     */
    public Map<String, Object> draw(Path baseline) {
        List<Map<String, Object>> shown = rows.stream().map(this::row).toList();
        List<Map<String, Object>> blocking = blocking();
        List<Map<String, Object>> trusted = trustedBase();
        Map<String, String> inputs = InputHash.files(project, INPUTS);
        Narrative narrative = Narrative.read(project);
        Map<String, long[]> counts = counts();
        List<Map<String, Object>> assurance = AssuranceCase.of(narrative.assurance(), counts);
        trusted.forEach(t -> t.put("falls", AssuranceCase.falls(assurance, Plain.string(t, "id"))));
        Map<String, Object> tools = tools();
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("summary", summary(blocking));
        report.put("schema", SCHEMA);
        report.put("gaps", gaps());
        report.put("blocking", blocking);
        report.put("delta", baseline == null ? Map.of() : Delta.against(baseline, shown, trusted, tools));
        report.put("claim", narrative.claim());
        report.put("stack", narrative.table("stack", counts));
        report.put("method", narrative.table("method", counts));
        report.put("stages", stages.stream().map(Audit::stage).toList());
        report.put("rows", shown);
        report.put("requirements", trace.requirements().stream().map(this::requirement).toList());
        report.put("orphans", trace.orphans(rows).stream().map(Row::key).toList());
        report.put("dangling", dangling());
        report.put("assurance", assurance);
        report.put("trustedBase", trusted);
        report.put("toolConfidence", narrative.table("toolConfidence", counts));
        report.put("adequacy", Adequacy.of(rows));
        report.put("operations", OperationTable.of(project, rows));
        report.put("code", CodeStrength.table(project, rows));
        report.put("residual", narrative.table("residual", counts));
        report.put("standards", narrative.table("standards", counts));
        report.put("tools", tools);
        report.put("inputsHash", InputHash.over(inputs, "cairn"));
        report.put("inputs", inputs);
        return report;
    }

    /** Section, and for obligations also section and package → good, total, bad, and how many are of a stage that did not run whole. */
    private Map<String, long[]> counts() {
        Map<String, long[]> counts = new TreeMap<>();
        for (Row r : rows) {
            List<String> keys = new ArrayList<>(List.of(r.section() == Section.mutants ? "adequacy" : r.section().name()));
            if (r.section() == Section.obligations) {
                keys.add("obligations " + CodeStrength.packageOf(r.file()));
            }
            for (String key : keys) {
                long[] n = counts.computeIfAbsent(key, k -> new long[4]);
                n[0] += r.good() ? 1 : 0;
                n[1]++;
                n[2] += r.blocks() ? 1 : 0;
                n[3] += unsure.contains(r.key()) ? 1 : 0;
            }
        }
        counts.put("requirements", new long[] {trace.requirements().stream().filter(trace::met).count(), trace.requirements().size(),
            trace.requirements().stream().filter(this::unmetForSure).count(), stages.stream().anyMatch(StageRecord::missing) ? 1 : 0});
        return counts;
    }

    private Map<String, Object> summary(List<Map<String, Object>> blocking) {
        Map<String, Object> summary = new LinkedHashMap<>();
        boolean missing = blocking.stream().anyMatch(b -> "stage".equals(b.get("kind")) || "empty".equals(b.get("kind")));
        boolean bad = rows.stream().anyMatch(Row::blocks) || blocking.stream().anyMatch(b -> "orphan".equals(b.get("kind")) || "dangling".equals(b.get("kind")))
                || !missing && blocking.stream().anyMatch(b -> "requirement".equals(b.get("kind")));
        summary.put("verdict", Verdict.of(bad, missing).word());
        for (Section s : Section.values()) {
            List<Row> of = rows.stream().filter(r -> r.section() == s).toList();
            Map<String, Object> counts = new LinkedHashMap<>();
            counts.put("total", of.size());
            counts.put(s.good().name(), of.stream().filter(Row::good).count());
            if (s == Section.obligations) {
                counts.put("open", of.stream().filter(r -> !r.good() && r.status() != Status.assumed && r.status() != Status.stale).count());
                counts.put("assumed", of.stream().filter(r -> r.status() == Status.assumed).count());
                counts.put("stale", of.stream().filter(r -> r.status() == Status.stale).count());
            }
            counts.put("bad", of.stream().filter(Row::blocks).count());
            counts.put("unsure", of.stream().filter(r -> unsure.contains(r.key())).count());
            summary.put(s.name(), counts);
        }
        summary.put("requirements", Plain.map("total", trace.requirements().size(), "met",
                trace.requirements().stream().filter(trace::met).count(), "bad", trace.requirements().stream().filter(this::unmetForSure).count()));
        summary.put("stages", Plain.map("total", stages.size(), "ran", stages.stream().filter(s -> s.outcome() == Outcome.ran).count()));
        summary.put("blocking", blocking.size());
        return summary;
    }

    private List<Map<String, Object>> blocking() {
        List<Map<String, Object>> blocking = new ArrayList<>();
        for (Row r : rows) {
            if (r.blocks()) {
                blocking.add(Plain.map("kind", "row", "id", r.key(), "status", r.status().name(), "word", r.status().word(),
                        "file", r.file(), "line", r.line(), "reason", r.reason(), "reproduce", r.reproduce()));
            }
        }
        for (StageRecord s : stages) {
            if (s.missing()) {
                blocking.add(Plain.map("kind", "stage", "id", s.stage(), "status", s.outcome().name(), "word", word(s.outcome()), "file", "",
                        "line", 0, "reason", s.reason(), "reproduce", s.command()));
            }
        }
        for (Section s : HEADLINES) {
            if (rows.stream().noneMatch(r -> r.section() == s)) {
                blocking.add(Plain.map("kind", "empty", "id", s.name(), "status", "missing", "word", "no rows", "file", "", "line", 0, "reason",
                        "nothing of this kind was recorded: no rows is no evidence", "reproduce", "./cairn verify"));
            }
        }
        for (Requirement r : trace.requirements()) {
            List<String> missing = missing(r);
            if (!missing.isEmpty()) {
                blocking.add(Plain.map("kind", "requirement", "id", r.id(), "status", "missing", "word", "evidence missing", "file", r.file(),
                        "line", r.line(), "reason", "no evidence of kind " + String.join(", ", missing), "reproduce", "./cairn explain " + r.id()));
            }
        }
        for (Row r : trace.orphans(rows)) {
            blocking.add(Plain.map("kind", "orphan", "id", r.key(), "status", "orphan", "word", "orphan", "file", r.file(), "line", r.line(), "reason",
                    "it serves no requirement: name one beside it or in " + NamedTests.FILE, "reproduce", "./cairn explain " + r.id()));
        }
        dangling().forEach((id, places) -> blocking.add(Plain.map("kind", "dangling", "id", id, "status", "dangling", "word", "leads nowhere", "file",
                "", "line", 0, "reason", "named by " + String.join(", ", places.subList(0, Math.min(3, places.size()))) + ", and there is no such thing",
                "reproduce", "./cairn audit")));
        return blocking;
    }

    /** IDs that no requirement has, and names in the trace table that no row has: the latter only if every stage ran. */
    private Map<String, List<String>> dangling() {
        Map<String, List<String>> all = new TreeMap<>(trace.dangling());
        if (stages.stream().noneMatch(StageRecord::missing)) {
            named.without(rows).forEach((name, ids) -> all.put(name, List.of(NamedTests.FILE + " under " + String.join(", ", ids))));
        }
        named.unknown(trace.requirements()).forEach(id -> all.merge(id, List.of(NamedTests.FILE), (a, b) -> a));
        return all;
    }

    /** Evidence of a kind that it needs is bad, or is not there although every stage ran. */
    private boolean unmetForSure(Requirement r) {
        boolean allRan = stages.stream().noneMatch(StageRecord::missing);
        return allRan && !missing(r).isEmpty()
                || r.needs().stream().anyMatch(kind -> trace.evidence(r, kind).stream().anyMatch(x -> !x.good() && x.status() != Status.stale));
    }

    private List<String> missing(Requirement r) {
        return r.needs().stream().filter(kind -> trace.evidence(r, kind).stream().noneMatch(Traceability::supports)).toList();
    }

    /** What this report does not show, before anything that it does. */
    private List<Map<String, Object>> gaps() {
        List<Map<String, Object>> gaps = new ArrayList<>();
        for (StageRecord s : stages) {
            if (s.outcome() != Outcome.ran && !(s.outcome() == Outcome.absent && s.stage().equals("openjml"))) {
                gaps.add(gap("stage " + s.stage() + ": " + word(s.outcome()), s.reason()));
            }
        }
        for (Section s : HEADLINES) {
            if (rows.stream().noneMatch(r -> r.section() == s)) {
                gaps.add(gap("no rows: " + s.title(), "nothing of this kind was recorded"));
            }
        }
        long unmet = trace.requirements().stream().filter(r -> !missing(r).isEmpty()).count();
        if (trace.requirements().isEmpty()) {
            gaps.add(gap("no requirements", "there is nothing to trace the evidence to"));
        } else if (unmet > 0) {
            gaps.add(gap(unmet + " of " + trace.requirements().size() + " requirements lack a kind of evidence that they need", "see traceability"));
        }
        if (rows.stream().noneMatch(r -> r.section() == Section.secondOpinion)) {
            gaps.add(gap("OpenJML: not run", "no second prover has read the contracts; all proofs rest on KeY alone"));
        } else {
            gaps.add(gap("OpenJML's runtime checks: not run", "the property tests run without the contracts compiled in"));
        }
        if (rows.stream().anyMatch(r -> r.section() == Section.alloyChecks)) {
            gaps.add(gap("Alloy checks are bounded", "they say nothing about states larger than their scopes; what is also proved by KeY is not bounded"));
        }
        long trusting = rows.stream().filter(r -> r.detail().get("trustedUsed") instanceof List<?> l && !l.isEmpty()).count();
        if (trusting > 0) {
            gaps.add(gap(trusting + " proofs use contracts of the hardware interfaces", "the implementations behind them are tested, not proved (trusted base, HIL)"));
        }
        List<Map<String, Object>> code = CodeStrength.table(project, rows);
        long unproved = code.stream().filter(c -> "no proof".equals(c.get("strength"))).mapToLong(c -> Plain.number(c, "lines")).sum();
        long all = code.stream().mapToLong(c -> Plain.number(c, "lines")).sum();
        if (unproved > 0) {
            gaps.add(gap(unproved + " of " + all + " source lines of kernel and machine are in packages without any proof", "they are tested and booted only"));
        }
        int orphans = trace.orphans(rows).size();
        if (orphans > 0) {
            gaps.add(gap(orphans + " rows serve no requirement", "see traceability, orphans"));
        }
        if (!dangling().isEmpty()) {
            gaps.add(gap("IDs and names that lead nowhere: " + String.join(", ", dangling().keySet()), "see traceability, dangling"));
        }
        long unexplained = OperationTable.unexplained(OperationTable.of(project, rows));
        if (unexplained > 0) {
            gaps.add(gap(unexplained + " cells of operation × conjunct are empty without a reason", "see operation × conjunct; reasons stand in " + OperationTable.FILE));
        }
        List<Row> mutants = rows.stream().filter(r -> r.section() == Section.mutants).toList();
        long silent = mutants.stream().filter(r -> r.status() == Status.survived).count();
        if (mutants.isEmpty()) {
            gaps.add(gap("No mutants were tried", "adequacy rests on the hand-written seeds and broken kernels alone"));
        } else if (silent > 0) {
            gaps.add(gap(silent + " of " + mutants.size() + " mutants survived without an argument", "see specification adequacy"));
        }
        return gaps;
    }

    private static Map<String, Object> gap(String what, String meaning) {
        return Plain.map("what", what, "meaning", meaning);
    }

    private static String word(Outcome outcome) {
        return switch (outcome) {
            case ran -> "ran";
            case notRun -> "not run";
            case broken -> "broken off";
            case partial -> "in part";
            case stale -> "stale";
            case absent -> "not run";
        };
    }

    private static Map<String, Object> stage(StageRecord s) {
        return Plain.map("stage", s.stage(), "outcome", s.outcome().name(), "word", word(s.outcome()), "reason", s.reason(), "command",
                s.command(), "exitCode", s.exitCode(), "rows", s.rows().size(), "inputs", s.inputs(), "inputHash", s.inputHash(), "settings",
                s.settings(), "log", s.log());
    }

    private Map<String, Object> row(Row r) {
        return Plain.map("key", r.key(), "stage", stageOf.get(r.key()), "section", r.section().name(), "id", r.id(), "status", r.status().name(), "good", r.good(),
                "word", r.status().word(), "advisory", r.section().advisory(), "group", r.group(), "title", r.title(), "file", r.file(), "line", r.line(), "ids", r.ids(),
                "requirements", trace.requirementsOf(r), "reason", r.reason(), "reproduce", r.reproduce(),
                "inputHash", r.inputHash(), "detail", r.detail());
    }

    private Map<String, Object> requirement(Requirement r) {
        Map<String, Object> evidence = new LinkedHashMap<>();
        for (String kind : List.of("alloy", "proof", "prop", "boot")) {
            List<Row> of = trace.evidence(r, kind);
            long supporting = of.stream().filter(Traceability::supports).count();
            long good = of.stream().filter(Row::good).count();
            boolean needed = r.needs().contains(kind);
            boolean bad = of.stream().anyMatch(x -> !x.good() && x.status() != Status.stale);
            String state = supporting == 0 ? needed ? "missing" : "none" : bad ? "bad" : of.stream().allMatch(trace::sure) ? "good" : "unsure";
            evidence.put(kind, Plain.map("needed", needed, "state", state, "total", of.size(), "good", good,
                    "rows", of.stream().map(Row::key).toList()));
        }
        return Plain.map("id", r.id(), "title", r.title(), "text", r.text(), "rationale", r.rationale(), "file", r.file(), "line", r.line(),
                "needs", r.needs(), "covers", r.covers(), "met", trace.met(r), "evidence", evidence);
    }

    private List<Map<String, Object>> trustedBase() {
        Path file = project.at("proofs/trusted-base.json");
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        try {
            List<Map<String, Object>> items = new ArrayList<>();
            for (Map<String, Object> item : Plain.list(Plain.parse(Files.readString(file)), "items")) {
                Map<String, Object> copy = new LinkedHashMap<>();
                for (String field : List.of("id", "item", "consequence", "mitigation", "reliesOn", "residual")) {
                    copy.put(field, Plain.string(item, field));
                }
                List<?> interfaces = item.get("interfaces") instanceof List<?> l ? l : List.of();
                copy.put("reliedOnBy", rows.stream().filter(r -> r.detail().get("trustedUsed") instanceof List<?> used
                        && used.stream().anyMatch(u -> interfaces.stream().anyMatch(i -> u.toString().startsWith(i + ".")))).count());
                items.add(copy);
            }
            return items;
        } catch (JsonProcessingException e) {
            throw new CannotRun("proofs/trusted-base.json: is no JSON: " + e.getOriginalMessage().lines().findFirst().orElse(""), e);
        } catch (IOException e) {
            throw new CannotRun("proofs/trusted-base.json cannot be read: " + e.getMessage(), e);
        }
    }

    private Map<String, Object> tools() {
        Map<String, Object> tools = new TreeMap<>();
        tools.put("JDK", System.getProperty("java.vendor") + " " + System.getProperty("java.runtime.version"));
        tools.put("Alloy", version("alloy.version"));
        tools.put("KeY", version("key.version"));
        tools.put("jqwik", version("jqwik.version"));
        tools.put("JUnit", version("junit.version"));
        tools.put("OpenJML", stages.stream().filter(s -> s.stage().equals("openjml") && s.settings().get("version") != null)
                .map(s -> s.settings().get("version").toString()).findFirst().orElse("not run"));
        return tools;
    }

    private String version(String property) {
        try {
            String pom = Files.readString(project.at("pom.xml"));
            int from = pom.indexOf("<" + property + ">");
            return from < 0 ? "unknown" : pom.substring(from + property.length() + 2, pom.indexOf('<', from + 1));
        } catch (IOException e) {
            return "unknown";
        }
    }
}
