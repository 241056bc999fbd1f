// SPDX-License-Identifier: MIT
package cairn.proofs.view;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Turns the behaviour cases of one method into the small cases of the view. */
final class ContractSplit {
    private final TypeDecl type;
    private final Member method;
    private final String shownMethod;
    private final Premises premises;
    private final ViewKind home;
    private final Set<Premises.Rule> used = new LinkedHashSet<>();

    ContractSplit(TypeDecl type, Member method, String shownMethod, Premises premises) {
        this.type = type;
        this.method = method;
        this.shownMethod = shownMethod;
        this.premises = premises;
        this.home = ViewKind.of(type, method, shownMethod, premises);
    }

    /** The cases as the source has them. */
    static List<ViewCase> asWritten(TypeDecl type, Member method) {
        List<ViewCase> all = new ArrayList<>();
        for (int n = 1; n <= method.contract.size(); n++) {
            SpecCase source = method.contract.get(n - 1);
            ViewCase whole = whole(type, method, source, n);
            source.of("requires").forEach(r -> whole.requires.add(r.text()));
            all.add(whole);
        }
        return all;
    }

    /** The cases in the view that the method is proved in. */
    List<ViewCase> cases() {
        List<ViewCase> all = new ArrayList<>();
        if (home == ViewKind.PLAIN) {
            all.addAll(asWritten(type, method));
        } else {
            for (int n = 1; n <= method.contract.size(); n++) {
                boolean here = ViewKind.of(type, method, shownMethod, premises, n) == home;
                all.addAll(here ? split(method.contract.get(n - 1), n) : List.of(asWritten(type, method).get(n - 1)));
            }
        }
        premises.refuseUnused(type, shownMethod, used, all.stream().map(c -> c.item).toList());
        return all;
    }

    private List<ViewCase> split(SpecCase source, int number) {
        String prefix = number == 1 ? "" : number + ":";
        List<String> conjuncts = new ArrayList<>();
        List<Clause> conjunctClauses = new ArrayList<>();
        List<Clause> effects = new ArrayList<>();
        for (Clause e : source.of("ensures")) {
            List<String> others = new ArrayList<>();
            for (String part : Expression.conjuncts(e.text())) {
                if ((home == ViewKind.SPLIT || home == ViewKind.UPPER) && type.isModelBoolean(part)) {
                    for (String c : type.expand(part)) {
                        if (!conjuncts.contains(c)) {
                            conjuncts.add(c);
                            conjunctClauses.add(e);
                        }
                    }
                } else {
                    others.add(part);
                }
            }
            if (!others.isEmpty()) {
                boolean all = others.size() == Expression.conjuncts(e.text()).size();
                effects.add(new Clause(e.keyword(), all ? e.text() : String.join(" && ", others), e.line(), e.note()));
            }
        }
        String mode = premises.mode(shownMethod, number);
        boolean split = !mode.equals("whole") && (mode.equals("split") || !conjuncts.isEmpty());
        if (!split) {
            ViewCase whole = whole(type, method, source, number);
            requirements(type, shownMethod, premises, used, source, number, whole);
            return List.of(whole);
        }
        List<ViewCase> cases = new ArrayList<>();
        for (int i = 0; i < conjuncts.size(); i++) {
            Clause at = conjunctClauses.get(i);
            ViewCase c = new ViewCase(source, prefix + conjuncts.get(i), "conjunct", at.line(), at.note());
            c.ensures.add(conjuncts.get(i));
            cases.add(c);
        }
        for (int i = 0; i < effects.size(); i++) {
            Clause at = effects.get(i);
            ViewCase c = new ViewCase(source, prefix + "#" + (i + 1), kind(type, method, "effect"), at.line(), at.note());
            c.ensures.add(at.text());
            cases.add(c);
        }
        // {P} m {Q1 and Q2, F changes at most} holds iff {P} m {Q1}, {P} m {Q2} and {P} m {F changes at most} hold
        List<Clause> frame = source.of("assignable");
        boolean bounded = !frame.isEmpty() && !isEverything(frame);
        cases.forEach(c -> c.openFrame = bounded);
        if (bounded || cases.isEmpty()) {
            int line = frame.isEmpty() ? source.line : frame.get(0).line();
            StringBuilder notes = new StringBuilder();
            frame.forEach(c -> notes.append(c.note()).append(' '));
            ViewCase c = new ViewCase(source, prefix + "frame", "frame", line, notes.toString());
            c.ensures.add("true");
            cases.add(c);
        }
        cases.forEach(c -> requirements(type, shownMethod, premises, used, source, number, c));
        return cases;
    }

    static boolean isEverything(List<Clause> frame) {
        return frame.size() == 1 && frame.get(0).text().equals("\\everything");
    }

    private static ViewCase whole(TypeDecl type, Member method, SpecCase source, int number) {
        Clause first = source.of("ensures").stream().findFirst().orElse(source.clauses.isEmpty()
                ? new Clause("ensures", "true", source.line, "") : source.clauses.get(0));
        StringBuilder notes = new StringBuilder();
        source.clauses.forEach(c -> notes.append(c.note()).append(' '));
        ViewCase whole = new ViewCase(source, (number == 1 ? "" : number + ":") + "whole", kind(type, method, "composed"), first.line(),
                notes.toString());
        source.of("ensures").forEach(e -> whole.ensures.add(e.text()));
        return whole;
    }

    /**
     * A model method's contract with the premises of its line instead of all that it requires; the method itself where there is no line.
     */
    static ModelMethod lemma(TypeDecl type, ModelMethod m, String shown, Premises premises) {
        Set<Premises.Rule> used = new LinkedHashSet<>();
        List<SpecCase> contract = new ArrayList<>();
        for (int n = 1; n <= m.contract().size(); n++) {
            SpecCase source = m.contract().get(n - 1);
            if (!type.hasConjunction() || premises.rule(shown, n, "lemma") == null) {
                contract.add(source);
                continue;
            }
            ViewCase c = new ViewCase(source, "lemma", "lemma", source.line, "");
            requirements(type, shown, premises, used, source, n, c);
            List<Clause> requires = source.of("requires");
            SpecCase changed = new SpecCase(source.head, source.line);
            int line = requires.isEmpty() ? source.line : requires.get(0).line();
            c.requires.forEach(r -> changed.clauses.add(new Clause("requires", r, line, "")));
            if (!c.premises.isEmpty()) {
                changed.clauses.add(new Clause("requires", String.join(" && ", c.premises), line, ""));
            }
            source.clauses.stream().filter(x -> !x.keyword().equals("requires")).forEach(changed.clauses::add);
            contract.add(changed);
        }
        premises.refuseUnused(type, shown, used, type.hasConjunction() ? List.of("lemma") : List.of());
        return used.isEmpty() ? m : new ModelMethod(m.name(), m.parameters(), m.head(), m.body(), contract, m.line());
    }

    private static String kind(TypeDecl type, Member method, String otherwise) {
        boolean empty = method.hasBody() && type.file.normalText(method.bodyFrom, method.to, false).equals("{ } ");
        boolean writes = method.contract.stream().anyMatch(c -> c.of("assignable").stream().noneMatch(a -> a.text().contains("nothing")));
        return empty && !writes || method.name.endsWith("Lemma") || type.name.endsWith("Lemmas") ? "lemma" : otherwise;
    }

    /** Fills in what a case requires; sound, because it is never more than the source case does. */
    private static void requirements(TypeDecl type, String shownMethod, Premises premises, Set<Premises.Rule> used, SpecCase source,
            int number, ViewCase c) {
        String item = c.item.substring(c.item.indexOf(':') + 1);
        Premises.Rule rule = premises.rule(shownMethod, number, item);
        List<String> available = new ArrayList<>();
        int nth = 0;
        for (Clause r : source.of("requires")) {
            nth++;
            List<String> parts = Expression.conjuncts(r.text());
            List<String> others = new ArrayList<>();
            for (String part : parts) {
                if (type.isModelBoolean(part) && (type.hasConjunction() || !isComposed(type, part))) {
                    for (String e : type.expand(part)) {
                        if (!available.contains(e)) {
                            available.add(e);
                        }
                    }
                } else {
                    others.add(part);
                }
            }
            if (rule != null && !rule.keeps(nth)) {
                continue;
            }
            if (others.size() == parts.size()) {
                c.requires.add(r.text());
            } else if (!others.isEmpty()) {
                c.requires.add(String.join(" && ", others));
            }
        }
        if (rule == null && item.equals("frame")) {
            return;
        }
        if (rule == null) {
            c.premises.addAll(available);
            return;
        }
        used.add(rule);
        if (rule.clauses().stream().anyMatch(n -> n < 1 || n > source.of("requires").size())) {
            throw Refused.at(premises.file, rule.line(), type.name + "." + shownMethod + " has requires clauses 1 .. "
                    + source.of("requires").size() + " (" + type.file.path + ":" + source.line + ")");
        }
        for (String name : rule.premises()) {
            String premise = name.equals("self") ? item : name;
            if (name.equals("self") && !available.contains(premise)) {
                continue;
            }
            if (!available.contains(premise)) {
                throw Refused.at(premises.file, rule.line(), "'" + premise + "' is not among what " + type.name + "." + shownMethod
                        + " requires (" + type.file.path + ":" + source.line + "); allowed: " + String.join(" ", available));
            }
            if (!c.premises.contains(premise)) {
                c.premises.add(premise);
            }
        }
    }

    /** A name for what another class's fields say, such as {@code t != null && t.okA}: kept whole. */
    private static boolean isComposed(TypeDecl type, String field) {
        return type.represents(field).isPresent() && Expression.conjuncts(type.represents(field).get().body()).stream()
                .anyMatch(p -> p.matches("[\\w.]+\\.[A-Za-z_]\\w*"));
    }
}
