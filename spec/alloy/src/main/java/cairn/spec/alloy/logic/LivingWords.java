package cairn.spec.alloy.logic;

import edu.mit.csail.sdg.ast.Expr;
import edu.mit.csail.sdg.ast.Sig;
import edu.mit.csail.sdg.ast.Sig.PrimSig;
import java.util.List;

/**
 * The kernel's words for relations as such. The specification says that a spare node carries nothing (CDT-8); the kernel does not clear its
 * fields and never reads them. So a field of a node that is not live has no value here.
 */
final class LivingWords implements Meaning {
    private final KernelWords words;
    private final Sig live;

    LivingWords(KernelWords words, Sig live) {
        this.words = words;
        this.live = live;
    }

    private Logic alive(Sig.Field field, List<Logic> of, Expr at) {
        return Walk.root(field.sig) == Walk.root(live) ? words.member(live, of, at) : Logic.TRUE;
    }

    @Override
    public List<Part> parts(PrimSig sort, Expr at) {
        return words.parts(sort, at);
    }

    @Override
    public List<Logic> elements(PrimSig sort) {
        return words.elements(sort);
    }

    @Override
    public Logic range(PrimSig sort, List<Logic> atom) {
        return words.range(sort, atom);
    }

    @Override
    public Logic member(Sig set, List<Logic> atom, Expr at) {
        return words.member(set, atom, at);
    }

    @Override
    public Value value(Sig.Field field, List<Logic> of, Expr at) {
        Value v = words.value(field, of, at);
        return v == null ? null : new Value(Logic.and(alive(field, of, at), v.defined()), v.atom(), v.nullable(), v.sort());
    }

    @Override
    public Interval interval(Sig.Field field, List<Logic> of, Expr at) {
        Interval i = words.interval(field, of, at);
        return i == null ? null : new Interval(Logic.and(alive(field, of, at), i.when()), i.low(), i.high(), i.sort());
    }

    @Override
    public Logic pair(Sig.Field field, List<Logic> from, List<Logic> to, Expr at) {
        return Logic.and(alive(field, from, at), words.pair(field, from, to, at));
    }

    @Override
    public void refuse(Expr e, Expr at) {
        words.refuse(e, at);
    }

    /** Who is reached by steps of a field of the kernel: a relation with that field's name. See {@link TwoStates#closure}. */
    @Override
    public Logic closure(Walk walk, Expr step, Scope scope, PrimSig sort, List<Logic> from, List<Logic> to) {
        Expr plain = Walk.strip(step);
        Value v = plain instanceof Sig.Field f ? words.value(f, List.of(new Logic.Name("$")), step) : null;
        String field = v != null && v.atom().get(0) instanceof Logic.Get g && g.of().equals(new Logic.Name("$")) ? TwoStates.closure(g.member())
                : "closure of " + Walk.shortly(step);
        return new Logic.Holds(field, List.of(from.get(0), to.get(0)));
    }
}
