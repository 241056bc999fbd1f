package cairn.model.ipc;

import java.util.ArrayList;
import java.util.List;

/**
 * Who runs: the highest priority, round robin within it, a quantum at a time. A call lends the caller's turn to who takes it, until the
 * caller's wait is over. [ABI section 7]
 */
final class Turns {
    private Turns() {}

    /** {@code t} may run: after all others of its priority, or before them when its turn is the one {@code inUse}. */
    static State wake(State s, Thread t, boolean inUse) {
        State woken = s.with(t.with(Activity.READY));
        if (t.traps().due().isPresent()) {
            woken = Faults.listed(woken, t.number());
        }
        if (t.number() == s.running() || s.ready().contains(t.number())) {
            return woken;
        }
        return inUse ? first(woken, t.number()) : last(woken, t.number());
    }

    /** Thread {@code t} gets turns of {@code quantum} microseconds at {@code priority} from now on, and a whole one at first. */
    static State place(State s, int t, int priority, long quantum) {
        boolean queued = s.ready().contains(t);
        State base = without(s, t);
        State placed = settled(base, base.with(base.thread(t).with(base.thread(t).turn().placed(priority, quantum))), t);
        if (s.running() != State.NOBODY && placed.context(s.running()) == t) {
            placed = placed.runs(s.running(), s.now() + quantum);
        }
        return queued ? last(placed, t) : placed;
    }

    /** The kernel is left. {@code yields}: the running thread gives up the rest of its turn, to {@code to} before others of its priority. */
    static State leave(State s, boolean yields, int to) {
        State left = s;
        if (yields && s.ready().contains(to) && s.priority(to) == s.priority(s.running())) {
            left = first(without(s, to), to);
        }
        int c = s.running();
        if (c == State.NOBODY || s.thread(c) == null) {
            return begin(left);
        }
        if (!s.thread(c).isReady()) {
            return begin(kept(left));
        }
        if (yields || s.now() >= s.deadline()) {
            Thread owner = s.thread(s.context(c));
            return begin(last(left.with(owner.with(owner.turn().with(owner.turn().quantum(), owner.turn().spent()))), c));
        }
        int next = left.next();
        return next == State.NOBODY || left.priority(next) <= left.priority(c) ? left : begin(first(kept(left), c));
    }

    private static State begin(State s) {
        int next = s.next();
        if (next == State.NOBODY) {
            return s.runs(State.NOBODY, State.NEVER);
        }
        Thread owner = s.thread(s.context(next));
        return without(s.with(owner.with(owner.turn().with(owner.turn().left(), false))), next).runs(next, s.now() + owner.turn().left());
    }

    /** The rest of the turn that is in use is kept; it is a whole one when nothing is left. */
    private static State kept(State s) {
        Thread owner = s.thread(s.context(s.running()));
        boolean spent = s.deadline() <= s.now();
        return s.with(owner.with(owner.turn().with(spent ? owner.turn().quantum() : s.deadline() - s.now(), spent)));
    }

    // ---- lending -----------------------------------------------------------------------------------------------------

    /** {@code t} waits for the answer of {@code to}, which runs on the turn of {@code t} from now on unless a better one is lent to it. */
    static State lend(State s, int t, int to) {
        Turn turn = s.thread(to).turn();
        if (turn.lender() != State.NOBODY && s.priority(turn.lender()) >= s.priority(t)) {
            return s;
        }
        State rested = s.running() == t ? kept(s) : s;
        return settled(rested, rested.with(rested.thread(to).with(rested.thread(to).turn().borrows(t))), to);
    }

    static State lendNoMore(State s, int t) {
        int b = s.borrower(t);
        return b == State.NOBODY ? s : settled(s, s.with(s.thread(b).with(s.thread(b).turn().borrows(State.NOBODY))), b);
    }

    /** Whether {@code t} lends the turn that is in use, and something is left of it. */
    static boolean inUse(State s, int t) {
        return s.borrower(t) != State.NOBODY && s.running() != State.NOBODY && s.thread(s.running()) != null
                && s.context(s.running()) == s.context(t) && s.now() < s.deadline();
    }

    /** What the priority or the lender of {@code t} has changed from {@code before} to {@code after}: along the chain, turns change. */
    private static State settled(State before, State after, int t) {
        State settled = after;
        for (int x = t; x != State.NOBODY; x = after.borrower(x)) {
            int on = after.context(x);
            if (on != before.context(x) || after.priority(x) != before.priority(x)) {
                settled = moved(settled, x, before.context(x), on);
            }
        }
        return settled;
    }

    private static State moved(State s, int t, int from, int on) {
        State moved = without(s, t);
        if (t == s.running()) {
            Thread owner = s.thread(from);
            boolean spent = s.deadline() <= s.now();
            moved = moved.with(owner.with(owner.turn().with(spent ? owner.turn().quantum() : s.deadline() - s.now(), spent)));
            moved = moved.runs(t, s.now() + moved.thread(on).turn().left());
        }
        if (!s.ready().contains(t)) {
            return moved;
        }
        return on != t && !moved.thread(on).turn().spent() ? first(moved, t) : last(moved, t);
    }

    private static State last(State s, int t) {
        List<Integer> order = new ArrayList<>(s.ready());
        order.add(t);
        return s.ready(order);
    }

    private static State first(State s, int t) {
        List<Integer> order = new ArrayList<>(s.ready());
        order.add(0, t);
        return s.ready(order);
    }

    static State without(State s, int t) {
        List<Integer> order = new ArrayList<>(s.ready());
        order.remove(Integer.valueOf(t));
        return s.ready(order);
    }
}
