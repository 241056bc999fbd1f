package cairn.spec.alloy.logic;

import static cairn.spec.alloy.logic.Logic.FALSE;
import static cairn.spec.alloy.logic.Logic.TRUE;

import cairn.spec.alloy.SpecException;
import cairn.spec.alloy.SpecSources;
import cairn.spec.alloy.logic.Meaning.Interval;
import cairn.spec.alloy.logic.Meaning.Part;
import cairn.spec.alloy.logic.Meaning.Value;
import edu.mit.csail.sdg.ast.Decl;
import edu.mit.csail.sdg.ast.Expr;
import edu.mit.csail.sdg.ast.ExprBinary;
import edu.mit.csail.sdg.ast.ExprCall;
import edu.mit.csail.sdg.ast.ExprConstant;
import edu.mit.csail.sdg.ast.ExprHasName;
import edu.mit.csail.sdg.ast.ExprITE;
import edu.mit.csail.sdg.ast.ExprLet;
import edu.mit.csail.sdg.ast.ExprList;
import edu.mit.csail.sdg.ast.ExprQt;
import edu.mit.csail.sdg.ast.ExprUnary;
import edu.mit.csail.sdg.ast.ExprVar;
import edu.mit.csail.sdg.ast.Sig;
import edu.mit.csail.sdg.ast.Sig.PrimSig;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Alloy's syntax tree to first-order logic: a set becomes the question whether an atom is in it, and where an expression has at most
 * one value, that value is used instead. One walk for every target; the {@link Meaning} says what the words stand for.
 */
final class Walk {
    private final SpecSources sources;
    private final Meaning words;
    private final Set<String> names = new HashSet<>();
    /** What was left out of a statement and why; null where nothing may be left out. */
    private List<Refusal> refused;

    Walk(SpecSources sources, Meaning words) {
        this.sources = sources;
        this.words = words;
    }

    SpecException wrong(Expr e, String why) {
        return new SpecException(sources.place(e.pos) + ": '" + shortly(e) + "' " + why);
    }

    /** An expression as its author would recognize it: without the names of modules. */
    static String shortly(Expr e) {
        return e.toString().replaceAll("\\b(?:this|\\w+)/", "");
    }

    // -------------------------------------------------------------------------------------------------------- statements

    /** A statement without those of its conjuncts that the target cannot say; they are added to {@code out}. What is left is implied by it. */
    Logic weakened(Expr e, Scope scope, List<Refusal> out) {
        refused = out;
        try {
            return conjunct(e, scope);
        } finally {
            refused = null;
        }
    }

    private Logic conjunct(Expr e0, Scope scope) {
        Expr e = strip(e0);
        if (e instanceof ExprList l && l.op == ExprList.Op.AND) {
            return all(l.args, scope, this::conjunct);
        }
        if (e instanceof ExprBinary b && b.op == ExprBinary.Op.AND) {
            return all(List.of(b.left, b.right), scope, this::conjunct);
        }
        if (e instanceof ExprCall c && c.fun.isPred) {
            return conjunct(c.fun.getBody(), called(c, scope));
        }
        List<Refusal> out = refused;
        try {
            if (e instanceof ExprBinary b && b.op == ExprBinary.Op.IMPLIES) {
                refused = null;
                Logic left = formula(b.left, scope);
                refused = out;
                Scope inner = scope.knowing(left);
                return Logic.implies(left, Logic.given(inner.facts(), conjunct(b.right, inner)));
            }
            if (e instanceof ExprQt q && q.op == ExprQt.Op.ALL) {
                return quantified(q, 0, 0, new ArrayList<>(), scope, out);
            }
            refused = null;
            return formula(e, scope);
        } catch (Refusal r) {
            if (out == null) {
                throw r;
            }
            out.add(r);
            return TRUE;
        } finally {
            refused = out;
        }
    }

    /** A conjunction; each part is read knowing those before it. */
    private static Logic all(List<Expr> parts, Scope scope, BiFunction<Expr, Scope, Logic> read) {
        Scope inner = scope;
        List<Logic> result = new ArrayList<>();
        for (Expr part : parts) {
            Logic one = Logic.given(inner.facts(), read.apply(part, inner));
            result.add(one);
            inner = inner.knowing(one);
        }
        return Logic.and(result);
    }

    // ---------------------------------------------------------------------------------------------------------- formulas

    Logic formula(Expr e0, Scope scope) {
        Expr e = strip(e0);
        words.refuse(e, e);
        if (e instanceof ExprList l) {
            switch (l.op) {
                case AND:
                    return all(l.args, scope, this::formula);
                case OR:
                    return Logic.or(l.args.stream().map(a -> formula(a, scope)).toList());
                default:
                    throw wrong(e, "cannot be translated: write the conjunction or the quantifier `all disj` instead");
            }
        } else if (e instanceof ExprCall c) {
            return formula(c.fun.getBody(), called(c, scope));
        } else if (e instanceof ExprLet l) {
            return formula(l.sub, scope.with(l.var, new Scope.Alias(l.expr, scope)));
        } else if (e instanceof ExprITE i) {
            return Logic.choice(formula(i.cond, scope), formula(i.left, scope), formula(i.right, scope));
        } else if (e instanceof ExprConstant c && (c.op == ExprConstant.Op.TRUE || c.op == ExprConstant.Op.FALSE)) {
            return c.op == ExprConstant.Op.TRUE ? TRUE : FALSE;
        } else if (e instanceof ExprUnary u) {
            return multiplicity(u, scope);
        } else if (e instanceof ExprBinary b) {
            return compared(b, scope);
        } else if (e instanceof ExprQt q) {
            if (q.op == ExprQt.Op.ONE || q.op == ExprQt.Op.LONE) {
                return counted(q, scope);
            }
            if (q.op == ExprQt.Op.ALL || q.op == ExprQt.Op.SOME || q.op == ExprQt.Op.NO) {
                return quantified(q, 0, 0, new ArrayList<>(), scope, null);
            }
        }
        throw wrong(e, "cannot be translated: no integers, time or sequences; say it with sets and relations");
    }

    private Scope called(ExprCall call, Scope scope) {
        Scope inner = scope;
        for (int i = 0; i < call.args.size(); i++) {
            inner = inner.with(call.fun.get(i), new Scope.Alias(call.args.get(i), scope));
        }
        return inner;
    }

    private Logic multiplicity(ExprUnary u, Scope scope) {
        if (u.op == ExprUnary.Op.NOT) {
            return Logic.not(formula(u.sub, scope));
        }
        Value value = value(u.sub, scope);
        boolean some = u.op == ExprUnary.Op.SOME;
        switch (u.op) {
            case SOME:
            case NO:
                Interval interval = interval(u.sub, scope);
                Logic inhabited = value != null ? Logic.given(scope.facts(), value.present()) : interval != null ? interval.inhabited()
                        : exists(u.sub, scope, x -> TRUE);
                return some ? inhabited : value == null && interval == null ? forAll(u.sub, scope, x -> FALSE) : Logic.not(inhabited);
            case ONE:
            case LONE:
                if (value != null) {
                    return u.op == ExprUnary.Op.LONE ? TRUE : Logic.given(scope.facts(), value.present());
                }
                Logic lone = forAll(u.sub, scope, x -> forAll(u.sub, scope, y -> same(x, y)));
                return u.op == ExprUnary.Op.LONE ? lone : Logic.and(exists(u.sub, scope, x -> TRUE), lone);
            default:
                throw wrong(u, "cannot be translated: no integers, time or sequences; say it with sets and relations");
        }
    }

    private static Logic same(List<List<Logic>> x, List<List<Logic>> y) {
        List<Logic> parts = new ArrayList<>();
        for (int c = 0; c < x.size(); c++) {
            parts.add(equal(x.get(c), y.get(c)));
        }
        return Logic.and(parts);
    }

    private static Logic equal(List<Logic> x, List<Logic> y) {
        List<Logic> parts = new ArrayList<>();
        for (int i = 0; i < x.size(); i++) {
            boolean numbers = x.get(i) instanceof Logic.Number && y.get(i) instanceof Logic.Number;
            parts.add(numbers && !x.get(i).equals(y.get(i)) ? FALSE : Logic.equal(x.get(i), y.get(i)));
        }
        return Logic.and(parts);
    }

    private Logic compared(ExprBinary b, Scope scope) {
        switch (b.op) {
            case AND:
                return all(List.of(b.left, b.right), scope, this::formula);
            case OR:
                return Logic.or(formula(b.left, scope), formula(b.right, scope));
            case IMPLIES:
                Logic left = formula(b.left, scope);
                Scope inner = scope.knowing(left);
                return Logic.implies(left, Logic.given(inner.facts(), formula(b.right, inner)));
            case IFF:
                return Logic.iff(formula(b.left, scope), formula(b.right, scope));
            case IN:
                return inside(b.left, b.right, scope);
            case NOT_IN:
                return Logic.not(inside(b.left, b.right, scope));
            case EQUALS:
                return equals(b.left, b.right, scope);
            case NOT_EQUALS:
                return Logic.not(equals(b.left, b.right, scope));
            default:
                throw wrong(b, "cannot be translated: no integers, time or sequences; say it with sets and relations");
        }
    }

    private Logic inside(Expr left, Expr right, Scope scope) {
        Interval part = interval(left, scope);
        Interval whole = part == null ? null : interval(right, scope);
        if (whole != null) {
            Logic if_ = Logic.given(scope.facts(), part.inhabited());
            Logic then = Logic.and(whole.when(), Logic.op("<=", whole.low(), part.low()), Logic.op("<=", part.high(), whole.high()));
            return Logic.implies(if_, Logic.given(scope.knowing(if_).facts(), then));
        }
        Value value = value(left, scope);
        if (value != null) {
            Logic if_ = Logic.given(scope.facts(), value.present());
            return Logic.implies(if_, Logic.given(scope.knowing(if_).facts(), member(right, List.of(value.atom()), scope)));
        }
        return forAll(left, scope, x -> member(right, x, scope));
    }

    private Logic equals(Expr left, Expr right, Scope scope) {
        Value x = value(left, scope);
        Value y = x == null ? null : value(right, scope);
        if (y != null) {
            Logic dx = Logic.given(scope.facts(), x.defined());
            Logic dy = Logic.given(scope.facts(), y.defined());
            boolean certainX = dx.equals(TRUE) && !x.nullable();
            boolean certainY = dy.equals(TRUE) && !y.nullable();
            if (certainX || certainY || dx.equals(TRUE) && dy.equals(TRUE)) {
                return Logic.and(dx, dy, equal(x.atom(), y.atom()));
            }
            Logic px = Logic.given(scope.facts(), x.present());
            Logic py = Logic.given(scope.facts(), y.present());
            return Logic.and(Logic.iff(px, py), Logic.implies(px, equal(x.atom(), y.atom())));
        }
        Interval p = interval(left, scope);
        Interval q = p == null ? null : interval(right, scope);
        if (q != null) {
            Logic ip = Logic.given(scope.facts(), p.inhabited());
            Logic iq = Logic.given(scope.facts(), q.inhabited());
            return Logic.and(Logic.iff(ip, iq), Logic.implies(ip, Logic.and(Logic.op("==", p.low(), q.low()), Logic.op("==", p.high(), q.high()))));
        }
        if (sorts(left, scope).size() == 1 && elements(sorts(left, scope).get(0), sorts(right, scope).get(0)) != null) {
            List<Logic> parts = new ArrayList<>();
            for (Logic element : elements(sorts(left, scope).get(0), sorts(right, scope).get(0))) {
                List<List<Logic>> atom = List.of(List.of(element));
                parts.add(Logic.iff(Logic.given(scope.facts(), member(left, atom, scope)), Logic.given(scope.facts(), member(right, atom, scope))));
            }
            return Logic.and(parts);
        }
        return Logic.and(forAll(left, scope, a -> member(right, a, scope)), forAll(right, scope, a -> member(left, a, scope)));
    }

    private List<Logic> elements(PrimSig one, PrimSig other) {
        return one == null ? other == null ? null : words.elements(other) : words.elements(one);
    }

    // -------------------------------------------------------------------------------------------------------- quantifiers

    /** All tuples of {@code e} satisfy {@code body}. */
    private Logic forAll(Expr e, Scope scope, Function<List<List<Logic>>, Logic> body) {
        return tuples(true, e, sorts(e, scope), new ArrayList<>(), scope, body);
    }

    private Logic exists(Expr e, Scope scope, Function<List<List<Logic>>, Logic> body) {
        return tuples(false, e, sorts(e, scope), new ArrayList<>(), scope, body);
    }

    private Logic tuples(boolean all, Expr e, List<PrimSig> sorts, List<List<Logic>> atoms, Scope scope,
                         Function<List<List<Logic>>, Logic> body) {
        if (atoms.size() == sorts.size()) {
            Logic in = Logic.given(scope.facts(), member(e, atoms, scope));
            if (in.equals(FALSE)) {
                return all ? TRUE : FALSE;
            }
            Logic then = Logic.given(scope.knowing(in).facts(), body.apply(atoms));
            return all ? Logic.implies(in, then) : Logic.and(in, then);
        }
        PrimSig sort = sorts.get(atoms.size());
        if (sort == null) {
            return all ? TRUE : FALSE;
        }
        return over(all, sort, null, e, atom -> {
            List<List<Logic>> more = new ArrayList<>(atoms);
            more.add(atom);
            return tuples(all, e, sorts, more, scope, body);
        });
    }

    /** For all, or some, atoms of a top-level signature. An implication at the head of the body becomes the range. */
    private Logic over(boolean all, PrimSig sort, String name, Expr at, Function<List<Logic>, Logic> body) {
        List<Logic> elements = words.elements(sort);
        if (elements != null) {
            List<Logic> cases = elements.stream().map(x -> body.apply(List.of(x))).toList();
            return all ? Logic.and(cases) : Logic.or(cases);
        }
        List<Part> parts = words.parts(sort, at);
        List<Logic> atom = new ArrayList<>();
        for (Part p : parts) {
            String wanted = name == null || parts.size() > 1 ? p.name() : name;
            String free = wanted;
            for (int i = 2; !names.add(free); i++) {
                free = wanted + i;
            }
            atom.add(new Logic.Name(free));
        }
        Logic range = words.range(sort, atom);
        Logic result = body.apply(atom);
        for (int i = parts.size() - 1; i >= 0; i--) {
            String variable = ((Logic.Name) atom.get(i)).text();
            names.remove(variable);
            if (all) {
                Logic if_ = i == parts.size() - 1 ? range : TRUE;
                if (i == parts.size() - 1 && result instanceof Logic.Op o && o.sign().equals("==>")) {
                    if_ = Logic.and(range, o.parts().get(0));
                    result = o.parts().get(1);
                }
                result = Logic.all(parts.get(i).type(), variable, if_, result);
            } else {
                result = Logic.some(parts.get(i).type(), variable, i == parts.size() - 1 ? Logic.and(range, result) : result);
            }
        }
        return result;
    }

    /** @param out where conjuncts of the body that are refused go; null: the quantifier is refused as a whole */
    private Logic quantified(ExprQt q, int decl, int name, List<List<Logic>> group, Scope scope, List<Refusal> out) {
        if (decl == q.decls.size()) {
            if (out != null) {
                List<Refusal> before = refused;
                refused = out;
                Logic body = conjunct(q.sub, scope);
                refused = before;
                return body;
            }
            Logic body = formula(q.sub, scope);
            return q.op == ExprQt.Op.NO ? Logic.not(body) : body;
        }
        Decl d = q.decls.get(decl);
        words.refuse(strip(d.expr), d.expr);
        ExprVar variable = (ExprVar) d.names.get(name);
        PrimSig sort = single(d.expr, scope);
        boolean last = name == d.names.size() - 1;
        boolean all = q.op != ExprQt.Op.SOME;
        return over(all, sort, plain(variable), d.expr, atom -> {
            Logic in = member(d.expr, List.of(atom), scope);
            List<Logic> conditions = new ArrayList<>(List.of(in));
            if (d.disjoint != null) {
                group.forEach(other -> conditions.add(Logic.not(equal(other, atom))));
            }
            Logic range = Logic.and(conditions);
            if (range.equals(FALSE)) {
                return all ? TRUE : FALSE;
            }
            List<List<Logic>> more = new ArrayList<>(last ? List.of() : group);
            if (!last) {
                more.add(atom);
            }
            Scope inner = scope.with(variable, new Scope.Atom(atom, sort)).knowing(range);
            Logic body = Logic.given(inner.facts(), quantified(q, last ? decl + 1 : decl, last ? 0 : name + 1, more, inner, out));
            return all ? Logic.implies(range, body) : Logic.and(range, body);
        });
    }

    private static String plain(ExprHasName variable) {
        return variable.label.replaceAll("\\W", "_");
    }

    private PrimSig single(Expr e, Scope scope) {
        if (e instanceof ExprUnary u && (u.op == ExprUnary.Op.SETOF || u.op == ExprUnary.Op.LONEOF || u.op == ExprUnary.Op.SOMEOF)) {
            throw wrong(e, "quantifies over sets: only single atoms can be bound");
        }
        List<PrimSig> sorts = sorts(e, scope);
        if (sorts.size() != 1 || sorts.get(0) == null) {
            throw wrong(e, "is not a set of atoms of one signature");
        }
        return sorts.get(0);
    }

    private Logic counted(ExprQt q, Scope scope) {
        if (q.count() != 1) {
            throw wrong(q, "counts pairs: bind one variable");
        }
        Decl d = q.decls.get(0);
        words.refuse(strip(d.expr), d.expr);
        ExprVar variable = (ExprVar) d.names.get(0);
        PrimSig sort = single(d.expr, scope);
        Function<List<Logic>, Logic> chosen = atom -> {
            Logic in = member(d.expr, List.of(atom), scope);
            Scope inner = scope.with(variable, new Scope.Atom(atom, sort)).knowing(in);
            return Logic.and(in, Logic.given(inner.facts(), formula(q.sub, inner)));
        };
        String name = plain(variable);
        Logic lone = over(true, sort, name, d.expr, x -> over(true, sort, name, d.expr,
                y -> Logic.implies(Logic.and(chosen.apply(x), chosen.apply(y)), equal(x, y))));
        return q.op == ExprQt.Op.LONE ? lone : Logic.and(over(false, sort, name, d.expr, chosen), lone);
    }

    // -------------------------------------------------------------------------------------------------------- membership

    static Expr strip(Expr e) {
        Expr inner = e;
        while (inner instanceof ExprUnary u && (u.op == ExprUnary.Op.NOOP || u.op == ExprUnary.Op.ONEOF || u.op == ExprUnary.Op.SETOF)) {
            inner = u.sub;
        }
        return inner;
    }

    /** A name that stands for another expression, resolved. */
    private Scope.Alias resolved(Expr e0, Scope scope) {
        Expr e = strip(e0);
        Scope s = scope;
        while (true) {
            if (e instanceof ExprVar v && s.find(v) instanceof Scope.Alias a) {
                e = strip(a.expression());
                s = a.scope();
            } else if (e instanceof ExprCall c && !c.fun.isPred) {
                s = called(c, s);
                e = strip(c.fun.getBody());
            } else if (e instanceof ExprLet l) {
                s = s.with(l.var, new Scope.Alias(l.expr, s));
                e = strip(l.sub);
            } else {
                return new Scope.Alias(e, s);
            }
        }
    }

    /** The expression as a value that may be missing; null when it can have several. */
    Value value(Expr e0, Scope scope) {
        Scope.Alias r = resolved(e0, scope);
        Expr e = r.expression();
        if (e instanceof ExprVar v && r.scope().find(v) instanceof Scope.Atom atom) {
            return new Value(TRUE, atom.terms(), false, atom.sort());
        }
        if (e instanceof ExprBinary b && b.op == ExprBinary.Op.JOIN) {
            Scope.Alias right = resolved(b.right, r.scope());
            if (right.expression() instanceof Sig.Field field) {
                Value of = value(b.left, r.scope());
                if (of != null) {
                    words.refuse(field, b);
                    Value result = words.value(field, of.atom(), e);
                    if (result != null) {
                        Logic defined = Logic.and(of.present(), domain(field, of.atom(), of.sort(), e), result.defined());
                        return new Value(Logic.given(scope.facts(), defined), result.atom(), result.nullable(), result.sort());
                    }
                }
            }
        }
        return null;
    }

    private Interval interval(Expr e0, Scope scope) {
        Scope.Alias r = resolved(e0, scope);
        if (r.expression() instanceof ExprVar v && r.scope().find(v) instanceof Scope.Range range) {
            return range.interval();
        }
        if (r.expression() instanceof ExprBinary b && b.op == ExprBinary.Op.JOIN) {
            Scope.Alias right = resolved(b.right, r.scope());
            if (right.expression() instanceof Sig.Field field) {
                Value of = value(b.left, r.scope());
                if (of != null) {
                    words.refuse(field, b);
                    Interval result = words.interval(field, of.atom(), b);
                    if (result != null) {
                        Logic when = Logic.and(of.present(), domain(field, of.atom(), of.sort(), b), result.when());
                        return new Interval(Logic.given(scope.facts(), when), result.low(), result.high(), result.sort());
                    }
                }
            }
        }
        return null;
    }

    /** Only atoms of the signature that declares it have a field. */
    private Logic domain(Sig.Field field, List<Logic> atom, PrimSig sort, Expr at) {
        return field.sig == sort ? TRUE : words.member(field.sig, atom, at);
    }

    Logic member(Expr e0, List<List<Logic>> x, Scope outer) {
        words.refuse(strip(e0), e0);
        Scope.Alias r = resolved(e0, outer);
        Expr e = r.expression();
        Scope scope = r.scope();
        words.refuse(e, e);
        if (x.size() == 1) {
            Value value = value(e, scope);
            if (value != null) {
                return Logic.and(value.defined(), equal(x.get(0), value.atom()));
            }
            Interval interval = interval(e, scope);
            if (interval != null) {
                Logic number = x.get(0).get(0);
                return Logic.and(interval.when(), Logic.op("<=", interval.low(), number), Logic.op("<=", number, interval.high()));
            }
        }
        if (e instanceof Sig sig) {
            return sig == Sig.NONE ? FALSE : sig == Sig.UNIV || sig.isTopLevel() ? TRUE : words.member(sig, x.get(0), e);
        } else if (e instanceof Sig.Field field) {
            return Logic.and(domain(field, x.get(0), root(field.sig), e), words.pair(field, x.get(0), x.get(1), e));
        } else if (e instanceof ExprVar v && scope.find(v) instanceof Scope.Symbol symbol) {
            return new Logic.Holds(symbol.name(), x.stream().flatMap(List::stream).toList());
        } else if (e instanceof ExprConstant c && c.op == ExprConstant.Op.IDEN) {
            return equal(x.get(0), x.get(1));
        } else if (e instanceof ExprConstant c && c.op == ExprConstant.Op.EMPTYNESS) {
            return FALSE;
        } else if (e instanceof ExprITE i) {
            return Logic.choice(formula(i.cond, scope), member(i.left, x, scope), member(i.right, x, scope));
        } else if (e instanceof ExprQt q && q.op == ExprQt.Op.COMPREHENSION) {
            return comprehension(q, x, scope);
        } else if (e instanceof ExprUnary u) {
            switch (u.op) {
                case TRANSPOSE:
                    return member(u.sub, List.of(x.get(1), x.get(0)), scope);
                case CLOSURE:
                    return words.closure(this, u.sub, scope, sorts(u.sub, scope).get(0), x.get(0), x.get(1));
                case RCLOSURE:
                    return Logic.or(equal(x.get(0), x.get(1)), words.closure(this, u.sub, scope, sorts(u.sub, scope).get(0), x.get(0), x.get(1)));
                default:
                    break;
            }
        } else if (e instanceof ExprBinary b) {
            return combined(b, x, scope);
        }
        throw wrong(e, "cannot be translated: relational operators of arity 1 and 2 can");
    }

    private Logic comprehension(ExprQt q, List<List<Logic>> x, Scope scope) {
        Scope inner = scope;
        List<Logic> parts = new ArrayList<>();
        int i = 0;
        for (Decl d : q.decls) {
            for (ExprHasName name : d.names) {
                parts.add(member(d.expr, List.of(x.get(i)), inner));
                inner = inner.with((ExprVar) name, new Scope.Atom(x.get(i), single(d.expr, inner)));
                i++;
            }
        }
        parts.add(formula(q.sub, inner));
        return Logic.and(parts);
    }

    private Logic combined(ExprBinary b, List<List<Logic>> x, Scope scope) {
        switch (b.op) {
            case PLUS:
                return Logic.or(member(b.left, x, scope), member(b.right, x, scope));
            case MINUS:
                return Logic.and(member(b.left, x, scope), Logic.not(member(b.right, x, scope)));
            case INTERSECT:
                return Logic.and(member(b.left, x, scope), member(b.right, x, scope));
            case DOMAIN:
                return Logic.and(member(b.left, List.of(x.get(0)), scope), member(b.right, x, scope));
            case RANGE:
                return Logic.and(member(b.left, x, scope), member(b.right, List.of(x.get(x.size() - 1)), scope));
            case PLUSPLUS:
                PrimSig to = sorts(b.right, scope).get(1);
                Logic overridden = over(false, to == null ? sorts(b.left, scope).get(1) : to, null, b,
                        z -> member(b.right, List.of(x.get(0), z), scope));
                return Logic.or(member(b.right, x, scope), Logic.and(member(b.left, x, scope), Logic.not(overridden)));
            case JOIN:
                return joined(b, x, scope);
            default:
                if (b.op.isArrow) {
                    int left = sorts(b.left, scope).size();
                    return Logic.and(member(b.left, x.subList(0, left), scope), member(b.right, x.subList(left, x.size()), scope));
                }
                throw wrong(b, "cannot be translated: relational operators of arity 1 and 2 can");
        }
    }

    private Logic joined(ExprBinary b, List<List<Logic>> x, Scope scope) {
        List<PrimSig> left = sorts(b.left, scope);
        List<PrimSig> right = sorts(b.right, scope);
        Value first = left.size() == 1 ? value(b.left, scope) : null;
        if (first != null) {
            List<List<Logic>> y = new ArrayList<>(x);
            y.add(0, first.atom());
            return Logic.and(first.present(), member(b.right, y, scope));
        }
        Value last = right.size() == 1 ? value(b.right, scope) : null;
        if (last != null) {
            List<List<Logic>> y = new ArrayList<>(x);
            y.add(last.atom());
            return Logic.and(last.present(), member(b.left, y, scope));
        }
        PrimSig middle = left.get(left.size() - 1) == null ? right.get(0) : left.get(left.size() - 1);
        if (middle == null) {
            return FALSE;
        }
        return over(false, middle, null, b, z -> {
            List<List<Logic>> l = new ArrayList<>(x.subList(0, left.size() - 1));
            l.add(z);
            List<List<Logic>> r = new ArrayList<>(x.subList(left.size() - 1, x.size()));
            r.add(0, z);
            return Logic.and(member(b.left, l, scope), member(b.right, r, scope));
        });
    }

    // -------------------------------------------------------------------------------------------------------------- sorts

    static PrimSig root(Sig sig) {
        Sig s = sig;
        while (!s.isTopLevel()) {
            s = s instanceof PrimSig p ? p.parent : ((Sig.SubsetSig) s).parents.get(0);
        }
        return (PrimSig) s;
    }

    /** The top-level signature of each column; null where there is nothing in it. Alloy's own types lose it under closures. */
    private List<PrimSig> sorts(Expr e0, Scope outer) {
        Scope.Alias r = resolved(e0, outer);
        Expr e = r.expression();
        Scope scope = r.scope();
        List<PrimSig> found = new ArrayList<>();
        if (e == Sig.NONE || e instanceof ExprConstant c && c.op == ExprConstant.Op.EMPTYNESS) {
            found.add(null);
        } else if (e instanceof Sig sig && !sig.builtin) {
            found.add(root(sig));
        } else if (e instanceof ExprVar v) {
            Object meaning = scope.find(v);
            if (meaning instanceof Scope.Atom a) {
                found.add(a.sort());
            } else if (meaning instanceof Scope.Range range) {
                return List.of(range.interval().sort());
            } else if (meaning instanceof Scope.Symbol s) {
                found.addAll(s.sorts());
            } else {
                throw wrong(e, "is not bound here");
            }
        } else if (e instanceof Sig.Field || e instanceof ExprConstant) {
            if (e instanceof ExprConstant) {
                throw wrong(e, "has no sort of its own: restrict it to a signature");
            }
            for (int c = 0; c < e.type().arity(); c++) {
                found.add(column(e, c));
            }
        } else if (e instanceof ExprITE i) {
            found.addAll(merged(sorts(i.left, scope), sorts(i.right, scope)));
        } else if (e instanceof ExprQt q) {
            Scope inner = scope;
            for (Decl d : q.decls) {
                for (ExprHasName name : d.names) {
                    PrimSig sort = single(d.expr, inner);
                    found.add(sort);
                    inner = inner.with((ExprVar) name, new Scope.Atom(List.of(), sort));
                }
            }
        } else if (e instanceof ExprUnary u) {
            found.addAll(sorts(u.sub, scope));
            if (u.op == ExprUnary.Op.TRANSPOSE) {
                java.util.Collections.reverse(found);
            }
        } else if (e instanceof ExprBinary b) {
            List<PrimSig> left = b.op == ExprBinary.Op.DOMAIN && !isIden(b.right) ? List.of() : sorts(b.left, scope);
            List<PrimSig> right = b.op == ExprBinary.Op.RANGE ? List.of() : isIden(b.right) ? left : sorts(b.right, scope);
            switch (b.op) {
                case DOMAIN:
                case RANGE:
                    found.addAll(left);
                    found.addAll(right);
                    break;
                case JOIN:
                    found.addAll(left.subList(0, left.size() - 1));
                    found.addAll(right.subList(1, right.size()));
                    break;
                default:
                    if (b.op.isArrow) {
                        found.addAll(left);
                        found.addAll(right);
                    } else {
                        found.addAll(merged(left, right));
                    }
            }
        }
        if (found.isEmpty()) {
            throw wrong(e, "has no sort");
        }
        return found;
    }

    private static boolean isIden(Expr e) {
        return strip(e) instanceof ExprConstant c && c.op == ExprConstant.Op.IDEN;
    }

    private static List<PrimSig> merged(List<PrimSig> one, List<PrimSig> other) {
        List<PrimSig> both = new ArrayList<>();
        for (int c = 0; c < one.size(); c++) {
            both.add(one.get(c) == null ? other.get(c) : one.get(c));
        }
        return both;
    }

    private PrimSig column(Expr e, int c) {
        PrimSig found = null;
        for (edu.mit.csail.sdg.ast.Type.ProductType product : e.type()) {
            PrimSig sig = product.get(c);
            if (sig.builtin || found != null && found != root(sig)) {
                throw wrong(e, "holds atoms of several top-level signatures, or integers");
            }
            found = root(sig);
        }
        return found;
    }
}
