package cairn.kernel.core.sched;

import cairn.kernel.core.queue.Entry;

/**
 * Who runs, and who could: a queue for each of 256 priorities, and a bound above which all of them are empty. [REQ-READY-1]
 *
 * <pre>
 *  levels[200]  -> turn -> turn -> ...      who could run at it, by turn; the one who runs is in none
 *  levels[ 70]     empty                    highest >= 200
 *  levels[  7]  -> turn
 * </pre>
 */
public final class ReadyQueue {
    public static final int PRIORITIES = 256;

    /*@ spec_public @*/ private final Level[] levels = new Level[PRIORITIES];
    /** By number. */
    /*@ spec_public nullable @*/ private final Turn[] turns;
    /** In no queue: it stands for all entries where something about all of them is said. */
    /*@ spec_public @*/ private final Entry witness = new Entry(0);
    /*@ spec_public nullable @*/ private Turn current;
    /** Nobody waits for a turn above it. */
    /*@ spec_public @*/ private int highest;

    //@ public ghost nullable Turn moving;   // whose place is being changed: that of all others follows from what they are

    //@ public model boolean okX;
    //@ private represents okX = (\forall Turn i; i.place != null; i.place.owner == i);  // SCHED-3 ready-links
    //@ public model boolean okJ;
    //@ private represents okJ = (\forall Level l; l.turns != null; l.turns.owner == l);  // SCHED-3 ready-links
    //@ public model boolean okM;
    //@ private represents okM = (\forall Level l; l.turns != null && l.turns.head != null; l.priority <= highest);  // SCHED-4 filled
    //@ public model boolean okE;
    //@ private represents okE = (\forall Turn i; i.place.queue != null; i.level != null && i.place.queue == i.level.turns);  // SCHED-2 ready-queue
    //@ public model boolean okR;
    //@ private represents okR = (\forall Turn i; i != moving && i.place != null; (i.place.queue != null) == (i.able && i != current));  // SCHED-2 ready-queue
    //@ public model boolean okG;
    //@ private represents okG = (\forall Level l; (\forall Entry e; e.queue != null && e.queue == l.turns; e.key == 0 && 0 <= e.number && e.number < turns.length && turns[e.number] != null && turns[e.number].place == e));  // SCHED-2 ready-queue
    //@ public model boolean okF;
    //@ private represents okF = turns != null && (\forall Turn i; i.level != null; i.place != null && 0 <= i.number && i.number < turns.length && turns[i.number] == i && i.place.number == i.number);  // SCHED-6 ready-can-run
    //@ public model boolean okP;
    //@ private represents okP = (\forall Level l; l.turns != null; 0 <= l.priority && l.priority < 256 && levels[l.priority] == l);  // SCHED-4 filled
    //@ public model boolean okL;
    //@ private represents okL = levels != null && levels.length == 256 && (\forall int k; 0 <= k && k < 256; levels[k] != null && levels[k].turns != null && levels[k].priority == k);  // SCHED-4 filled
    //@ public model boolean okH;
    //@ private represents okH = 0 <= highest && highest < 256;  // SCHED-4 filled
    //@ public model boolean okA;
    //@ private represents okA = (\forall Turn i; i.able || i.level != null; i.level != null && i.level.turns != null);  // SCHED-6 ready-can-run

    //@ public model boolean inv;
    //@ private represents inv = okX && okJ && okM && okE && okR && okG && okF && okP && okL && okH && okA;

    /** For threads whose numbers are lower than {@code threads}; nobody can run. At boot only: what it owes is row BOOT-1 of the trusted base. */
    /*@ public normal_behavior
      @   requires 0 <= threads;
      @   ensures current == null && turns != null && turns.length == threads && levels != null && levels.length == 256 && highest == 0;
      @   assignable \nothing;
      @*/
    public ReadyQueue(int threads) {
        turns = new Turn[threads];
        /*@ loop_invariant 0 <= p && p <= 256 && (\forall int k; 0 <= k && k < p; levels[k] != null);
          @ decreases 256 - p;
          @ assignable levels[*];
          @*/
        for (int p = 0; p < PRIORITIES; p++) {
            levels[p] = new Level(p);
        }
    }

    /** From now on {@code t} can be given a level. At boot only. */
    /*@ public normal_behavior
      @   requires inv && t != null && turns != null && \typeof(turns) == \type(Turn[]) && 0 <= t.number && t.number < turns.length && turns[t.number] == null;
      @   ensures inv;
      @   ensures turns[t.number] == t;
      @   assignable turns[t.number];
      @*/
    public /*@ helper @*/ void admit(Turn t) {
        turns[t.number] = t;
    }

    /** Who runs, or null. */
    /*@ public normal_behavior
      @   ensures \result == current;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure nullable @*/ Turn current() {
        return current;
    }

    /** The priority above which nobody waits for a turn, 0 .. 255. */
    /*@ public normal_behavior
      @   ensures \result == highest;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure @*/ int bound() {
        return highest;
    }

    /** The level of {@code priority}, 0 .. 255. */
    /*@ public normal_behavior
      @   requires levels != null && 0 <= priority && priority < levels.length;
      @   ensures \result == levels[priority];
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure nullable @*/ Level level(int priority) {
        return levels[priority];
    }

    // ---- primitives: one step each, with two cases: what they do to this, and what to the queues ------------------------------------

    /** How {@code t} and its level stand to each other. */
    /*@ public normal_behavior
      @   requires inv && t != null && t.place != null && t.place.inv && t.level != null;
      @   ensures t.level.turns != null && 0 <= t.level.priority && t.level.priority <= 255;
      @   ensures t.level.turns.head != null ==> t.level.turns.head.key == 0;
      @   ensures t.place.queue != null ==> t.place.queue == t.level.turns && t.level.turns.head != null;
      @   ensures t != moving ==> (t.place.queue != null) == (t.able && t != current);
      @   ensures turns != null && 0 <= t.number && t.number < turns.length && turns[t.number] == t && t.place.number == t.number;
      @   assignable \strictly_nothing;
      @*/
    private /*@ helper pure @*/ void placeLemma(Turn t) {
        t.place.headLemma(t.level.turns);
        t.place.filledLemma();
    }

    /** Somebody will wait at {@code l}. */
    /*@ public normal_behavior
      @   requires inv && l != null && l.turns != null;
      @   ensures inv;
      @   ensures l.priority <= highest;
      @   assignable highest;
      @ also public normal_behavior
      @   requires l != null && entry != null && entry.inv;
      @   ensures entry.inv;
      @   assignable highest;
      @*/
    private /*@ helper @*/ void raise(Level l, Entry entry) {
        if (highest < l.priority) {
            highest = l.priority;
        }
    }

    /** Nobody waits above {@code l}. */
    /*@ public normal_behavior
      @   requires inv && l != null && l.turns != null;
      @   requires (\forall Level k; k.turns != null && l.priority < k.priority; k.turns.head == null);
      @   ensures inv;
      @   assignable highest;
      @ also public normal_behavior
      @   requires l != null && entry != null && entry.inv;
      @   ensures entry.inv;
      @   assignable highest;
      @*/
    private /*@ helper @*/ void lower(Level l, Entry entry) {
        highest = l.priority;
    }

    /** Puts {@code t} into the queue of its level, before all others there if {@code first}. */
    /*@ public normal_behavior
      @   requires inv && t != null && t == moving && t.place != null && t.place.inv && t.place.queue == null && t.level != null && t.level.turns != null && t.level.priority <= highest;
      @   ensures inv;
      @   assignable t.place.queue, t.place.key, t.place.stamp, t.level.turns.head, t.level.turns.tail, t.level.turns.clock, t.level.turns.dawn, \all_objects(t.place.before), \all_objects(t.place.after);
      @ also public normal_behavior
      @   requires t != null && t.place != null && t.place.inv && t.place.queue == null && t.level != null && t.level.turns != null;
      @   requires t.level.turns.head != null ==> t.level.turns.head.key == 0;
      @   ensures t.place.inv && t.place.queue == t.level.turns;
      @   assignable t.place.queue, t.place.key, t.place.stamp, t.level.turns.head, t.level.turns.tail, t.level.turns.clock, t.level.turns.dawn, \all_objects(t.place.before), \all_objects(t.place.after);
      @*/
    private /*@ helper @*/ void append(Turn t, boolean first) {
        if (first) {
            t.level.turns.lead(t.place, 0);
        } else {
            t.level.turns.insert(t.place, 0);
        }
    }

    /** Takes {@code t} out of the queue of its level. */
    /*@ public normal_behavior
      @   requires inv && t != null && t == moving && t.place != null && t.place.inv && t.place.queue != null && t.level != null && t.place.queue == t.level.turns;
      @   requires t.level.turns.head != null;
      @   ensures inv;
      @   assignable t.place.queue, t.place.before, t.place.after, t.level.turns.head, t.level.turns.tail, t.place.before.after, t.place.after.before;
      @ also public normal_behavior
      @   requires t != null && t.place != null && t.place.inv && t.place.queue != null && t.level != null && t.place.queue == t.level.turns;
      @   ensures t.place.inv && t.place.queue == null;
      @   assignable t.place.queue, t.place.before, t.place.after, t.level.turns.head, t.level.turns.tail, t.place.before.after, t.place.after.before;
      @*/
    private /*@ helper @*/ void take(Turn t) {
        t.level.turns.remove(t.place);
    }

    /** The place of {@code t}, which can run from now on, is about to change. */
    /*@ public normal_behavior
      @   requires inv && moving == null && t != null && t.level != null;
      @   ensures inv;
      @   ensures moving == t && t.able;
      @   assignable moving, t.able;
      @ also public normal_behavior
      @   requires t != null && entry != null && entry.inv;
      @   ensures entry.inv;
      @   assignable moving, t.able;
      @*/
    private /*@ helper @*/ void enable(Turn t, Entry entry) {
        //@ set moving = t;
        t.able = true;
    }

    /** The place of {@code t}, which cannot run from now on, is about to change. */
    /*@ public normal_behavior
      @   requires inv && moving == null && t != null;
      @   ensures inv;
      @   ensures moving == t && !t.able;
      @   assignable moving, t.able;
      @ also public normal_behavior
      @   requires t != null && entry != null && entry.inv;
      @   ensures entry.inv;
      @   assignable moving, t.able;
      @*/
    private /*@ helper @*/ void disable(Turn t, Entry entry) {
        //@ set moving = t;
        t.able = false;
    }

    /** The place of who runs is about to change: it runs no more. */
    /*@ public normal_behavior
      @   requires inv && moving == null && current != null;
      @   ensures inv;
      @   ensures moving == \old(current) && current == null;
      @   assignable moving, current;
      @ also public normal_behavior
      @   requires current != null && entry != null && entry.inv;
      @   ensures entry.inv;
      @   assignable moving, current;
      @*/
    private /*@ helper @*/ void stepDown(Entry entry) {
        //@ set moving = current;
        current = null;
    }

    /** The place of {@code t} is about to change. */
    /*@ public normal_behavior
      @   requires inv && moving == null && t != null;
      @   ensures inv;
      @   ensures moving == t;
      @   assignable moving;
      @ also public normal_behavior
      @   requires t != null && entry != null && entry.inv;
      @   ensures entry.inv;
      @   assignable moving;
      @*/
    private /*@ helper @*/ void lift(Turn t, Entry entry) {
        //@ set moving = t;
    }

    /** The place of {@code t} is about to change: it runs. */
    /*@ public normal_behavior
      @   requires inv && moving == null && t != null && current == null;
      @   ensures inv;
      @   ensures moving == t && current == t;
      @   assignable moving, current;
      @ also public normal_behavior
      @   requires t != null && entry != null && entry.inv;
      @   ensures entry.inv;
      @   assignable moving, current;
      @*/
    private /*@ helper @*/ void elect(Turn t, Entry entry) {
        //@ set moving = t;
        current = t;
    }

    /** {@code t}, which is in no queue, is of this level. */
    /*@ public normal_behavior
      @   requires inv && moving == t && t != null && t.place != null && t.place.queue == null && l != null && l.turns != null && 0 <= t.number && t.number < turns.length && turns[t.number] == t && t.place.number == t.number;
      @   ensures inv;
      @   ensures t.level == l;
      @   assignable t.level;
      @ also public normal_behavior
      @   requires t != null && entry != null && entry.inv;
      @   ensures entry.inv;
      @   assignable t.level;
      @*/
    private /*@ helper @*/ void shift(Turn t, Level l, Entry entry) {
        t.level = l;
    }

    /** The place of the one that moves is what it should be. */
    /*@ public normal_behavior
      @   requires inv && moving != null && moving.place != null;
      @   requires (moving.place.queue != null) == (moving.able && moving != current);
      @   ensures inv;
      @   ensures moving == null;
      @   assignable moving;
      @ also public normal_behavior
      @   requires entry != null && entry.inv;
      @   ensures entry.inv;
      @   assignable moving;
      @*/
    private /*@ helper @*/ void settle(Entry entry) {
        //@ set moving = null;
    }

    /** Puts {@code t} into the queue of its level. */
    /*@ public normal_behavior
      @   requires inv && t != null && t.place != null && t.level != null && t == moving && t.place.inv && t.place.queue == null;
      @   ensures inv && t.place.inv && t.place.queue == t.level.turns && t.place.queue != null;
      @   assignable highest, t.place.queue, t.place.key, t.place.stamp, t.level.turns.head, t.level.turns.tail, t.level.turns.clock, t.level.turns.dawn, \all_objects(t.place.before), \all_objects(t.place.after);
      @*/
    private /*@ helper @*/ void enqueue(Turn t, boolean first) {
        placeLemma(t);
        raise(t.level, t.place);
        append(t, first);
    }

    // ---- what the scheduler does ---------------------------------------------------------------------------------------------------

    /** {@code t} can run: its turn comes first of its level if {@code first}, or last, unless it runs or waits for its turn already. */
    /*@ public normal_behavior
      @   requires inv && moving == null && t != null && t.place != null && t.place.inv && t.level != null;
      @   ensures inv && moving == null && t.place.inv;
      @   ensures t.able;
      @   ensures t == current || t.place.queue != null;
      @   assignable moving, t.able, highest, t.place.queue, t.place.key, t.place.stamp, t.level.turns.head, t.level.turns.tail, t.level.turns.clock, t.level.turns.dawn, \all_objects(t.place.before), \all_objects(t.place.after);
      @*/
    public /*@ helper @*/ void ready(Turn t, boolean first) {
        placeLemma(t);
        enable(t, t.place);
        if (t.place.queue() == null && t != current) {
            enqueue(t, first);
        }
        settle(t.place);
    }

    /** {@code t} cannot run: it waits for no turn. If it runs, it does until {@link #drop}. */
    /*@ public normal_behavior
      @   requires inv && moving == null && t != null && t.place != null && t.place.inv && t.level != null;
      @   ensures inv && moving == null && t.place.inv;
      @   ensures !t.able && t.place.queue == null;
      @   assignable moving, t.able, t.place.queue, t.place.before, t.place.after, t.level.turns.head, t.level.turns.tail, t.place.before.after, t.place.after.before;
      @*/
    public /*@ helper @*/ void unready(Turn t) {
        placeLemma(t);
        disable(t, t.place);
        if (t.place.queue() != null) {
            take(t);
        }
        settle(t.place);
    }

    /** The one that runs does no more: it could, and its next turn comes first of its level if {@code first}, or last. */
    /*@ public normal_behavior
      @   requires inv && moving == null && current != null && current.able && current.place != null && current.place.inv && current.place.queue == null && current.level != null;
      @   ensures inv && moving == null && current == null;
      @   ensures \old(current).place.inv && \old(current).place.queue != null;
      @   assignable moving, current, highest, current.place.queue, current.place.key, current.place.stamp, current.level.turns.head, current.level.turns.tail, current.level.turns.clock, current.level.turns.dawn, \all_objects(current.place.before), \all_objects(current.place.after);
      @*/
    public /*@ helper @*/ void preempt(boolean first) {
        Turn t = current;
        stepDown(t.place);
        enqueue(t, first);
        settle(t.place);
    }

    /** The one that runs does no more, for it cannot. */
    /*@ public normal_behavior
      @   requires inv && moving == null && current != null && !current.able && current.place != null && current.place.inv && current.place.queue == null;
      @   ensures inv && moving == null && current == null && \old(current).place.inv;
      @   assignable moving, current;
      @*/
    public /*@ helper @*/ void drop() {
        Turn t = current;
        stepDown(t.place);
        settle(t.place);
    }

    /** The highest level at which somebody waits for a turn, or null. At most 256 steps. */
    /*@ public normal_behavior
      @   requires inv;
      @   ensures \result == null ==> (\forall Level l; l.turns != null; l.turns.head == null);
      @   ensures \result != null ==> \result.turns != null && \result.turns.head != null;
      @   ensures \result != null ==> (\forall Level l; l.turns != null && \result.priority < l.priority; l.turns.head == null);
      @   assignable \strictly_nothing;
      @*/
    private /*@ helper pure nullable @*/ Level seek() {
        int p = highest;
        /*@ loop_invariant 0 <= p && p <= highest;
          @ loop_invariant (\forall Level l; l.turns != null && p < l.priority; l.turns.head == null);
          @ decreases p;
          @ assignable \strictly_nothing;
          @*/
        while (p > 0 && levels[p].first() == null) {
            p--;
        }
        return levels[p].first() == null ? null : levels[p];
    }

    /** Where nobody waits, nobody could run but who does. */
    /*@ public normal_behavior
      @   requires inv && moving == null && witness != null && witness.inv;
      @   requires (\forall Level k; k.turns != null; k.turns.head == null);
      @   ensures (\forall Turn i; i.place != null && i != current; !i.able);
      @   assignable \strictly_nothing;
      @*/
    private /*@ helper pure @*/ void idleLemma() {
        witness.filledLemma();
    }

    /** Where nobody waits above {@code l}, nobody could run above it but who does. */
    /*@ public normal_behavior
      @   requires inv && moving == null && witness != null && witness.inv && l != null;
      @   requires (\forall Level k; k.turns != null && l.priority < k.priority; k.turns.head == null);
      @   ensures (\forall Turn i; i.place != null && i != current; i.able ==> i.level.priority <= l.priority);
      @   assignable \strictly_nothing;
      @*/
    private /*@ helper pure @*/ void topLemma(Level l) {
        witness.filledLemma();
    }

    /** Who is first at {@code l}. */
    /*@ public normal_behavior
      @   requires inv && moving == null && witness != null && witness.inv && l != null && l.turns != null && l.turns.head != null;
      @   ensures turns != null && 0 <= l.turns.head.number && l.turns.head.number < turns.length && turns[l.turns.head.number] != null && turns[l.turns.head.number].place == l.turns.head;
      @   ensures l.turns.head.queue != null && turns[l.turns.head.number].level == l;
      @   ensures turns[l.turns.head.number].able && turns[l.turns.head.number] != current;
      @   assignable \strictly_nothing;
      @*/
    private /*@ helper pure @*/ void firstLemma(Level l) {
        witness.headLemma(l.turns);
    }

    /** Who would run next: first by turn at the highest level at which somebody waits; or null. */
    /*@ public normal_behavior
      @   requires inv && moving == null && witness != null && witness.inv;
      @   ensures \result == null ==> (\forall Turn i; i.place != null && i != current; !i.able);
      @   ensures \result != null ==> \result.place != null && \result.place.queue != null && \result.level != null && \result.able && \result != current;
      @   ensures \result != null ==> (\forall Turn i; i.place != null && i != current; i.able ==> i.level.priority <= \result.level.priority);
      @   ensures \result != null ==> (\forall Level l; l.turns != null && \result.level.priority < l.priority; l.turns.head == null);
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure nullable @*/ Turn top() {
        Level l = seek();
        if (l == null) {
            idleLemma();
            return null;
        }
        topLemma(l);
        firstLemma(l);
        return turns[l.first().number];
    }

    /** {@code t}, which waits for its turn at the highest level at which somebody does, runs; nobody did. */
    /*@ public normal_behavior
      @   requires inv && moving == null && current == null && t != null && t.able && t.place != null && t.place.inv && t.place.queue != null && t.level != null;
      @   requires (\forall Level l; l.turns != null && t.level.priority < l.priority; l.turns.head == null);
      @   ensures inv && moving == null && current == t && t.place.inv && t.place.queue == null;
      @   assignable moving, current, highest, t.place.queue, t.place.before, t.place.after, t.level.turns.head, t.level.turns.tail, t.place.before.after, t.place.after.before;
      @*/
    public /*@ helper @*/ void run(Turn t) {
        placeLemma(t);
        lower(t.level, t.place);
        elect(t, t.place);
        take(t);
        settle(t.place);
    }

    /** From now on {@code t} runs at {@code to}; if it waits for its turn, that comes first there if {@code first}, or last. */
    /*@ public normal_behavior
      @   requires inv && moving == null && t != null && t.place != null && t.place.inv && t.level != null && to != null && to.turns != null;
      @   ensures inv && moving == null && t.place.inv;
      @   ensures t.level == to && t.able == \old(t.able) && (t.place.queue != null) == (\old(t.place.queue) != null);
      @   assignable moving, t.level, highest, t.place.queue, t.place.key, t.place.stamp, t.level.turns.head, t.level.turns.tail, to.turns.head, to.turns.tail, to.turns.clock, to.turns.dawn, \all_objects(t.place.before), \all_objects(t.place.after);
      @*/
    public /*@ helper @*/ void move(Turn t, Level to, boolean first) {
        if (t.place.queue() == null) {
            relevel(t, to);
        } else {
            requeue(t, to, first);
        }
    }

    /** The same for one that waits for no turn. */
    /*@ public normal_behavior
      @   requires inv && moving == null && t != null && t.place != null && t.place.inv && t.level != null && to != null && to.turns != null && t.place.queue == null;
      @   ensures inv && moving == null && t.place.inv;
      @   ensures t.level == to && t.able == \old(t.able) && t.place.queue == null;
      @   assignable moving, t.level;
      @*/
    private /*@ helper @*/ void relevel(Turn t, Level to) {
        placeLemma(t);
        lift(t, t.place);
        shift(t, to, t.place);
        settle(t.place);
    }

    /** The same for one that waits for its turn. */
    /*@ public normal_behavior
      @   requires inv && moving == null && t != null && t.place != null && t.place.inv && t.level != null && to != null && to.turns != null && t.place.queue != null;
      @   ensures inv && moving == null && t.place.inv;
      @   ensures t.level == to && t.able == \old(t.able) && t.place.queue != null;
      @   assignable moving, t.level, highest, t.place.queue, t.place.key, t.place.stamp, t.level.turns.head, t.level.turns.tail, to.turns.head, to.turns.tail, to.turns.clock, to.turns.dawn, \all_objects(t.place.before), \all_objects(t.place.after);
      @*/
    private /*@ helper @*/ void requeue(Turn t, Level to, boolean first) {
        placeLemma(t);
        lift(t, t.place);
        take(t);
        shift(t, to, t.place);
        enqueue(t, first);
        settle(t.place);
    }

    /** {@code t}, which was admitted and has none yet, gets a level. */
    /*@ public normal_behavior
      @   requires inv && moving == null && t != null && t.level == null && t.place != null && t.place.inv && t.place.queue == null && !t.able && t != current && to != null && to.turns != null;
      @   requires turns != null && 0 <= t.number && t.number < turns.length && turns[t.number] == t && t.place.number == t.number;
      @   ensures inv && moving == null && t.place.inv;
      @   ensures t.level == to && t.place.queue == null && !t.able;
      @   assignable moving, t.level;
      @*/
    public /*@ helper @*/ void begin(Turn t, Level to) {
        lift(t, t.place);
        shift(t, to, t.place);
        settle(t.place);
    }
}
