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
    private final Set<Premises.Rule> used = new LinkedHashSet<>();

    ContractSplit(TypeDecl type, Member method, String shownMethod, Premises premises) {
        this.type = type;
        this.method = method;
        this.shownMethod = shownMethod;
        this.premises = premises;
    }

    List<ViewCase> cases() {
        List<ViewCase> all = new ArrayList<>();
        for (int n = 1; n <= method.contract.size(); n++) {
            all.addAll(split(method.contract.get(n - 1), n));
        }
        for (Premises.Rule r : premises.rules) {
            boolean mine = r.method().equals(shownMethod);
            if (mine && !used.contains(r)) {
                throw Refused.at(premises.file, r.line(), "no item of " + type.name + "." + shownMethod + " uses this line; "
                        + "its items are " + String.join(" ", all.stream().map(c -> c.item).toList()));
            }
        }
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
                if (type.isModelBoolean(part)) {
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
        boolean split = !mode.equals("whole") && (mode.equals("split") || isOwnConjunction(conjuncts));
        List<ViewCase> cases = new ArrayList<>();
        if (!split) {
            Clause first = source.of("ensures").stream().findFirst().orElse(source.clauses.isEmpty()
                    ? new Clause("ensures", "true", source.line, "") : source.clauses.get(0));
            StringBuilder notes = new StringBuilder();
            source.clauses.forEach(c -> notes.append(c.note()).append(' '));
            ViewCase whole = new ViewCase(source, prefix + "whole", kind("composed"), first.line(), notes.toString());
            source.of("ensures").forEach(e -> whole.ensures.add(e.text()));
            requirements(source, number, whole);
            cases.add(whole);
            return cases;
        }
        for (int i = 0; i < conjuncts.size(); i++) {
            Clause at = conjunctClauses.get(i);
            ViewCase c = new ViewCase(source, prefix + conjuncts.get(i), "conjunct", at.line(), at.note());
            c.ensures.add(conjuncts.get(i));
            requirements(source, number, c);
            cases.add(c);
        }
        for (int i = 0; i < effects.size(); i++) {
            ViewCase c = new ViewCase(source, prefix + "#" + (i + 1), kind("effect"), effects.get(i).line(), effects.get(i).note());
            c.ensures.add(effects.get(i).text());
            requirements(source, number, c);
            cases.add(c);
        }
        return cases;
    }

    /** Conjuncts are worth splitting where they are opaque by name: fields of this class that are not themselves made of others' fields. */
    private boolean isOwnConjunction(List<String> conjuncts) {
        return conjuncts.stream().anyMatch(c -> type.represents(c).isEmpty()
                || Expression.conjuncts(type.represents(c).get().body()).stream().noneMatch(p -> p.matches("[\\w.]+\\.[A-Za-z_]\\w*")));
    }

    private String kind(String otherwise) {
        boolean empty = method.hasBody() && type.file.normalText(method.bodyFrom, method.to, false).equals("{ } ");
        boolean writes = method.contract.stream().anyMatch(c -> c.of("assignable").stream().noneMatch(a -> a.text().contains("nothing")));
        return empty && !writes || method.name.endsWith("Lemma") || type.name.endsWith("Lemmas") ? "lemma" : otherwise;
    }

    private void requirements(SpecCase source, int number, ViewCase c) {
        List<String> available = new ArrayList<>();
        for (Clause r : source.of("requires")) {
            List<String> parts = Expression.conjuncts(r.text());
            List<String> others = new ArrayList<>();
            for (String part : parts) {
                if (type.isModelBoolean(part) && !isComposed(part)) {
                    for (String e : type.expand(part)) {
                        if (!available.contains(e)) {
                            available.add(e);
                        }
                    }
                } else {
                    others.add(part);
                }
            }
            if (others.size() == parts.size()) {
                c.requires.add(r.text());
            } else if (!others.isEmpty()) {
                c.requires.add(String.join(" && ", others));
            }
        }
        String item = c.item.substring(c.item.indexOf(':') + 1);
        Premises.Rule rule = premises.rule(shownMethod, number, item);
        if (rule == null) {
            c.premises.addAll(available);
            return;
        }
        used.add(rule);
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
    private boolean isComposed(String field) {
        return !type.isConjunction(field) && !isOwnConjunction(List.of(field));
    }
}
