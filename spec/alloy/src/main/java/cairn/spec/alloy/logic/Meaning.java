package cairn.spec.alloy.logic;

import edu.mit.csail.sdg.ast.Expr;
import edu.mit.csail.sdg.ast.Sig;
import edu.mit.csail.sdg.ast.Sig.PrimSig;
import java.util.List;

/** What the words of a specification stand for in a formula. An atom is one term, or several (an object: its kind and its number). */
interface Meaning {
    /** One term of an atom: its type, and a name for a variable. */
    record Part(String type, String name) {}

    /** A value that may be missing: it is {@code atom} when {@code defined} holds and, if {@code nullable}, that is not null. */
    record Value(Logic defined, List<Logic> atom, boolean nullable, PrimSig sort) {
        Logic present() {
            return nullable ? Logic.and(defined, Logic.present(atom.get(0))) : defined;
        }
    }

    /** The numbers from {@code low} to {@code high}, if {@code when} holds. */
    record Interval(Logic when, Logic low, Logic high, PrimSig sort) {
        Logic inhabited() {
            return Logic.and(when, Logic.atMost(low, high));
        }
    }

    List<Part> parts(PrimSig sort, Expr at);

    /** The atoms of a signature that is spelled out; null for any other. */
    List<Logic> elements(PrimSig sort);

    /** Which terms are atoms of the top-level signature. */
    Logic range(PrimSig sort, List<Logic> atom);

    Logic member(Sig set, List<Logic> atom, Expr at);

    /** The value of a field that has at most one; null for any other field. */
    Value value(Sig.Field field, List<Logic> of, Expr at);

    /** The values of a field that are consecutive numbers; null for any other field. */
    Interval interval(Sig.Field field, List<Logic> of, Expr at);

    Logic pair(Sig.Field field, List<Logic> from, List<Logic> to, Expr at);

    /** Throws when the core cannot say {@code e}, which is part of {@code at}. */
    void refuse(Expr e, Expr at);

    /** Whether {@code from} leads to {@code to} in one or more steps of the relation {@code step}. */
    Logic closure(Walk walk, Expr step, Scope scope, PrimSig sort, List<Logic> from, List<Logic> to);
}
