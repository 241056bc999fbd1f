package cairn.hal.boot;

import cairn.hal.aarch64.PhysicalMemory;
import cairn.kernel.abi.Utcb;
import cairn.kernel.entry.Kernel;
import cairn.kernel.object.Pools;
import cairn.kernel.object.Thread;
import cairn.kernel.object.Trail;

/** The messages that the kernel's last entry delivered. The words of a message are still in the receiver's UTCB: it has not run since. */
final class Messages {
    private final Trail trail;
    private final Pools pools;
    private final PhysicalMemory ram;
    private long seen;

    /** What is done with one message. */
    interface Reader {
        /**
         * @param from thread; -1 - the interrupt object
         * @param text protocol, words, items, and how it ended
         */
        void message(int from, int to, String text);
    }

    Messages(Kernel kernel, Pools pools, PhysicalMemory ram) {
        this.trail = kernel.trail();
        this.pools = pools;
        this.ram = ram;
        this.seen = trail.count();
    }

    /** Hands over what came since the last call; what is too old to be known is left out. */
    void read(Reader reader) {
        long end = trail.count();
        for (long n = Math.max(seen, end - Trail.KEPT); n < end; n++) {
            reader.message(trail.from(n), trail.to(n), text(n, end));
        }
        seen = end;
    }

    private String text(long n, long end) {
        if (trail.from(n) < 0) {
            return "an interrupt, label " + Wording.hex(trail.label(n));
        }
        Thread to = pools.thread(trail.to(n));
        // A fault's answer leaves the UTCB alone; and a receiver that took another message since has that one there.
        boolean readable = to.utcb() != 0 && trail.code(n) == 0 && !trail.resolves(n) && !receivedLater(n, end);
        String label = trail.label(n) == 0 ? "" : ", label " + Wording.hex(trail.label(n));
        String text = Wording.message(trail.tag(n), readable ? i -> ram.load(to.utcb() + Utcb.MESSAGE + 8L * i) : null) + label;
        return trail.code(n) == 0 ? text : text + "; failed: ipc error " + trail.code(n);
    }

    private boolean receivedLater(long n, long end) {
        for (long later = n + 1; later < end; later++) {
            if (trail.to(later) == trail.to(n)) {
                return true;
            }
        }
        return false;
    }
}
