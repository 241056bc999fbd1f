package cairn.spec.alloy.logic;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A formula or term of first-order logic: what is left of Alloy when sets and relations have been turned into membership. */
public sealed interface Logic {
    /** A bound variable, a member of the class that the formula is about, {@code null}, {@code true} or {@code false}. */
    record Name(String text) implements Logic {}

    record Number(long value) implements Logic {}

    /** {@code of.member}. */
    record Get(Logic of, String member) implements Logic {}

    /** {@code array[index]}. */
    record At(Logic array, Logic index) implements Logic {}

    /** An operator of JML and its operands; {@code ?:} has three, {@code &&}, {@code ||} and {@code +} two or more. */
    record Op(String sign, List<Logic> parts) implements Logic {}

    /** A relation that stays a relation. */
    record Holds(String relation, List<Logic> arguments) implements Logic {}

    /** For all, or for some, values of a type. {@code range} is true where there is none. */
    record Bound(boolean all, String type, String variable, Logic range, Logic body) implements Logic {}

    Logic TRUE = new Name("true");
    Logic FALSE = new Name("false");
    Logic NULL = new Name("null");

    static Logic op(String sign, Logic... parts) {
        return new Op(sign, List.of(parts));
    }

    static Logic and(Logic... parts) {
        return and(List.of(parts));
    }

    static Logic and(List<Logic> parts) {
        return joined("&&", parts, TRUE, FALSE);
    }

    static Logic or(Logic... parts) {
        return or(List.of(parts));
    }

    static Logic or(List<Logic> parts) {
        return joined("||", parts, FALSE, TRUE);
    }

    private static Logic joined(String sign, List<Logic> parts, Logic neutral, Logic absorbing) {
        Set<Logic> flat = new LinkedHashSet<>();
        for (Logic part : parts) {
            flat.addAll(operands(sign, part));
        }
        flat.remove(neutral);
        if (flat.contains(absorbing)) {
            return absorbing;
        }
        return flat.isEmpty() ? neutral : flat.size() == 1 ? flat.iterator().next() : new Op(sign, List.copyOf(flat));
    }

    /** The operands of a conjunction or disjunction; of anything else, itself. */
    static List<Logic> operands(String sign, Logic f) {
        return f instanceof Op o && o.sign.equals(sign) ? o.parts : List.of(f);
    }

    static Logic not(Logic f) {
        if (f.equals(TRUE) || f.equals(FALSE)) {
            return f.equals(TRUE) ? FALSE : TRUE;
        }
        if (f instanceof Op o) {
            switch (o.sign) {
                case "!":
                    return o.parts.get(0);
                case "==":
                    return new Op("!=", o.parts);
                case "!=":
                    return new Op("==", o.parts);
                default:
                    break;
            }
        }
        return op("!", f);
    }

    static Logic implies(Logic if_, Logic then) {
        if (if_.equals(FALSE) || then.equals(TRUE) || then.equals(if_)) {
            return TRUE;
        }
        if (then.equals(FALSE)) {
            return not(if_);
        }
        if (then instanceof Op o && o.sign.equals("==>")) {
            return implies(and(if_, o.parts.get(0)), o.parts.get(1));
        }
        return if_.equals(TRUE) ? then : op("==>", if_, then);
    }

    static Logic iff(Logic left, Logic right) {
        if (left.equals(right)) {
            return TRUE;
        }
        if (left.equals(TRUE) || right.equals(TRUE)) {
            return left.equals(TRUE) ? right : left;
        }
        if (left.equals(FALSE) || right.equals(FALSE)) {
            return not(left.equals(FALSE) ? right : left);
        }
        List<Logic> parts = operands("&&", right);
        if (parts.contains(left)) {
            return implies(left, and(parts.stream().filter(p -> !p.equals(left)).toList()));
        }
        return op("<==>", left, right);
    }

    static Logic choice(Logic condition, Logic yes, Logic no) {
        return condition.equals(TRUE) || yes.equals(no) ? yes : condition.equals(FALSE) ? no : and(implies(condition, yes), or(condition, no));
    }

    static Logic equal(Logic left, Logic right) {
        return left.equals(right) ? TRUE : op("==", left, right);
    }

    /** {@code low <= high}; true at once where high is low and something that is not negative. */
    static Logic atMost(Logic low, Logic high) {
        boolean more = high instanceof Op o && o.sign.equals("+") && o.parts.get(0).equals(low) && natural(o.parts.get(1));
        return low.equals(high) || more ? TRUE : op("<=", low, high);
    }

    private static boolean natural(Logic term) {
        return term instanceof Number || term instanceof Op o && o.sign.equals("?:") && natural(o.parts.get(1)) && natural(o.parts.get(2));
    }

    static Logic present(Logic reference) {
        return op("!=", reference, NULL);
    }

    static Logic all(String type, String variable, Logic range, Logic body) {
        return body.equals(TRUE) || range.equals(FALSE) ? TRUE : new Bound(true, type, variable, range, body);
    }

    /** Some value; where the body says which one, the body with that value (which must be one: not null, for a reference). */
    static Logic some(String type, String variable, Logic body) {
        if (body.equals(FALSE)) {
            return FALSE;
        }
        List<Logic> parts = new ArrayList<>();
        Name name = new Name(variable);
        for (Logic part : operands("&&", body)) {
            parts.addAll(part instanceof Bound b && !b.all ? outside(b) : List.of(part));
        }
        for (Logic part : parts) {
            if (part instanceof Op o && o.sign.equals("==") && (o.parts.get(0).equals(name) || o.parts.get(1).equals(name))) {
                Logic value = o.parts.get(0).equals(name) ? o.parts.get(1) : o.parts.get(0);
                if (!mentions(value, name)) {
                    boolean number = type.equals("int") || type.equals("long");
                    List<Logic> rest = new ArrayList<>();
                    if (!number && !type.startsWith("S_")) {
                        rest.add(present(value));
                    }
                    for (Logic other : parts) {
                        if (other != part) {
                            rest.add(replace(other, name, value));
                        }
                    }
                    return and(rest);
                }
            }
        }
        return new Bound(false, type, variable, TRUE, and(parts));
    }

    /** The conjuncts of an existential that do not speak of its variable, and then what is left of it. */
    private static List<Logic> outside(Bound b) {
        List<Logic> free = new ArrayList<>();
        List<Logic> kept = new ArrayList<>();
        for (Logic part : operands("&&", b.body)) {
            (mentions(part, new Name(b.variable)) ? kept : free).add(part);
        }
        free.add(kept.isEmpty() ? b : new Bound(false, b.type, b.variable, b.range, and(kept)));
        return free;
    }

    /** The parts of a formula or term, in order. */
    default List<Logic> parts() {
        if (this instanceof Get g) {
            return List.of(g.of);
        } else if (this instanceof At a) {
            return List.of(a.array, a.index);
        } else if (this instanceof Op o) {
            return o.parts;
        } else if (this instanceof Holds h) {
            return h.arguments;
        } else if (this instanceof Bound b) {
            return List.of(b.range, b.body);
        }
        return List.of();
    }

    static boolean mentions(Logic in, Logic what) {
        return in.equals(what) || in.parts().stream().anyMatch(p -> mentions(p, what));
    }

    /** {@code in} with every {@code what} replaced; formulas that become trivial are simplified. Bound names are unique. */
    static Logic replace(Logic in, Logic what, Logic by) {
        if (in.equals(what)) {
            return by;
        }
        if (in instanceof Get g) {
            return new Get(replace(g.of, what, by), g.member);
        } else if (in instanceof At a) {
            return new At(replace(a.array, what, by), replace(a.index, what, by));
        } else if (in instanceof Holds h) {
            return new Holds(h.relation, h.arguments.stream().map(p -> replace(p, what, by)).toList());
        } else if (in instanceof Bound b) {
            Logic range = replace(b.range, what, by);
            Logic body = replace(b.body, what, by);
            return b.all ? all(b.type, b.variable, range, body) : some(b.type, b.variable, and(range, body));
        } else if (in instanceof Op o) {
            return operation(o.sign, o.parts.stream().map(p -> replace(p, what, by)).toList());
        }
        return in;
    }

    private static Logic operation(String sign, List<Logic> parts) {
        switch (sign) {
            case "&&":
                return and(parts);
            case "||":
                return or(parts);
            case "!":
                return not(parts.get(0));
            case "==>":
                return implies(parts.get(0), parts.get(1));
            case "<==>":
                return iff(parts.get(0), parts.get(1));
            case "==":
                return equal(parts.get(0), parts.get(1));
            default:
                return new Op(sign, parts);
        }
    }

    /** {@code f} where all of {@code known} holds. */
    static Logic given(List<Logic> known, Logic f) {
        Logic result = f;
        for (Logic fact : known) {
            for (Logic one : operands("&&", fact)) {
                if (!one.equals(TRUE)) {
                    result = replace(replace(result, one, TRUE), not(one), FALSE);
                }
            }
        }
        return result;
    }
}
