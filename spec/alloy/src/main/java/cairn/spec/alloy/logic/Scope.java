package cairn.spec.alloy.logic;

import edu.mit.csail.sdg.ast.Expr;
import edu.mit.csail.sdg.ast.ExprVar;
import edu.mit.csail.sdg.ast.Sig.PrimSig;
import java.util.ArrayList;
import java.util.List;

/** The variables that are bound at a place of a formula, and what is known there. Innermost first. */
record Scope(ExprVar variable, Object meaning, Logic known, Scope outer) {
    static final Scope EMPTY = new Scope(null, null, null, null);

    /** An atom. */
    record Atom(List<Logic> terms, PrimSig sort) {}

    /** A set or relation that is only a symbol. */
    record Symbol(String name, List<PrimSig> sorts) {}

    /** A set of numbers without a hole. */
    record Range(Meaning.Interval interval) {}

    /** Another expression, in the scope where it was written. */
    record Alias(Expr expression, Scope scope) {}

    Scope with(ExprVar v, Object value) {
        return new Scope(v, value, null, this);
    }

    Scope knowing(Logic fact) {
        return fact.equals(Logic.TRUE) ? this : new Scope(null, null, fact, this);
    }

    Object find(ExprVar v) {
        for (Scope s = this; s != null; s = s.outer) {
            if (s.variable == v && v != null) {
                return s.meaning;
            }
        }
        return null;
    }

    List<Logic> facts() {
        List<Logic> facts = new ArrayList<>();
        for (Scope s = this; s != null; s = s.outer) {
            if (s.known != null) {
                facts.add(s.known);
            }
        }
        return facts;
    }
}
