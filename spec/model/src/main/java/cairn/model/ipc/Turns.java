package cairn.model.ipc;

import java.util.ArrayList;
import java.util.List;

/** Who runs: the highest priority, round robin within it, a quantum at a time. [ABI section 7] */
final class Turns {
    private Turns() {}

    /** {@code t} may run: it takes its turn after all others of its priority, unless it is the running thread. */
    static State wake(State s, Thread t) {
        State woken = s.with(t.with(Activity.READY));
        return t.number() == s.running() || s.ready().contains(t.number()) ? woken : last(woken, t.number());
    }

    /** Thread {@code t} gets turns of {@code quantum} microseconds at {@code priority} from now on, and a whole one at first. */
    static State place(State s, int t, int priority, long quantum) {
        State placed = s.with(s.thread(t).placed(priority, quantum));
        if (t == s.running()) {
            return placed.runs(t, s.now() + quantum);
        }
        return s.ready().contains(t) ? last(without(placed, t), t) : placed;
    }

    /** The kernel is left. {@code yields}: the running thread gives up the rest of its turn, to {@code to} before others of its priority. */
    static State leave(State s, boolean yields, int to) {
        State left = s;
        if (yields && s.ready().contains(to) && s.thread(to).priority() == s.thread(s.running()).priority()) {
            left = first(without(s, to), to);
        }
        Thread c = s.running() == State.NOBODY ? null : s.thread(s.running());
        if (c != null && c.isReady()) {
            if (yields || s.now() >= s.deadline()) {
                return begin(last(left.with(c.withTurn(c.quantum())), c.number()));
            }
            int next = left.next();
            if (next == State.NOBODY || left.thread(next).priority() <= c.priority()) {
                return left;
            }
            return begin(first(left.with(c.withTurn(s.deadline() - s.now())), c.number()));
        }
        // Who waits keeps the rest of its turn, or gets a whole one when nothing is left.
        return begin(c == null ? left : left.with(c.withTurn(s.now() < s.deadline() ? s.deadline() - s.now() : c.quantum())));
    }

    private static State begin(State s) {
        int next = s.next();
        return next == State.NOBODY ? s.runs(State.NOBODY, State.NEVER) : without(s, next).runs(next, s.now() + s.thread(next).left());
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
