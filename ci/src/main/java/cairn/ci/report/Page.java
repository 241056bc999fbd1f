package cairn.ci.report;

import cairn.ci.evidence.Section;
import cairn.ci.evidence.Status;
import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The report for people: one HTML file without script, drawn from audit.json alone. The template escapes every text. */
final class Page {
    static {
        // The template library asks for a logger; there is none, and its complaint is not the user's concern.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
    }

    private Page() {}

    static String of(Map<String, Object> report, String auditHash) {
        ClasspathLoader loader = new ClasspathLoader(Page.class.getClassLoader());
        loader.setPrefix("cairn/ci");
        PebbleEngine engine = new PebbleEngine.Builder().loader(loader).strictVariables(true).defaultLocale(Locale.ROOT).build();
        StringWriter html = new StringWriter();
        try {
            engine.getTemplate("report.html").evaluate(html, view(report, auditHash));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return html.toString();
    }

    private static Map<String, Object> view(Map<String, Object> report, String auditHash) {
        Map<String, Object> view = new LinkedHashMap<>(report);
        Map<String, Object> summary = Plain.child(report, "summary");
        String verdict = Plain.string(summary, "verdict");
        view.put("auditHash", auditHash);
        view.put("verdictWord", verdict.toUpperCase(Locale.ROOT));
        view.put("verdictClass", verdict.equals("holds") ? "ok" : verdict.equals("incomplete") ? "warn" : "bad");
        view.put("verdictGlyph", verdict.equals("holds") ? "✔" : verdict.equals("incomplete") ? "◐" : "✘");
        view.put("figures", Figure.of(summary));
        Map<String, String> anchors = new TreeMap<>();
        List<Map<String, Object>> rows = Plain.list(report, "rows");
        for (int i = 0; i < rows.size(); i++) {
            anchors.put(Plain.string(rows.get(i), "key"), "r" + i);
        }
        view.put("sections", sections(rows, anchors, Figure.of(summary)));
        view.put("anchors", anchors);
        view.put("requirementViews", requirements(report, anchors));
        view.put("blockingViews", Plain.list(report, "blocking").stream().map(b -> {
            Map<String, Object> v = new LinkedHashMap<>(b);
            boolean missing = "stage".equals(b.get("kind")) || "empty".equals(b.get("kind"));
            v.put("css", missing ? "warn" : "bad");
            v.put("glyph", missing ? "◐" : "✘");
            v.put("anchor", "row".equals(b.get("kind")) || "orphan".equals(b.get("kind")) ? anchors.getOrDefault(Plain.string(b, "id"), "")
                    : "requirement".equals(b.get("kind")) ? b.get("id") : "");
            return v;
        }).toList());
        view.put("operationTables", operationTables(report));
        view.put("picture", GsnPicture.svg(Plain.list(report, "assurance"), ""));
        view.put("logs", Plain.list(report, "stages").stream().filter(s -> s.get("log") instanceof List<?> l && !l.isEmpty()).toList());
        return view;
    }

    /** Rows by section and, inside it, by group; each group with its own count. */
    private static List<Map<String, Object>> sections(List<Map<String, Object>> rows, Map<String, String> anchors, List<Figure> figures) {
        List<Map<String, Object>> sections = new ArrayList<>();
        for (Section s : Section.values()) {
            Map<String, List<Map<String, Object>>> groups = new LinkedHashMap<>();
            long good = 0;
            long bad = 0;
            long total = 0;
            for (Map<String, Object> r : rows) {
                if (s.name().equals(r.get("section"))) {
                    Map<String, Object> shown = new LinkedHashMap<>(r);
                    Status status = Status.read(Plain.string(r, "status"));
                    shown.put("glyph", status.level().glyph());
                    shown.put("css", status.good() ? "ok" : status.level() == Status.Level.MISSING ? "warn" : "bad");
                    shown.put("anchor", anchors.get(Plain.string(r, "key")));
                    shown.put("rules", Plain.child(r, "detail").getOrDefault("rules", ""));
                    shown.put("place", Plain.string(r, "file").isEmpty() ? "" : Plain.string(r, "file").replaceFirst(".*/", "") + ":" + r.get("line"));
                    shown.put("facts", facts(Plain.child(r, "detail")));
                    groups.computeIfAbsent(Plain.string(r, "group"), k -> new ArrayList<>()).add(shown);
                    good += Boolean.TRUE.equals(r.get("good")) ? 1 : 0;
                    bad += JUnitXml.fails(r) ? 1 : 0;
                    total++;
                }
            }
            List<Map<String, Object>> shown = new ArrayList<>();
            groups.forEach((name, of) -> {
                long fine = of.stream().filter(r -> Boolean.TRUE.equals(r.get("good"))).count();
                boolean amber = of.stream().noneMatch(JUnitXml::fails);
                shown.add(Plain.map("name", name.isEmpty() ? "all" : name, "rows", of, "good", fine, "total", of.size(), "whole", fine == of.size(),
                        "amber", amber,
                        "percent", of.isEmpty() ? 0 : 100 * fine / of.size()));
            });
            sections.add(Plain.map("name", s.name(), "title", s.title(), "word", s.good().word(), "good", good, "total", total, "groups", shown,
                    "whole", total > 0 && good == total && of(figures, s).whole(), "amber", bad == 0));
        }
        return sections;
    }

    /** One table for each family: a line for each operation, a cell for each conjunct, and the reasons that cells give, numbered. */
    private static List<Map<String, Object>> operationTables(Map<String, Object> report) {
        Map<String, Map<String, List<Map<String, Object>>>> families = new LinkedHashMap<>();
        Map<String, List<String>> reasons = new LinkedHashMap<>();
        for (Map<String, Object> c : Plain.list(report, "operations")) {
            Map<String, Object> cell = new LinkedHashMap<>(c);
            List<String> why = reasons.computeIfAbsent(Plain.string(c, "family"), f -> new ArrayList<>());
            for (String part : List.of("noCheck", "noProof", "noLive", "partly")) {
                String reason = Plain.string(c, part);
                if (!reason.isEmpty() && !why.contains(reason)) {
                    why.add(reason);
                }
                cell.put(part + "Note", reason.isEmpty() ? "none" : "note " + (why.indexOf(reason) + 1));
            }
            String contract = Plain.string(c, "contract");
            cell.put("implied", contract.replaceFirst(";.*", ""));
            List<String> others = new ArrayList<>();
            for (String other : contract.contains("; ") ? contract.substring(contract.indexOf("; ") + 2).split("; (?=\\w+/\\w+ )") : new String[0]) {
                if (!why.contains(other)) {
                    why.add(other);
                }
                others.add(Integer.toString(why.indexOf(other) + 1));
            }
            cell.put("others", others.isEmpty() ? "" : ", notes " + String.join(" ", others));
            cell.put("obligations", Plain.texts(c, "proofs").size());
            cell.put("proofGood", Plain.number(c, "proved") == Plain.texts(c, "proofs").size());
            families.computeIfAbsent(Plain.string(c, "family"), f -> new LinkedHashMap<>())
                    .computeIfAbsent(Plain.string(c, "operation"), o -> new ArrayList<>()).add(cell);
        }
        List<Map<String, Object>> tables = new ArrayList<>();
        families.forEach((family, operations) -> {
            List<Map<String, Object>> lines = new ArrayList<>();
            operations.forEach((operation, cells) -> lines.add(Map.of("operation", operation, "cells", cells)));
            tables.add(Plain.map("family", family, "conjuncts", operations.values().iterator().next().stream().map(c -> c.get("conjunct")).toList(),
                    "lines", lines, "reasons", reasons.get(family)));
        });
        return tables;
    }

    private static Figure of(List<Figure> figures, Section s) {
        return figures.stream().filter(f -> f.name().equals(s.name())).findFirst().orElseThrow();
    }

    /** The details that a tool recorded, one line each. */
    private static List<String> facts(Map<String, Object> detail) {
        List<String> facts = new ArrayList<>();
        detail.forEach((name, value) -> {
            boolean empty = value == null || value instanceof List<?> l && l.isEmpty() || value instanceof Map<?, ?> m && m.isEmpty();
            if (!empty) {
                String text = value instanceof List<?> l ? String.join(", ", l.stream().map(String::valueOf).toList()) : value.toString();
                facts.add(name + ": " + text);
            }
        });
        return facts;
    }

    private static List<Map<String, Object>> requirements(Map<String, Object> report, Map<String, String> anchors) {
        List<Map<String, Object>> views = new ArrayList<>();
        for (Map<String, Object> q : Plain.list(report, "requirements")) {
            Map<String, Object> v = new LinkedHashMap<>(q);
            List<Map<String, Object>> cells = new ArrayList<>();
            Plain.child(q, "evidence").forEach((kind, value) -> {
                @SuppressWarnings("unchecked")
                Map<String, Object> cell = new LinkedHashMap<>((Map<String, Object>) value);
                String state = Plain.string(cell, "state");
                cell.put("kind", kind);
                cell.put("css", state.equals("good") ? "ok" : state.equals("none") ? "mute" : state.equals("unsure") ? "warn" : "bad");
                cell.put("text", switch (state) {
                    case "good" -> "✔ " + cell.get("good") + " of " + cell.get("total");
                    case "bad" -> "✘ " + cell.get("good") + " of " + cell.get("total");
                    case "unsure" -> "◐ " + cell.get("good") + " of " + cell.get("total") + ", stale or in part";
                    case "missing" -> "✘ missing";
                    default -> "– not needed";
                });
                List<Map<String, String>> links = new ArrayList<>();
                if (cell.get("rows") instanceof List<?> keys) {
                    keys.forEach(k -> links.add(Map.of("key", k.toString().replaceFirst("^[^:]*:", ""), "anchor", anchors.getOrDefault(k.toString(), ""))));
                }
                cell.put("links", links);
                cells.add(cell);
            });
            v.put("cells", cells);
            v.put("amber", cells.stream().noneMatch(c -> "bad".equals(c.get("css"))));
            views.add(v);
        }
        return views;
    }
}
