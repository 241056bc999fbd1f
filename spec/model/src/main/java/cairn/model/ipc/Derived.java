package cairn.model.ipc;

import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The tree of capabilities, as far as IPC needs it: {@link cairn.model.Model} has it whole, for memory too. [ABI section 15] */
final class Derived {
    private Derived() {}

    /** The capability at {@code index} goes; what was derived from it is derived from its parent now. */
    static State drop(State s, int task, long index) {
        Capability gone = s.capability(task, index);
        return gone == null ? s : s.capability(task, index, null)
                .eachCapability(c -> c.parent() == gone.id() ? c.derivedFrom(gone.parent()) : c).released(gone.kind(), gone.number());
    }

    /** {@code c} goes, and all that was derived from it. */
    static State unmap(State s, Capability c) {
        return below(s, c, x -> null).eachCapability(x -> x.id() == c.id() ? null : x).released(c.kind(), c.number());
    }

    /** All that was derived from {@code c} goes. */
    static State revoke(State s, Capability c) {
        return below(s, c, x -> null).released(c.kind(), c.number());
    }

    /** The object of {@code c} is deleted: all capabilities to it go. */
    static State delete(State s, Capability c) {
        return s.withoutCapabilities(c.kind(), c.number()).released(c.kind(), c.number());
    }

    /** All that was derived from {@code c}, and {@code c} if {@code self}, keep the rights in {@code mask}. */
    static State narrow(State s, Capability c, int mask, boolean self) {
        return below(self ? s.eachCapability(x -> x.id() == c.id() ? x.with(mask) : x) : s, c, x -> x.with(mask));
    }

    /** A capability to the same object with fewer rights, derived from {@code c}. */
    static Capability child(State s, Capability c, int mask, boolean weak) {
        return new Capability(c.kind(), c.number(), c.rights() & mask, fresh(s), c.id(), weak);
    }

    /** The first capability to a new object. */
    static Capability made(State s, Capability.Kind kind, int number) {
        return new Capability(kind, number, Capability.ALL, fresh(s), Capability.ANCHOR, false);
    }

    private static int fresh(State s) {
        int[] last = {0};
        s.capabilities().values().forEach(table -> table.values().forEach(x -> last[0] = Math.max(last[0], x.id())));
        return last[0] + 1;
    }

    private static State below(State s, Capability top, UnaryOperator<Capability> change) {
        Map<Integer, Integer> parents = new HashMap<>();
        s.capabilities().values().forEach(table -> table.values().forEach(x -> parents.put(x.id(), x.parent())));
        return s.eachCapability(c -> {
            int at = c.parent();
            while (at != top.id() && parents.containsKey(at)) {
                at = parents.get(at);
            }
            return at == top.id() ? change.apply(c) : c;
        });
    }
}
