package cairn.hal.boot;

import cairn.kernel.core.ipc.Party;
import cairn.kernel.object.Pools;
import cairn.kernel.object.Thread;
import java.util.ArrayList;
import java.util.List;

/** Who waits for whom. */
final class Waits {
    private Waits() {}

    /** What keeps {@code t} from running, for a person. */
    static String text(Thread t) {
        if (t.state() == Thread.STOPPED) {
            return t.fault() == Thread.NO_FAULT ? "stopped" : "stopped by a fault";
        }
        if (t.state() == Thread.READY) {
            return t.runnable() ? "ready" : t.task() == null ? "ready, but has no task" : "ready, but was never placed";
        }
        String why = t.fault() == Thread.PAGE_FAULT ? "page fault: " : t.fault() == Thread.EXCEPTION ? "exception: " : "";
        String until = t.waitsUntil() == Long.MAX_VALUE ? "" : " until " + t.waitsUntil() + " µs";
        if (t.phase() == Party.SENDING && t.semaphore() != null) {
            return "waits for semaphore " + t.semaphore().number + until;
        }
        if (t.phase() == Party.SENDING) {
            String through = t.gate() == null ? "" : " through gate " + t.gate().number;
            return why + (t.partner() == null ? "sends" + through + ", to which no thread is bound" : "sends to thread " + t.partner().number + through) + until;
        }
        if (t.phase() == Party.RECEIVING) {
            if (t.awaited() != null) {
                return "receives from interrupt object " + t.awaited().number + until;
            }
            return why + (t.open() ? "receives from anyone" : t.partner() == t ? "waits for itself" : "receives from thread " + t.partner().number) + until;
        }
        return why + "waits";
    }

    /** For which other thread alone {@code t} waits, or null. */
    static Thread partner(Thread t) {
        boolean waits = t.state() == Thread.BLOCKED && (t.phase() == Party.SENDING || t.phase() == Party.RECEIVING && !t.open());
        return waits && t.partner() != t ? t.partner() : null;
    }

    /** Threads that wait for each other in a circle, without limit of time: "1 -> 2 -> 1", each circle once. */
    static List<String> circles(Pools pools) {
        List<String> circles = new ArrayList<>();
        int[] seenFrom = new int[pools.threads()];
        for (int i = 0; i < pools.threads(); i++) {
            Thread t = pools.thread(i);
            while (t != null && t.exists() && seenFrom[t.number] == 0 && t.waitsUntil() == Long.MAX_VALUE) {
                seenFrom[t.number] = i + 1;
                t = partner(t);
            }
            if (t != null && seenFrom[t.number] == i + 1) {
                circles.add(circle(t));
            }
        }
        return circles;
    }

    private static String circle(Thread start) {
        StringBuilder line = new StringBuilder().append(start.number);
        Thread t = start;
        do {
            t = partner(t);
            line.append(" -> ").append(t.number);
        } while (t != start);
        return line.toString();
    }
}
