package cairn.spec.alloy.logic;

import cairn.spec.alloy.SpecException;
import cairn.spec.alloy.SpecSources;
import cairn.spec.alloy.logic.JmlReader.Unreadable;
import edu.mit.csail.sdg.ast.Expr;
import edu.mit.csail.sdg.ast.ExprVar;
import edu.mit.csail.sdg.ast.Func;
import edu.mit.csail.sdg.ast.Sig;
import edu.mit.csail.sdg.ast.Sig.PrimSig;
import edu.mit.csail.sdg.parser.CompModule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * One method of the kernel and one operation of the specification: the problems whose unsatisfiability shows that the contract implies what
 * the operation says. Of the contract only what can be read is used: a hypothesis less is sound.
 */
final class Refinement {
    /**
     * An attempt: for which rows, with which conjuncts of the tree's invariant, before and after, among the hypotheses (a solver gets lost in
     * too many), and how many times the effort.
     */
    private record Attempt(String rows, String conjuncts, int effort) {}

    private static final String LISTS = "first|nextSibling|prevSibling";
    private static final String ANY = ".*";
    private static final List<Attempt> ATTEMPTS = List.of(new Attempt(ANY, "okE|okW|okZ", 1), new Attempt(ANY, "okE|okW|okZ|okY|okI", 1),
            // the order of a list follows from the stamps of its members, before and after
            new Attempt(LISTS, "okD|okN|okP|okQ|okF|okT|okS|okO|okU|okY", 1), new Attempt(LISTS, "okD|okN|okG|okT|okO|okU", 1),
            new Attempt(LISTS, "okD|okN|okP|okG|okT|okO|okU", 4), new Attempt(LISTS, "okN|okP|okG|okY", 1),
            new Attempt(LISTS, "okZ|okD|okN|okT|okS|okO|okU|okG", 1), new Attempt(ANY, "okE|okW|okZ|okG|okL|okK|okV|okB.|okM", 1),
            new Attempt(ANY, "okBetween|okH|okG|okL|okK|okV|okB0", 1), new Attempt(ANY, "okE|okW|okZ|okG|okD|okF|okN|okP|okQ|okT|okS|okO|okU|okA|okJ", 1),
            new Attempt(ANY, "ok.*", 1), new Attempt(ANY, "okE|okW|okZ", 1));
    /** By instances of terms that occur, which is quick to give up; the last one looks for models too. */
    private static final int QUICK = ATTEMPTS.size() - 1;

    private static final Logic ARGUMENT = new Logic.Name("member");

    private final KernelContract kernel;
    private final ContractMap.Entry entry;
    private final KernelContract.Method method;
    private final Map<String, Logic> parameters = new HashMap<>();
    private final CompModule module;
    private final Meaning words;
    private final Walk walk;
    private final Map<String, Expr> names;
    private final Func guard;
    private final Map<String, Func> effects = new HashMap<>();
    private final Map<String, Logic> sets = new LinkedHashMap<>();

    Refinement(SpecSources sources, CompModule module, KernelWords kernelWords, KernelContract kernel, ContractMap.Entry entry, String mapFile) {
        this.kernel = kernel;
        this.entry = entry;
        this.module = module;
        this.method = kernel.method(entry.method());
        this.names = KernelInvariant.names(module);
        this.words = new LivingWords(kernelWords, (Sig) names.get("Live"));
        this.walk = new Walk(sources, words);
        method.parameters().keySet().forEach(p -> parameters.put(p, new Logic.Name("argument " + p)));
        Func pre = null;
        for (CompModule part : module.getAllReachableModules()) {
            for (Func f : part.getAllFunc()) {
                String label = SmtWords.plain(f.label);
                if (label.equals(entry.operation() + "_pre")) {
                    pre = f;
                } else if (label.startsWith(entry.operation() + "_") && names.containsKey(label.substring(entry.operation().length() + 1))) {
                    effects.put(label.substring(entry.operation().length() + 1), f);
                }
            }
        }
        if (pre == null) {
            throw new SpecException(mapFile + ":" + entry.line() + ": the specification has no operation '" + entry.operation() + "'");
        }
        this.guard = pre;
        TreeSet<String> wanted = new TreeSet<>();
        pre.params().forEach(p -> wanted.add(p.label));
        if (!wanted.equals(new TreeSet<>(entry.arguments().keySet()))) {
            throw new SpecException(mapFile + ":" + entry.line() + ": " + entry.operation() + " takes " + wanted + ", here are " + entry.arguments().keySet());
        }
    }

    /** The state relations: what conjuncts speak of. */
    List<String> relations() {
        return KernelInvariant.conjuncts(module).stream().flatMap(f -> f.params().stream()).map(p -> p.label).distinct().sorted().toList();
    }

    static int strategies() {
        return ATTEMPTS.size();
    }

    static boolean tries(int strategy, String row) {
        return row.matches(ATTEMPTS.get(strategy).rows());
    }

    /** How many times the effort an attempt may take. */
    static int effort(int strategy) {
        return ATTEMPTS.get(strategy).effort();
    }

    // --------------------------------------------------------------------------------------------------------- arguments

    private Logic term(String text) {
        return JmlReader.read(text.strip(), parameters);
    }

    private Scope scope(Func f) {
        Scope scope = Scope.EMPTY;
        for (ExprVar parameter : f.params()) {
            String what = entry.arguments().get(parameter.label);
            if (what == null) {
                throw new SpecException(SmtWords.plain(f.label) + ": its parameter '" + parameter.label + "' is none of " + entry.operation() + "_pre");
            }
            PrimSig sort = null;
            for (edu.mit.csail.sdg.ast.Type.ProductType product : parameter.type()) {
                sort = Walk.root(product.get(0));
            }
            Logic in = null;
            if (what.equals("none")) {
                in = Logic.FALSE;
            } else if (what.startsWith("flags ")) {
                String[] flags = what.substring(6).split(";");
                List<Logic> cases = new ArrayList<>();
                for (int i = 0; i < flags.length; i++) {
                    cases.add(Logic.op("&&", Logic.op("==", ARGUMENT, new Logic.Number(i)), term(flags[i])));
                }
                in = Logic.op("||", cases.toArray(new Logic[0]));
            } else if (what.startsWith("range ")) {
                String[] parts = what.substring(6).split("\\.\\.| when ");
                scope = scope.with(parameter, new Scope.Range(new Meaning.Interval(term(parts[2]), term(parts[0]), term(parts[1]), sort)));
                continue;
            }
            if (in == null) {
                List<Logic> atom = new ArrayList<>();
                for (String part : what.split(",(?![^\\[]*\\])")) {
                    atom.add(term(part));
                }
                scope = scope.with(parameter, new Scope.Atom(atom, sort));
            } else {
                sets.put(parameter.label, in);
                scope = scope.with(parameter, new Scope.Symbol("set " + parameter.label, List.of(sort)));
            }
        }
        return scope;
    }

    /** Sets among the arguments, spelled out. */
    private Logic spelled(Logic f) {
        if (f instanceof Logic.Holds h && h.relation().startsWith("set ")) {
            return Logic.replace(sets.get(h.relation().substring(4)), ARGUMENT, h.arguments().get(0));
        } else if (f instanceof Logic.Op o) {
            return new Logic.Op(o.sign(), o.parts().stream().map(this::spelled).toList());
        } else if (f instanceof Logic.Bound b) {
            return new Logic.Bound(b.all(), b.type(), b.variable(), spelled(b.range()), spelled(b.body()));
        }
        return f;
    }

    // ------------------------------------------------------------------------------------------------------------- goals

    /** That a state relation is afterwards as the operation says, or (unchanged) as it was. */
    private Logic relation(String name, boolean unchanged) {
        Expr field = names.get(name);
        Func effect = unchanged ? null : effects.get(name);
        Expr after = effect == null ? field : effect.getBody();
        Scope scope = effect == null ? Scope.EMPTY : scope(effect);
        List<PrimSig> sorts = new ArrayList<>();
        if (field instanceof Sig sig) {
            sorts.add(Walk.root(sig));
        } else {
            for (edu.mit.csail.sdg.ast.Type.ProductType product : field.type()) {
                sorts.clear();
                sorts.add(Walk.root(product.get(0)));
                sorts.add(Walk.root(product.get(1)));
            }
        }
        return every(sorts, 0, new ArrayList<>(), field, atoms -> {
            List<Logic> existed = new ArrayList<>();
            for (int i = 0; i < sorts.size(); i++) {
                if (words.elements(sorts.get(i)) == null && TwoStates.reference(words.parts(sorts.get(i), field).get(0).type())) {
                    existed.add(Logic.op("\\made", atoms.get(i).get(0)));
                }
            }
            existed.add(spelled(walk.member(after, atoms, scope)));
            return Logic.op("<==>", walk.member(field, atoms, Scope.EMPTY), Logic.op("\\old", new Logic.Op("&&", existed)));
        });
    }

    private Logic every(List<PrimSig> sorts, int column, List<List<Logic>> atoms, Expr at, java.util.function.Function<List<List<Logic>>, Logic> body) {
        if (column == sorts.size()) {
            return body.apply(List.copyOf(atoms));
        }
        PrimSig sort = sorts.get(column);
        List<Logic> cases = new ArrayList<>();
        if (words.elements(sort) != null) {
            for (Logic element : words.elements(sort)) {
                atoms.add(List.of(element));
                cases.add(every(sorts, column + 1, atoms, at, body));
                atoms.remove(column);
            }
            return new Logic.Op("&&", cases);
        }
        List<Meaning.Part> parts = words.parts(sort, at);
        List<Logic> atom = new ArrayList<>();
        parts.forEach(p -> atom.add(new Logic.Name("column " + column + " " + p.name())));
        atoms.add(atom);
        Logic result = every(sorts, column + 1, atoms, at, body);
        atoms.remove(column);
        result = Logic.op("==>", words.range(sort, atom), result);
        for (int i = parts.size() - 1; i >= 0; i--) {
            result = new Logic.Bound(true, parts.get(i).type(), ((Logic.Name) atom.get(i)).text(), Logic.TRUE, result);
        }
        return result;
    }

    /** The guard, as far as the core can say it. */
    private Logic guard() {
        return Logic.op("\\old", spelled(walk.weakened(guard.getBody(), scope(guard), new ArrayList<>())));
    }

    private Logic done() {
        return entry.done() == null ? Logic.TRUE : term(entry.done());
    }

    // ---------------------------------------------------------------------------------------------------------- problems

    /** What is to be shown of the method, by name of the row; {@code guard}, {@code allowed}, {@code refusal} besides the state relations. */
    List<String> rows() {
        List<String> rows = new ArrayList<>(List.of("guard", "allowed"));
        if (entry.done() != null) {
            rows.add("refusal");
        }
        rows.addAll(relations());
        return rows;
    }

    /** How many questions there are: one for each behaviour case, and whether the cases cover what the guard allows. */
    int questions() {
        return method.cases().size() + 1;
    }

    /** One thing to be shown: a row, or the part of it with that number. A row is shown when all its parts are. */
    record Ask(String row, int part) {}

    /**
     * A row is shown when it is for each question.
     *
     * @param question the number of a behaviour case; {@link #questions} - 1: whether they cover what the guard allows
     * @param rows     what is asked, one answer each, in order; before it one answer that is unsat when the premises contradict each other
     * @param given    relations that are assumed to be as the operation leaves them
     * @throws Refusal where the core's words cannot say a row
     */
    String problem(int question, List<Ask> asks, int strategy, List<String> given) {
        TwoStates s = new TwoStates(kernel);
        method.parameters().forEach((p, type) -> s.constant("argument " + p, type));
        if (!method.result().equals("void")) {
            s.constant("\\result", method.result());
        }
        List<String> formulas = invariant(s, strategy, true);
        List<List<String>> asked = new ArrayList<>();
        if (question == method.cases().size()) {
            asked.add(List.of());
        } else {
            formulas.addAll(contract(s, method.cases().get(question), strategy));
            given.forEach(other -> formulas.add(s.text(relation(other, false), false)));
            asked.add(List.of(s.text(done(), false)));
        }
        for (Ask ask : asks) {
            List<String> one = new ArrayList<>();
            asked(question, ask).forEach(f -> one.add(s.text(f, false)));
            asked.add(one);
        }
        return s.problem(formulas, asked, strategy < QUICK);
    }

    /** In how many parts a row can be shown. */
    int parts(int question, String row) {
        return question == method.cases().size() ? 1 : split(goal(row)).size();
    }

    /** What must be impossible for the row, or its part, to be shown. */
    private List<Logic> asked(int question, Ask ask) {
        if (question == method.cases().size()) {
            List<Logic> covered = new ArrayList<>();
            for (KernelContract.Case c : method.cases()) {
                covered.add(Logic.op("\\old", Logic.and(c.requires().stream().map(this::withoutInvariant).toList())));
            }
            return ask.row().equals("allowed") ? List.of(guard(), besides(), Logic.op("!", new Logic.Op("||", covered))) : List.of(Logic.FALSE);
        }
        Logic when = ask.row().equals("allowed") ? Logic.op("&&", guard(), besides()) : ask.row().equals("refusal") ? Logic.op("!", done()) : done();
        Logic goal = goal(ask.row());
        return List.of(when, Logic.op("!", ask.part() < 0 ? goal : split(goal).get(ask.part())));
    }

    private Logic goal(String row) {
        if (row.equals("guard")) {
            return guard();
        } else if (row.equals("allowed")) {
            return done();
        } else if (row.equals("refusal")) {
            List<Logic> same = new ArrayList<>();
            for (String part : relations()) {
                try {
                    same.add(relation(part, true));
                } catch (Refusal r) {
                    // has a row of its own, which says so
                }
            }
            return new Logic.Op("&&", same);
        }
        return relation(row, false);
    }

    /** Formulas that hold together just where {@code f} does. */
    private static List<Logic> split(Logic f) {
        if (f instanceof Logic.Bound b && b.all()) {
            return split(b.body()).stream().map(p -> (Logic) new Logic.Bound(true, b.type(), b.variable(), b.range(), p)).toList();
        } else if (f instanceof Logic.Op o) {
            Logic last = o.parts().get(o.parts().size() - 1);
            switch (o.sign()) {
                case "\\old":
                    return split(last).stream().map(p -> Logic.op("\\old", p)).toList();
                case "&&":
                    return o.parts().stream().flatMap(p -> split(p).stream()).toList();
                case "==>":
                    return cases(o.parts().get(0)).stream().flatMap(c -> split(last).stream().map(p -> Logic.op("==>", c, p))).toList();
                case "<==>":
                    return Stream.of(Logic.op("==>", o.parts().get(0), last), Logic.op("==>", last, o.parts().get(0))).flatMap(p -> split(p).stream()).toList();
                default:
                    break;
            }
        }
        return List.of(f);
    }

    /** Formulas one of which holds just where {@code f} does: the first disjunction in it, taken apart. */
    private static List<Logic> cases(Logic f) {
        if (f instanceof Logic.Op o && o.sign().equals("\\old")) {
            return cases(o.parts().get(0)).stream().map(c -> Logic.op("\\old", c)).toList();
        } else if (f instanceof Logic.Op o && o.sign().equals("||")) {
            return o.parts();
        } else if (f instanceof Logic.Op o && o.sign().equals("&&")) {
            for (int i = 0; i < o.parts().size(); i++) {
                int at = i;
                List<Logic> cases = cases(o.parts().get(i));
                if (cases.size() > 1) {
                    return cases.stream().map(c -> {
                        List<Logic> parts = new ArrayList<>(o.parts());
                        parts.set(at, c);
                        return (Logic) new Logic.Op("&&", parts);
                    }).toList();
                }
            }
        }
        return List.of(f);
    }

    /** The reason why the core's words cannot say a row; null when they can. */
    String refusal(String row) {
        try {
            if (relations().contains(row)) {
                relation(row, false);
            }
            return null;
        } catch (Refusal e) {
            return e.getMessage().replaceFirst("^\\S+:\\d+: ", "");
        }
    }

    private Logic besides() {
        return entry.besides() == null ? Logic.TRUE : Logic.op("\\old", term(entry.besides()));
    }

    private Logic withoutInvariant(String clause) {
        return Logic.and(Logic.operands("&&", term(clause)).stream().filter(f -> !f.equals(new Logic.Name("inv"))).toList());
    }

    private List<String> invariant(TwoStates s, int strategy, boolean before) {
        List<String> formulas = new ArrayList<>();
        kernel.invariant.forEach((name, text) -> {
            if (name.matches(ATTEMPTS.get(strategy).conjuncts())) {
                hypotheses(s, text, before, formulas);
            }
        });
        return formulas;
    }

    private List<String> contract(TwoStates s, KernelContract.Case c, int strategy) {
        List<String> formulas = new ArrayList<>();
        c.requires().forEach(r -> hypotheses(s, r, true, formulas));
        if (c.requires().stream().anyMatch(r -> readable(r).contains(new Logic.Name("inv")))) {
            s.forest();
        }
        for (String clause : c.ensures()) {
            hypotheses(s, clause, false, formulas);
            if (readable(clause).contains(new Logic.Name("inv"))) {
                formulas.addAll(invariant(s, strategy, false));
            }
        }
        // what a case that does not name the invariant leaves as it was follows from its frame
        formulas.addAll(s.frame(c.assignable(), parameters));
        return formulas;
    }

    /** The conjuncts of a clause that can be read. */
    private List<Logic> readable(String clause) {
        List<Logic> parts = new ArrayList<>();
        for (String part : KernelContract.conjuncts(clause)) {
            try {
                parts.addAll(Logic.operands("&&", JmlReader.read(part, parameters)));
            } catch (Unreadable e) {
                // a hypothesis less
            }
        }
        return parts;
    }

    private void hypotheses(TwoStates s, String clause, boolean before, List<String> formulas) {
        for (Logic part : readable(clause)) {
            if (part instanceof Logic.Name n && !n.text().equals("inv") && kernel.definitions.containsKey(n.text())) {
                hypotheses(s, kernel.definitions.get(n.text()), before, formulas);
                continue;
            }
            try {
                formulas.add(s.text(part, before));
            } catch (Unreadable e) {
                // a hypothesis less
            }
        }
    }
}
