package cairn.model.ipc;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The whole state between two steps. Values are never changed: each method answers a new state. An object that is in no map does not exist.
 *
 * <p>There are no queues of senders: who waits for a partner says so itself, and the order follows from rank and time of arrival.
 *
 * @param now          microseconds since boot
 * @param running      number of the running thread, or {@link #NOBODY}
 * @param deadline     when its turn ends
 * @param ready        threads that could run but do not; of those with one priority the first is the next
 * @param owed         who is owed an answer, by slot
 * @param capabilities what tasks hold: by task, then by index, or by {@link #page}
 * @param waits        how many waits have begun
 * @param memory       kernel-user memory that is not as it was lent, by {@link #place}; a thread's UTCB is a piece of it
 * @param gone         objects that have lost their last capability that counts in this step, the last one first
 * @param supply       what the factory can still make
 * @param due          threads that will raise an exception when they run on, the last one first
 */
public record State(long now, int running, long deadline, SortedMap<Integer, Thread> threads, List<Integer> ready, SortedMap<Slot, Owed> owed,
        SortedMap<Integer, Gate> gates, SortedMap<Integer, Interrupt> interrupts, SortedMap<Integer, Long> semaphores,
        SortedMap<Integer, SortedMap<Long, Capability>> capabilities, long waits,
        SortedMap<Long, Utcb> memory, List<Integer> due, List<Gone> gone, Supply supply) {
    /** An object, by kind and number. */
    public record Gone(Capability.Kind kind, int number) {}

    public static final int NOBODY = -1;
    public static final long NEVER = Long.MAX_VALUE;

    /** As the partner of a thread that receives: interrupt object {@code number} alone. */
    public static int interrupt(int number) {
        return -2 - number;
    }

    /** As an index of {@link #capabilities}: the page at virtual address {@code page} * 4096. */
    public static long page(long page) {
        return -1 - page;
    }

    // ---- questions ----

    public Thread thread(int number) {
        return threads.get(number);
    }

    /** Who waits to send to thread {@code to}, in the order in which they are served. */
    public List<Sender> sendersTo(int to) {
        List<Sender> senders = new ArrayList<>();
        for (Thread t : threads.values()) {
            if (t.activity() instanceof Activity.Sending w && w.to() == to) {
                senders.add(new Sender(false, t.number(), w.rank(), w.since()));
            }
        }
        for (Interrupt i : interrupts.values()) {
            if (i.sent() && i.thread() == to) {
                senders.add(new Sender(true, i.number(), Interrupt.RANK, i.since()));
            }
        }
        Collections.sort(senders);
        return senders;
    }

    /** Who waits for {@code gate} to be bound. */
    public List<Sender> sendersThrough(int gate) {
        List<Sender> senders = new ArrayList<>();
        for (Thread t : threads.values()) {
            if (t.activity() instanceof Activity.Sending w && w.to() == NOBODY && w.message().gate() == gate) {
                senders.add(new Sender(false, t.number(), w.rank(), w.since()));
            }
        }
        Collections.sort(senders);
        return senders;
    }

    /** Who waits for {@code semaphore}. */
    public List<Sender> downers(int semaphore) {
        List<Sender> waiters = new ArrayList<>();
        for (Thread t : threads.values()) {
            if (t.activity() instanceof Activity.Down d && d.semaphore() == semaphore) {
                waiters.add(new Sender(false, t.number(), d.rank(), d.since()));
            }
        }
        Collections.sort(waiters);
        return waiters;
    }

    /** When the timer must interrupt: the end of the turn or of the first wait, whichever comes first; {@link #NEVER}. */
    public long alarm() {
        long first = running == NOBODY ? NEVER : deadline;
        for (Thread t : threads.values()) {
            if (t.activity() instanceof Activity.Waiting w) {
                first = Math.min(first, w.until());
            }
        }
        return first;
    }

    /**
     * The thread on whose turn {@code t} runs: its own, or, when its lender's priority is no lower than its own, what the lender runs on. A
     * lender waits, so that nobody lends to itself, however far around.
     */
    public int context(int t) {
        Turn own = thread(t).turn();
        return own.lender() == NOBODY || own.priority() > priority(own.lender()) ? t : context(own.lender());
    }

    /** The priority at which {@code t} runs. */
    public int priority(int t) {
        return thread(context(t)).turn().priority();
    }

    /** Who runs on the turn that {@code t} lends, or {@link #NOBODY}. */
    public int borrower(int t) {
        return threads.values().stream().filter(x -> x.turn().lender() == t).mapToInt(Thread::number).findFirst().orElse(NOBODY);
    }

    /** The thread that is next to run, or {@link #NOBODY}. */
    public int next() {
        int best = NOBODY;
        for (int t : ready) {
            if (best == NOBODY || priority(t) > priority(best)) {
                best = t;
            }
        }
        return best;
    }

    public Capability capability(int task, long index) {
        SortedMap<Long, Capability> table = capabilities.get(task);
        return table == null ? null : table.get(index);
    }

    /** Where the 1024 bytes of kernel-user memory at user address {@code address} of a task lie. */
    public static long place(int task, long address) {
        return (long) task << 32 | address >>> 10 & 0xffff_ffffL;
    }

    /** The UTCB of thread {@code t}; all zero while it belongs to no task. */
    public Utcb utcb(int t) {
        Thread x = thread(t);
        return x.task() == NOBODY ? Utcb.LENT : memory.getOrDefault(place(x.task(), x.utcb()), Utcb.LENT);
    }

    /** The word at {@code address}, a multiple of 8, in the kernel-user memory of a task. */
    long load(int task, long address) {
        return memory.getOrDefault(place(task, address), Utcb.LENT).word((int) address >>> 3 & Utcb.WORDS - 1);
    }

    // ---- other states ----

    State store(int task, long address, long value) {
        long place = place(task, address);
        return memory(place, memory.getOrDefault(place, Utcb.LENT).with((int) address >>> 3 & Utcb.WORDS - 1, value));
    }

    /** The UTCB of thread {@code t}. */
    public State with(int t, Utcb u) {
        return memory(place(thread(t).task(), thread(t).utcb()), u);
    }

    private State memory(long place, Utcb u) {
        return new State(now, running, deadline, threads, ready, owed, gates, interrupts, semaphores, capabilities, waits, put(memory, place, u), due, gone, supply);
    }

    State due(List<Integer> order) {
        return new State(now, running, deadline, threads, ready, owed, gates, interrupts, semaphores, capabilities, waits, memory, List.copyOf(order), gone, supply);
    }

    public State at(long time) {
        return new State(time, running, deadline, threads, ready, owed, gates, interrupts, semaphores, capabilities, waits, memory, due, gone, supply);
    }

    public State runs(int thread, long until) {
        return new State(now, thread, until, threads, ready, owed, gates, interrupts, semaphores, capabilities, waits, memory, due, gone, supply);
    }

    public State with(Thread t) {
        return new State(now, running, deadline, put(threads, t.number(), t), ready, owed, gates, interrupts, semaphores, capabilities, waits, memory, due, gone, supply);
    }

    public State ready(List<Integer> order) {
        return new State(now, running, deadline, threads, List.copyOf(order), owed, gates, interrupts, semaphores, capabilities, waits, memory, due, gone, supply);
    }

    public State owed(Slot slot, Owed to) {
        return new State(now, running, deadline, threads, ready, put(owed, slot, to), gates, interrupts, semaphores, capabilities, waits, memory, due, gone, supply);
    }

    public State with(Gate g) {
        return new State(now, running, deadline, threads, ready, owed, put(gates, g.number(), g), interrupts, semaphores, capabilities, waits, memory, due, gone, supply);
    }

    public State with(Interrupt i) {
        return new State(now, running, deadline, threads, ready, owed, gates, put(interrupts, i.number(), i), semaphores, capabilities, waits, memory, due, gone, supply);
    }

    public State semaphore(int number, long count) {
        return new State(now, running, deadline, threads, ready, owed, gates, interrupts, put(semaphores, number, count), capabilities, waits, memory, due, gone, supply);
    }

    public State capability(int task, long index, Capability c) {
        SortedMap<Long, Capability> table = put(capabilities.getOrDefault(task, new TreeMap<>()), index, c);
        return new State(now, running, deadline, threads, ready, owed, gates, interrupts, semaphores, put(capabilities, task, table), waits, memory, due, gone, supply);
    }

    /** A capability to the object of that kind and number has gone. If none that counts is left, the object goes with this step. */
    State released(Capability.Kind kind, int number) {
        long counting = capabilities.values().stream().flatMap(table -> table.values().stream())
                .filter(c -> c.kind() == kind && c.number() == number && !c.weak()).count();
        long uncounted = kind == Capability.Kind.GATE ? gates.get(number).uncounted() : 0;
        Gone object = new Gone(kind, number);
        if (kind == Capability.Kind.PAGE || counting > uncounted || gone.contains(object)) {
            return this;
        }
        List<Gone> order = new ArrayList<>(gone);
        order.add(0, object);
        return gone(order);
    }

    State with(Supply left) {
        return new State(now, running, deadline, threads, ready, owed, gates, interrupts, semaphores, capabilities, waits, memory, due, gone, left);
    }

    State gone(List<Gone> order) {
        return new State(now, running, deadline, threads, ready, owed, gates, interrupts, semaphores, capabilities, waits, memory, due,
                List.copyOf(order), supply);
    }

    /** All capabilities to the object of that kind and number are no more. */
    public State withoutCapabilities(Capability.Kind kind, int number) {
        return eachCapability(c -> c.kind() == kind && c.number() == number ? null : c);
    }

    /** Every capability becomes what {@code change} makes of it, null for none. */
    public State eachCapability(UnaryOperator<Capability> change) {
        SortedMap<Integer, SortedMap<Long, Capability>> tables = new TreeMap<>();
        capabilities.forEach((task, table) -> {
            SortedMap<Long, Capability> changed = new TreeMap<>();
            table.forEach((index, c) -> {
                Capability after = change.apply(c);
                if (after != null) {
                    changed.put(index, after);
                }
            });
            tables.put(task, changed);
        });
        return new State(now, running, deadline, threads, ready, owed, gates, interrupts, semaphores, tables, waits, memory, due, gone, supply);
    }

    /** The object of that kind and number is no more. */
    public State without(Capability.Kind kind, int number) {
        return new State(now, running, deadline, kind == Capability.Kind.THREAD ? put(threads, number, null) : threads, ready, owed,
                kind == Capability.Kind.GATE ? put(gates, number, null) : gates,
                kind == Capability.Kind.INTERRUPT ? put(interrupts, number, null) : interrupts,
                kind == Capability.Kind.SEMAPHORE ? put(semaphores, number, null) : semaphores, capabilities, waits, memory, due, gone, supply);
    }

    /** One more wait begins; {@link #waits} is its number. */
    public State begun() {
        return new State(now, running, deadline, threads, ready, owed, gates, interrupts, semaphores, capabilities, waits + 1, memory, due, gone, supply);
    }

    /** Null takes the key out. */
    private static <K, V> SortedMap<K, V> put(SortedMap<K, V> map, K key, V value) {
        SortedMap<K, V> changed = new TreeMap<>(map);
        if (value == null) {
            changed.remove(key);
        } else {
            changed.put(key, value);
        }
        return changed;
    }
}
