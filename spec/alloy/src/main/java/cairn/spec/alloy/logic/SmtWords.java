package cairn.spec.alloy.logic;

import edu.mit.csail.sdg.ast.Decl;
import edu.mit.csail.sdg.ast.Expr;
import edu.mit.csail.sdg.ast.ExprUnary;
import edu.mit.csail.sdg.ast.Sig;
import edu.mit.csail.sdg.ast.Sig.PrimSig;
import edu.mit.csail.sdg.parser.CompModule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The words of a specification as symbols of an SMT solver: a sort for each top-level signature, a predicate for each signature (a
 * signature may be empty, a sort may not) and a relation for each field. A closure is a relation of its own, of which only true
 * consequences are said: so what is proved holds for structures of every size, finite or not.
 */
final class SmtWords implements Meaning {
    private static final List<Logic> AB = List.of(new Logic.Name("a"), new Logic.Name("b"));

    private final Walk walk;
    private final CompModule module;
    /** Relation, then the sorts of its columns. */
    private final Map<String, List<String>> declared = new TreeMap<>();
    /** The closed step from a to b, then the name of its closure and its sort. */
    private final Map<Logic, List<String>> closures = new LinkedHashMap<>();

    SmtWords(cairn.spec.alloy.SpecSources sources, CompModule module) {
        this.module = module;
        this.walk = new Walk(sources, this);
    }

    Walk walk() {
        return walk;
    }

    static String plain(String label) {
        return label.substring(label.lastIndexOf('/') + 1);
    }

    static String sort(PrimSig sig) {
        return "S_" + plain(sig.label);
    }

    private Logic holds(String relation, List<PrimSig> sorts, List<Logic> arguments) {
        declared.put(relation, sorts.stream().map(SmtWords::sort).toList());
        return new Logic.Holds(relation, arguments);
    }

    /** A set or relation without further meaning. */
    Logic symbol(String name, List<PrimSig> sorts, List<Logic> arguments) {
        return holds(name, sorts, arguments);
    }

    @Override
    public List<Part> parts(PrimSig sort, Expr at) {
        return List.of(new Part(sort(sort), plain(sort.label).substring(0, 1).toLowerCase(java.util.Locale.ROOT) + "_"));
    }

    @Override
    public List<Logic> elements(PrimSig sort) {
        return null;
    }

    @Override
    public Logic range(PrimSig sort, List<Logic> atom) {
        return holds("is_" + plain(sort.label), List.of(sort), atom);
    }

    @Override
    public Logic member(Sig set, List<Logic> atom, Expr at) {
        return holds("is_" + plain(set.label), List.of(Walk.root(set)), atom);
    }

    @Override
    public Value value(Sig.Field field, List<Logic> of, Expr at) {
        return null;
    }

    @Override
    public Interval interval(Sig.Field field, List<Logic> of, Expr at) {
        return null;
    }

    @Override
    public Logic pair(Sig.Field field, List<Logic> from, List<Logic> to, Expr at) {
        return holds("f_" + field.label, List.of(Walk.root(field.sig), target(field)), List.of(from.get(0), to.get(0)));
    }

    private static PrimSig target(Sig.Field field) {
        for (edu.mit.csail.sdg.ast.Type.ProductType product : field.type()) {
            return Walk.root(product.get(1));
        }
        throw new IllegalArgumentException(field.label);
    }

    @Override
    public void refuse(Expr e, Expr at) {
        // An SMT solver can be told everything; closures in part.
    }

    @Override
    public Logic closure(Walk by, Expr step, Scope scope, PrimSig sort, List<Logic> from, List<Logic> to) {
        Logic one = by.member(step, List.of(List.of(AB.get(0)), List.of(AB.get(1))), scope);
        String name = closures.computeIfAbsent(one, s -> List.of("closure" + closures.size(), sort(sort))).get(0);
        return holds(name, List.of(sort, sort), List.of(from.get(0), to.get(0)));
    }

    // ----------------------------------------------------------------------------------------------------------- axioms

    /** What the declarations of signatures and fields say, and the facts. */
    List<Logic> declarations() {
        List<Logic> axioms = new ArrayList<>();
        for (Sig sig : module.getAllReachableSigs()) {
            if (!sig.builtin) {
                signature(sig, axioms);
                sig.getFields().forEach(f -> field(f, axioms));
            }
        }
        for (CompModule part : module.getAllReachableModules()) {
            part.getAllFacts().forEach(fact -> axioms.add(walk.formula(fact.b, Scope.EMPTY)));
        }
        return axioms;
    }

    private Logic is(Sig sig, String variable) {
        return holds("is_" + plain(sig.label), List.of(Walk.root(sig)), List.of(new Logic.Name(variable)));
    }

    private static Logic every(PrimSig sort, String variable, Logic range, Logic body) {
        return Logic.all(sort(sort), variable, range, body);
    }

    private void signature(Sig sig, List<Logic> axioms) {
        PrimSig root = Walk.root(sig);
        if (sig instanceof Sig.SubsetSig subset) {
            axioms.add(every(root, "x", is(sig, "x"), Logic.or(subset.parents.stream().map(p -> is(p, "x")).toList())));
        } else if (sig instanceof PrimSig prim) {
            if (!sig.isTopLevel()) {
                axioms.add(every(root, "x", is(sig, "x"), is(prim.parent, "x")));
            }
            List<PrimSig> children = new ArrayList<>();
            prim.children().forEach(children::add);
            for (int i = 0; i < children.size(); i++) {
                for (int j = 0; j < i; j++) {
                    axioms.add(every(root, "x", is(children.get(i), "x"), Logic.not(is(children.get(j), "x"))));
                }
            }
            if (sig.isAbstract != null && !children.isEmpty()) {
                axioms.add(every(root, "x", is(sig, "x"), Logic.or(children.stream().map(c -> is(c, "x")).toList())));
            }
        }
        if (sig.isOne != null) {
            axioms.add(new Logic.Bound(false, sort(root), "x", Logic.TRUE, is(sig, "x")));
            axioms.add(every(root, "x", is(sig, "x"), every(root, "y", is(sig, "y"), Logic.equal(new Logic.Name("x"), new Logic.Name("y")))));
        }
    }

    private void field(Sig.Field field, List<Logic> axioms) {
        PrimSig from = Walk.root(field.sig);
        PrimSig to = target(field);
        Logic xy = pair(field, List.of(new Logic.Name("x")), List.of(new Logic.Name("y")), null);
        Logic xz = pair(field, List.of(new Logic.Name("x")), List.of(new Logic.Name("z")), null);
        Decl decl = field.decl();
        Expr range = decl.expr instanceof ExprUnary u ? u.sub : decl.expr;
        Logic typed = Logic.and(is(field.sig, "x"), is(to, "y"), walk.member(range, List.of(List.of(new Logic.Name("y"))), Scope.EMPTY));
        axioms.add(every(from, "x", Logic.TRUE, every(to, "y", xy, typed)));
        ExprUnary.Op many = decl.expr instanceof ExprUnary u ? u.op : ExprUnary.Op.SETOF;
        if (many == ExprUnary.Op.ONEOF || many == ExprUnary.Op.LONEOF) {
            axioms.add(every(from, "x", Logic.TRUE, every(to, "y", Logic.TRUE, every(to, "z", Logic.and(xy, xz),
                    Logic.equal(new Logic.Name("y"), new Logic.Name("z"))))));
        }
        if (many == ExprUnary.Op.ONEOF || many == ExprUnary.Op.SOMEOF) {
            axioms.add(every(from, "x", is(field.sig, "x"), new Logic.Bound(false, sort(to), "y", Logic.TRUE, xy)));
        }
    }

    /**
     * What is true of every closure: it has the steps, it is transitive, it begins and ends with a step; and induction, for the
     * candidates that the closures of the same problem suggest: that it lies in another one, alone or with one detour over a step that
     * the other one has not. An instance of induction is true whatever the candidate is.
     */
    List<Logic> closureAxioms() {
        List<Logic> axioms = new ArrayList<>();
        for (Map.Entry<Logic, List<String>> entry : closures.entrySet()) {
            String name = entry.getValue().get(0);
            String sort = entry.getValue().get(1);
            Rel step = (x, y) -> Logic.replace(Logic.replace(Logic.replace(entry.getKey(), AB.get(0), new Logic.Name("a!")), AB.get(1), y),
                    new Logic.Name("a!"), x);
            Rel closed = (x, y) -> new Logic.Holds(name, List.of(x, y));
            axioms.add(forAll(sort, List.of("x", "y"), Logic.implies(step.of(n("x"), n("y")), closed.of(n("x"), n("y")))));
            axioms.add(forAll(sort, List.of("x", "y", "z"),
                    Logic.implies(Logic.and(closed.of(n("x"), n("y")), closed.of(n("y"), n("z"))), closed.of(n("x"), n("z")))));
            axioms.add(forAll(sort, List.of("x", "y"), Logic.implies(closed.of(n("x"), n("y")), Logic.or(step.of(n("x"), n("y")),
                    new Logic.Bound(false, sort, "z", Logic.TRUE, Logic.and(step.of(n("x"), n("z")), closed.of(n("z"), n("y"))))))));
            axioms.add(forAll(sort, List.of("x", "y"), Logic.implies(closed.of(n("x"), n("y")), Logic.or(step.of(n("x"), n("y")),
                    new Logic.Bound(false, sort, "z", Logic.TRUE, Logic.and(closed.of(n("x"), n("z")), step.of(n("z"), n("y"))))))));
            for (Map.Entry<Logic, List<String>> other : closures.entrySet()) {
                if (other != entry && other.getValue().get(1).equals(sort)) {
                    Rel steps = (x, y) -> Logic.replace(Logic.replace(Logic.replace(other.getKey(), AB.get(0), new Logic.Name("a!")), AB.get(1),
                            y), new Logic.Name("a!"), x);
                    Rel within = (x, y) -> new Logic.Holds(other.getValue().get(0), List.of(x, y));
                    axioms.add(induction(sort, step, closed, within));
                    Rel detour = (x, y) -> Logic.or(within.of(x, y), new Logic.Bound(false, sort, "p", Logic.TRUE,
                            new Logic.Bound(false, sort, "q", Logic.TRUE, Logic.and(step.of(n("p"), n("q")), Logic.not(steps.of(n("p"), n("q"))),
                                    Logic.or(Logic.equal(x, n("p")), within.of(x, n("p"))), Logic.or(Logic.equal(n("q"), y), within.of(n("q"), y))))));
                    axioms.add(induction(sort, step, closed, detour));
                }
            }
        }
        return axioms;
    }

    private interface Rel {
        Logic of(Logic from, Logic to);
    }

    private static Logic induction(String sort, Rel step, Rel closed, Rel candidate) {
        Logic base = forAll(sort, List.of("x", "y"), Logic.implies(step.of(n("x"), n("y")), candidate.of(n("x"), n("y"))));
        Logic more = forAll(sort, List.of("x", "y", "z"), Logic.implies(Logic.and(step.of(n("x"), n("y")), candidate.of(n("y"), n("z"))),
                candidate.of(n("x"), n("z"))));
        Logic all = forAll(sort, List.of("x", "y"), Logic.implies(closed.of(n("x"), n("y")), candidate.of(n("x"), n("y"))));
        return Logic.implies(Logic.and(base, more), all);
    }

    private static Logic n(String name) {
        return new Logic.Name(name);
    }

    private static Logic forAll(String sort, List<String> variables, Logic body) {
        Logic result = body;
        for (int i = variables.size() - 1; i >= 0; i--) {
            result = Logic.all(sort, variables.get(i), Logic.TRUE, result);
        }
        return result;
    }

    // ---------------------------------------------------------------------------------------------------------- writing

    /** The problem whether all {@code formulas} can hold together. */
    String problem(Map<String, String> constants, List<Logic> formulas) {
        StringBuilder out = new StringBuilder("(set-logic UF)\n");
        declared.values().stream().flatMap(List::stream).distinct().sorted().forEach(s -> out.append("(declare-sort ").append(s).append(" 0)\n"));
        declared.forEach((name, sorts) -> out.append("(declare-fun ").append(name).append(" (").append(String.join(" ", sorts)).append(") Bool)\n"));
        constants.forEach((name, sort) -> out.append("(declare-const ").append(name).append(' ').append(sort).append(")\n"));
        formulas.forEach(f -> out.append("(assert ").append(text(f)).append(")\n"));
        return out.append("(check-sat)\n").toString();
    }

    private static String text(Logic f) {
        if (f instanceof Logic.Name n) {
            return n.text();
        } else if (f instanceof Logic.Holds h) {
            return "(" + h.relation() + all(h.arguments()) + ")";
        } else if (f instanceof Logic.Bound b) {
            String body = b.range().equals(Logic.TRUE) ? text(b.body()) : "(" + (b.all() ? "=> " : "and ") + text(b.range()) + " " + text(b.body()) + ")";
            return "(" + (b.all() ? "forall" : "exists") + " ((" + b.variable() + " " + b.type() + ")) " + body + ")";
        } else if (f instanceof Logic.Op o) {
            switch (o.sign()) {
                case "&&":
                    return "(and" + all(o.parts()) + ")";
                case "||":
                    return "(or" + all(o.parts()) + ")";
                case "!":
                    return "(not" + all(o.parts()) + ")";
                case "==>":
                    return "(=>" + all(o.parts()) + ")";
                case "<==>":
                case "==":
                    return "(=" + all(o.parts()) + ")";
                case "!=":
                    return "(not (=" + all(o.parts()) + "))";
                default:
                    break;
            }
        }
        throw new IllegalArgumentException("no formula of pure relational logic: " + f);
    }

    private static String all(List<Logic> parts) {
        StringBuilder out = new StringBuilder();
        parts.forEach(p -> out.append(' ').append(text(p)));
        return out.toString();
    }
}
