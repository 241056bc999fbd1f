package cairn.model.ipc;

import cairn.model.ipc.Capability.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a factory can still make. [ABI section 6]
 *
 * @param left           bytes of its account
 * @param gates          numbers of gates that do not exist, the next one first
 * @param interrupts     of interrupt objects and semaphores
 * @param gateBytes      what a gate costs, and what an interrupt object or semaphore does
 * @param paid           what its account has paid for
 */
public record Supply(long left, List<Integer> gates, List<Integer> interrupts, long gateBytes, long interruptBytes, Set<State.Gone> paid) {
    /** The number of the next object of that kind, or {@link State#NOBODY} when there is none or it costs too much. */
    int next(Kind kind) {
        List<Integer> free = free(kind);
        return free.isEmpty() || left < bytes(kind) ? State.NOBODY : free.get(0);
    }

    Supply taken(Kind kind) {
        Set<State.Gone> more = new HashSet<>(paid);
        more.add(new State.Gone(kind, free(kind).get(0)));
        return with(left - bytes(kind), kind, free(kind).subList(1, free(kind).size()), more);
    }

    Supply given(State.Gone o) {
        if (o.kind() == Kind.THREAD || o.kind() == Kind.FACTORY) {
            return this;
        }
        List<Integer> free = new ArrayList<>(free(o.kind()));
        free.add(0, o.number());
        Set<State.Gone> fewer = new HashSet<>(paid);
        return with(fewer.remove(o) ? left + bytes(o.kind()) : left, o.kind(), free, fewer);
    }

    private Supply with(long nowLeft, Kind kind, List<Integer> free, Set<State.Gone> nowPaid) {
        return new Supply(nowLeft, kind == Kind.GATE ? List.copyOf(free) : gates, kind == Kind.GATE ? interrupts : List.copyOf(free), gateBytes,
                interruptBytes, Set.copyOf(nowPaid));
    }

    private List<Integer> free(Kind kind) {
        return kind == Kind.GATE ? gates : interrupts;
    }

    private long bytes(Kind kind) {
        return kind == Kind.GATE ? gateBytes : interruptBytes;
    }
}
