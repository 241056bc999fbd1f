package cairn.kernel.entry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cairn.kernel.Rig;
import cairn.kernel.abi.Flexpage;
import cairn.kernel.abi.Limits;
import cairn.kernel.abi.Protocol;
import cairn.kernel.abi.Slots;
import cairn.kernel.abi.Utcb;
import cairn.kernel.core.derivation.Node;
import cairn.kernel.hil.Cause;
import cairn.kernel.object.Audit;
import cairn.kernel.object.Capabilities;
import cairn.kernel.object.Kind;
import cairn.kernel.object.Operation;
import cairn.kernel.object.Thread;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A program that passes anything in every register and in its whole UTCB. The kernel answers; it neither throws nor loses its order. */
class AttackerTest {
    private static final int CALLS = 60_000;
    /** Calls after which a kernel is replaced by a new one: an attacker throws away what it has. */
    private static final int LIFE = 1000;
    private static final long[] PROTOCOLS = {0, -1, -10, -11, -11, -11, -11, -12, -12, -12, -13, -14, -14, -15, -15, -15, -18, -20, -21};
    private static final long[] NEW = {-11, 0, -10, -18, -20};
    private static final long[] INTERRUPT = {-1, -1, -10, -10, -18, -18, -20};
    private static final int[] OPERATIONS = {1, 3, 3, 3, 3, 3, 3, 3, 2, 0, 6, 7, 15, 9};

    private final long[] done = new long[Operation.COUNT];
    private long state;
    private int restarts;
    private Thread attacker;

    /** Red: drop the check of call.address % Utcb.SIZE in Threads.control, or the one of holds(old) in Pages.piece. [REQ-ENTRY-1, REQ-ABI-1, REQ-CDT-1, REQ-QUOTA-1, REQ-CAP-1, REQ-CAP-3, REQ-MMU-2] */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void anyRegistersAreAnswered(long seed) {
        state = seed;
        Rig rig = furnished();
        for (int i = 0; i < CALLS; i++) {
            if (rig.kernel.current() == null) { // all wait: until a timeout
                rig.time += 5000;
                rig.kernel.trap(Cause.INTERRUPT, 0, 0);
            }
            Thread t = rig.kernel.current();
            if (t == null || i % LIFE == LIFE - 1 || below(10) == 0 && poor(t)) {
                Audit.check(rig);
                rig = furnished();
                restarts++;
                continue;
            }
            rig.time += below(20);
            if (below(100) == 0) {
                rig.interrupt(below(40));
                t = rig.kernel.current();
            }
            attack(rig, t);
            if (below(50) == 0 && rig.kernel.current() != null) {
                rig.time += 5000;
                rig.kernel.trap(Cause.INTERRUPT, 0, 0);
            }
            if (i % 200 == 0) {
                Audit.check(rig);
            }
        }
        Audit.check(rig);
        for (int operation = 1; operation < Operation.COUNT; operation++) {
            assertTrue(done[operation] > 0, "operation " + operation + " was never carried out: the attack is too weak");
        }
        assertTrue(restarts < CALLS / 20, "the attacker died " + restarts + " times: too often to get anywhere");
    }

    /** A kernel whose attacker has an interrupt object and a semaphore too. */
    private static Rig furnished() {
        Rig rig = new Rig();
        rig.create(Slots.FACTORY, 12, Protocol.IRQ_SENDER, 0);
        rig.create(Slots.FACTORY, 13, Protocol.SEMAPHORE, 0);
        return rig;
    }

    private void attack(Rig rig, Thread t) {
        attacker = t;
        int how = below(10);
        if (how == 0) {
            for (int i = 0; i < 31; i++) {
                t.frame[i] = next();
            }
        } else {
            int words = below(8) == 0 ? below(64) : below(2) == 0 ? 3 : 1 + below(7);
            long index = below(30) == 0 ? next() >>> 12 : below(3) == 0 ? some(1 + below(Kind.DEBUGGER)) : capability();
            long label = below(5) == 0 ? PROTOCOLS[below(PROTOCOLS.length)] : spoken(t, index);
            t.frame[0] = label << 16 | (long) (below(8) == 0 ? below(64) : below(3)) << 6 | words;
            t.frame[2] = index << 12 | OPERATIONS[below(OPERATIONS.length)] | (below(20) == 0 ? 0x800 : 0) | (below(20) == 0 ? 0x400 : 0);
            t.frame[3] = below(12) == 0 ? timeouts() : 0x400_0400;
            message(rig, t.utcb(), words);
            if (label == -14 && below(3) > 0) {
                schedule(rig, t.utcb(), words);
            }
            if (label == -10 && below(3) > 0) {
                rig.store(t.utcb(), below(8) == 0 ? 0 : 16 + below(2));
                rig.store(t.utcb() + 8, (long) below(100) << 2);
                if (below(2) == 0) {
                    t.frame[0] = label << 16 | 1 << 6 | 2;
                    rig.store(t.utcb() + 16, 8);
                    rig.store(t.utcb() + 24, Rig.cap(some(Kind.THREAD), 15));
                }
            }
            if (label == -15 && below(3) == 0) {
                rig.store(t.utcb(), NEW[below(NEW.length)]);
                rig.store(t.utcb() + 16, below(2) == 0 ? 0 : (long) below(100) << 2);
                t.frame[0] = label << 16 | 3;
            }
            if (label == -1 || label == -18 || label == -20 || label == -12 && below(4) == 0) {
                interrupts(rig, t, label);
            }
            if (label == -12 && below(8) == 0) {
                trampoline(rig, t);
            }
        }
        if (below(400) == 0) {
            rig.kernel.trap(Cause.SYNCHRONOUS, next(), next());
        } else {
            rig.kernel.trap(Cause.SYNCHRONOUS, Rig.SVC, 0);
            done[rig.kernel.lastOperation()]++;
        }
    }

    /** Some microseconds for both phases, an absolute time, or rarely for ever. */
    private long timeouts() {
        return below(4) == 0 ? next() : below(8) == 0 ? 0 : (long) (1 + below(0x1fff)) << 16 | (below(2) == 0 ? 0x8000 : 1 + below(0x1fff));
    }

    private void message(Rig rig, long utcb, int words) {
        int limit = below(10) == 0 ? Utcb.SIZE / 8 : 16;
        for (int i = 0; i < limit; i++) {
            rig.store(utcb + 8L * i, word());
        }
        for (int i = words; i + 1 < 63 && i < words + 4; i += 2) {
            rig.store(utcb + 8L * i, 8);
            rig.store(utcb + 8L * i + 8, Rig.cap(capability(), below(4) == 0 ? below(16) : 15));
        }
        if (below(3) > 0) {
            rig.store(utcb + 8, word() & ~0xfffL | 8 | (below(4) == 0 ? 2 : 0));
        }
        if (below(3) > 0) {
            rig.store(utcb + 16, below(2) == 0 ? Rig.page(Rig.RAM + below(4096) * 4096L, 12 + below(12), below(16)) : below(4) == 0 ? word() : Rig.cap(capability(), below(16)));
        }
        rig.store(utcb, below(15) == 0 ? next() : below(3) == 0 ? (below(4) == 0 ? 0 : -10 - below(6)) : (below(6) == 0 ? 16 + below(2) : below(5)) | (below(4) == 0 ? (long) below(64) << 16 : 0));
        rig.store(utcb + Utcb.DESCRIPTOR, below(10) == 0 ? next() : 0);
        rig.store(utcb + Utcb.BUFFER, below(10) == 0 ? next() : capability() << 12 | 8 | (below(3) == 0 ? 0 : 2));
        rig.store(utcb + Utcb.BUFFER + 8, word());
    }

    /** An operation of interrupt objects, semaphores, the controller, or of threads with an interrupt object. */
    private void interrupts(Rig rig, Thread t, long label) {
        rig.store(t.utcb(), label == -12 ? 5 + below(2) : label == -1 ? below(3) == 0 ? 4 : below(7) : label == -18 ? 1 : 0);
        rig.store(t.utcb() + 8, below(3) == 0 ? next() : below(45));
        rig.store(t.utcb() + 24, 8);
        rig.store(t.utcb() + 32, Rig.cap(some(Kind.INTERRUPT), 15));
        t.frame[0] = label << 16 | (below(8) == 0 ? 0 : 1 << 6 | 3);
    }

    /** A handler of page faults, its own or another's, in the page of its UTCB; or back from it. */
    private void trampoline(Rig rig, Thread t) {
        rig.store(t.utcb(), 9 | (long) below(6) << 16);
        rig.store(t.utcb() + 8, below(4) == 0 ? next() : Limits.UTCB_AREA + 8L * below(512));
        t.frame[0] = -12L << 16 | 2;
        if (below(2) == 0) {
            t.frame[2] = 0x803;
        }
    }

    private void schedule(Rig rig, long utcb, int words) {
        for (int i = 1; i < 5 && i < words; i++) {
            rig.store(utcb + 8L * i, i == 2 ? 1 : i == 1 ? 0 : below(260));
        }
        rig.store(utcb, below(3) == 0 ? 2L * below(2) : 1);
        if (below(2) == 0) {
            attacker.frame[0] = -14L << 16 | 1 << 6 | 5;
            rig.store(utcb + 40, 8);
            rig.store(utcb + 48, Rig.cap(some(Kind.THREAD), 15));
        }
    }

    /** Whether a thread has nothing left to attack with. */
    private static boolean poor(Thread t) {
        int some = 0;
        for (int i = 1; i < 40; i++) {
            some += Capabilities.find(t.task(), i) == null ? 0 : 1;
        }
        return some < 4;
    }

    /** The protocol of the object at {@code index}. */
    private long spoken(Thread t, long index) {
        Node n = Capabilities.find(t.task(), index);
        if (n == null) {
            return 0;
        }
        return switch (n.kind()) {
            case Kind.TASK -> -11;
            case Kind.THREAD -> -12;
            case Kind.FACTORY -> -15;
            case Kind.SCHEDULER -> below(6) == 0 ? -1 : -14;
            case Kind.ICU -> -1;
            case Kind.DEBUGGER -> -23;
            case Kind.INTERRUPT -> INTERRUPT[below(INTERRUPT.length)];
            case Kind.GATE -> below(2) == 0 ? -10 : -2 + below(4);
            default -> below(6) == 0 ? -1 : -13;
        };
    }

    /** The index of an object of {@code kind}, if there is one. */
    private long some(int kind) {
        long index = 1 + below(40);
        for (int i = 0; i < 40; i++) {
            Node n = Capabilities.find(attacker.task(), index);
            if (n != null && n.kind() == kind) {
                return index;
            }
            index = index % 40 + 1;
        }
        return index;
    }

    /** An index in use, mostly. */
    private long capability() {
        long index = 1 + below(40);
        boolean any = below(12) == 0;
        for (int i = 0; i < 40 && !any && Capabilities.find(attacker.task(), index) == null; i++) {
            index = index % 40 + 1;
        }
        return index;
    }

    /** A word that one part of the ABI or another can read as something. */
    private long word() {
        switch (below(9)) {
            case 0:
                return next();
            case 1:
                return below(300);
            case 2:
                return Rig.cap(capability(), below(16)) | (long) below(4) << 6;
            case 3:
                return Rig.cap(below(64), 15) | (long) below(21) << 6;
            case 4:
                return Rig.page(Rig.RAM + below(4096) * 4096L, 12 + below(4), below(16));
            case 5:
                return Rig.page((long) below(1 << 28) << 12, 12 + below(52), below(16));
            case 6:
                return Limits.UTCB_AREA + below(64) * 0x400L | (below(2) == 0 ? 0 : 12L << 6 | Flexpage.MEMORY << 4 | 6);
            case 7:
                return Rig.RAM + below(4096) * 4096L | 8 | (below(4) == 0 ? 2 : 0) | below(8) << 4;
            default:
                return below(3) == 0 ? 0xc000_0000L : below(2) == 0 ? 0x8000_0000L : 0;
        }
    }

    private int below(int bound) {
        return (int) ((next() >>> 33) % bound);
    }

    private long next() {
        state += 0x9e3779b97f4a7c15L;
        long z = (state ^ state >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }

    /** Red: answer frame[0] = reply.label in Kernel.finish also when the thread did not receive. [REQ-ENTRY-1] */
    @Test
    void registersOtherThanTheResultAreKept() {
        Rig rig = new Rig();
        Thread t = rig.kernel.current();
        for (int i = 0; i < t.frame.length; i++) {
            t.frame[i] = 1000 + i;
        }
        t.frame[2] = 0x800;
        rig.kernel.trap(Cause.SYNCHRONOUS, Rig.SVC, 0);
        for (int i = 1; i < t.frame.length; i++) {
            assertEquals(i == 2 ? 0x800 : 1000 + i, t.frame[i], "register " + i);
        }
    }
}
