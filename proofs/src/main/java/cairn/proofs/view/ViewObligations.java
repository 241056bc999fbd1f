// SPDX-License-Identifier: MIT
package cairn.proofs.view;

import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names the contracts of one view, and says which of them are proved in it. */
final class ViewObligations {
    private static final Pattern BESIDE = Pattern.compile("\\b[A-Z][A-Z0-9]+(?:-[A-Z0-9]+)*-\\d+\\b");
    private static final Pattern BRACKETED = Pattern.compile("\\[([A-Z][A-Z0-9]+(?:-[A-Z0-9]+)*-\\d+(?:\\s*,\\s*[A-Z][A-Z0-9-]+)*)\\]");

    private final ViewKind kind;
    private final int steps;
    final List<Obligation> found = new ArrayList<>();
    final Map<Obligation, String> caseText = new IdentityHashMap<>();
    /** Contracts of this view, with the source case behind each. */
    private final Map<Obligation, String> sourceCase = new IdentityHashMap<>();

    ViewObligations(ViewKind kind, int steps) {
        this.kind = kind;
        this.steps = steps;
    }

    static String shown(TypeDecl type, Member m) {
        return type.overloaded(m) ? m.name + "(" + String.join(",", m.parameters) + ")" : m.name;
    }

    static String shown(TypeDecl type, ModelMethod m) {
        boolean overloaded = type.modelMethods.stream().filter(o -> o.name().equals(m.name())).count() > 1;
        return overloaded ? m.name() + "(" + String.join(",", m.parameters()) + ")" : m.name();
    }

    /** What this view states; a contract that another view proves in parts stands for all the parts. */
    List<Stated> stated(Collection<ViewObligations> views) {
        Map<String, List<String>> parts = new TreeMap<>();
        for (ViewObligations v : views) {
            v.found.forEach(o -> parts.computeIfAbsent(v.sourceCase.get(o), k -> new ArrayList<>()).add(o.id()));
        }
        Set<Obligation> mine = java.util.Collections.newSetFromMap(new IdentityHashMap<>());
        mine.addAll(found);
        List<Stated> all = new ArrayList<>();
        sourceCase.forEach((o, source) -> all.add(new Stated(o, mine.contains(o) ? List.of(o.id()) : parts.get(source))));
        return all;
    }

    private void add(Obligation o, String source, String text, boolean home) {
        sourceCase.put(o, source);
        if (home) {
            found.add(o);
            caseText.put(o, text);
        }
    }

    /** @param homeOf whether this view proves the n-th case of the source */
    void method(TypeDecl type, Member m, List<ViewCase> cases, Premises premises, IntPredicate homeOf) {
        String shown = shown(type, m);
        Map<String, Integer> index = new TreeMap<>();
        for (ViewCase c : cases) {
            String behavior = behavior(c.source);
            int position = index.merge(behavior, 1, Integer::sum) - 1;
            int number = m.contract.indexOf(c.source) + 1;
            boolean home = homeOf.test(number);
            String item = c.item.substring(c.item.indexOf(':') + 1);
            String note = c.note + " " + type.represents(item).map(Declaration::note).orElse("");
            String clause = c.kind.equals("frame") ? String.join(" ", c.source.of("assignable").stream().map(x -> "assignable " + x.text()).toList())
                    : c.ensures.isEmpty() ? "true" : String.join(" && ", c.ensures);
            Obligation o = new Obligation(id(type, shown, c.item), type.file.path, c.line, kind, c.kind, clause, requirements(note, m.doc),
                    type.fullName(), m.name.equals("new") ? simple(type) : m.name, m.parameters, behavior, position,
                    List.copyOf(c.premises), List.copyOf(c.requires), premises.steps(shown, number, steps),
                    premises.inline(shown, number), premises.closed(shown, number), "");
            String source = type.fullName() + "." + shown + "/" + number;
            add(o, source, c.text(""), home);
            for (Clause reads : c.source.of("accessible")) {
                int nth = index.merge("accessible", 1, Integer::sum) - 1;
                Obligation a = new Obligation(id(type, shown, "accessible" + (nth == 0 ? "" : nth + 1)), type.file.path, reads.line(),
                        kind, "accessible", "accessible " + reads.text(), requirements(reads.note(), m.doc), type.fullName(), o.method(),
                        m.parameters, "accessible", nth, o.premises(), o.requires(), o.steps(), false, List.of(), "");
                add(a, source + "/accessible", "accessible " + c.text(""), home);
            }
        }
    }

    void lemma(TypeDecl type, ModelMethod m, Premises premises, boolean home) {
        String shown = shown(type, m);
        for (int n = 1; n <= m.contract().size(); n++) {
            SpecCase c = m.contract().get(n - 1);
            StringBuilder notes = new StringBuilder();
            c.clauses.forEach(x -> notes.append(x.note()).append(' '));
            Obligation o = new Obligation(id(type, shown, n == 1 ? "lemma" : n + ":lemma"), type.file.path, c.line, kind, "lemma",
                    String.join(" && ", c.of("ensures").stream().map(Clause::text).toList()), requirements(notes.toString(), ""),
                    type.fullName(), m.name(), m.parameters(), "model_behavior", n - 1, List.of(),
                    c.of("requires").stream().map(Clause::text).toList(), premises.steps(shown, n, steps), false, List.of(), "");
            add(o, type.fullName() + "." + shown + "/lemma" + n, m.text(), home);
        }
    }

    private static String behavior(SpecCase c) {
        String last = c.head.substring(c.head.lastIndexOf(' ') + 1);
        return last.endsWith("behavior") ? last : "";
    }

    void accessibles(TypeDecl type, boolean home) {
        Map<String, Integer> index = new TreeMap<>();
        for (Declaration d : type.declarations) {
            if (d.keyword().equals("accessible")) {
                int position = index.merge(d.name(), 1, Integer::sum) - 1;
                Obligation o = new Obligation(id(type, d.name(), "accessible" + (position == 0 ? "" : position + 1)), type.file.path,
                        d.line(), kind, "accessible", d.text(), requirements(d.note(), ""), type.fullName(), "$" + d.name(), List.of(),
                        "accessible", position, List.of(), List.of(), steps, false, List.of(), "");
                add(o, o.id(), d.text(), home);
            }
        }
    }

    private static String simple(TypeDecl type) {
        return type.name.substring(type.name.lastIndexOf('.') + 1);
    }

    private static String id(TypeDecl type, String method, String item) {
        String full = type.fullName();
        return (full.startsWith("cairn.kernel.") ? full.substring("cairn.kernel.".length()) : full) + "." + method + "/" + item;
    }

    private static List<String> requirements(String beside, String doc) {
        Set<String> ids = new TreeSet<>();
        Matcher m = BESIDE.matcher(beside);
        while (m.find()) {
            ids.add(m.group());
        }
        Matcher b = BRACKETED.matcher(doc);
        while (b.find()) {
            ids.addAll(List.of(b.group(1).split("\\s*,\\s*")));
        }
        return List.copyOf(ids);
    }
}
