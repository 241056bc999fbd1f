package cairn.kernel.core.queue;

/**
 * What stands in a {@link Queue}, in one at a time. The primitive changes of queues are here; each keeps every conjunct of {@link #inv},
 * which speaks of all queues and all entries.
 */
public final class Entry {
    /** For whom it stands. */
    public final int number;
    /*@ spec_public nullable @*/ private Queue queue;
    /*@ spec_public @*/ private long key;
    /*@ spec_public nullable @*/ private Entry before;
    /*@ spec_public nullable @*/ private Entry after;

    //@ public ghost nullable Object owner;   // who holds it, and nobody else does
    //@ public ghost \bigint stamp;           // its turn within its key: the queue's clock when it came, lower than all when it came first

    // What stands where: by key, and by stamp within one key. Each case of that order is a conjunct of its own, for none needs more than a few.

    //@ public model boolean okA;
    //@ public represents okA = (\forall Entry i; i.after != null; i.queue != null && i.after.queue == i.queue && i.after.before == i);  // IPC-1 sender-queue
    //@ public model boolean okB;
    //@ public represents okB = (\forall Entry i; i.before != null; i.queue != null && i.before.queue == i.queue && i.before.after == i);  // IPC-1 sender-queue
    //@ public model boolean okH;
    //@ public represents okH = (\forall Entry i; i.queue != null && i.before == null; i.queue.head == i);  // IPC-1 sender-queue
    //@ public model boolean okT;
    //@ public represents okT = (\forall Entry i; i.queue != null && i.after == null; i.queue.tail == i);  // IPC-1 sender-queue
    //@ public model boolean okF;
    //@ public represents okF = (\forall Queue q; q.head != null; q.head.queue == q && q.head.before == null);  // IPC-1 sender-queue
    //@ public model boolean okL;
    //@ public represents okL = (\forall Queue q; q.tail != null; q.tail.queue == q && q.tail.after == null);  // IPC-1 sender-queue
    //@ public model boolean okE;
    //@ public represents okE = (\forall Entry i; i.queue != null; i.queue.head != null && i.queue.tail != null);  // IPC-1 sender-queue
    //@ public model boolean okD;
    //@ public represents okD = (\forall Entry i; i.after != null; i.key <= i.after.key);  // IPC-3 priority-order
    //@ public model boolean okG;
    //@ public represents okG = (\forall Entry i; i.after != null; i.key == i.after.key ==> i.stamp < i.after.stamp);  // IPC-3 priority-order
    //@ public model boolean okO;
    //@ public represents okO = (\forall Entry i; (\forall Entry j; i.after != null && i.queue == j.queue && i.key < j.key; i.after.key <= j.key));  // IPC-3 priority-order
    //@ public model boolean okP;
    //@ public represents okP = (\forall Entry i; (\forall Entry j; i.after != null && i.queue == j.queue && i.key == j.key && i.stamp < j.stamp; i.after.key == j.key && i.after.stamp <= j.stamp));  // IPC-3 priority-order
    //@ public model boolean okQ;
    //@ public represents okQ = (\forall Entry i; (\forall Entry j; i.after != null && i.queue == j.queue && i.key < j.key && i.after.key == j.key; i.after.stamp <= j.stamp));  // IPC-3 priority-order
    //@ public model boolean okZ;
    //@ public represents okZ = (\forall Entry i; i.queue != null; i.queue.head.key <= i.key);  // IPC-3 priority-order
    //@ public model boolean okW;
    //@ public represents okW = (\forall Entry i; i.queue != null && i.queue.head.key == i.key; i.queue.head.stamp <= i.stamp);  // IPC-3 priority-order
    //@ public model boolean okY;
    //@ public represents okY = (\forall Entry i; i.queue != null; i.key <= i.queue.tail.key);  // IPC-3 priority-order
    //@ public model boolean okV;
    //@ public represents okV = (\forall Entry i; i.queue != null && i.queue.tail.key == i.key; i.stamp <= i.queue.tail.stamp);  // IPC-3 priority-order
    //@ public model boolean okU;
    //@ public represents okU = (\forall Entry i; (\forall Entry j; i.queue != null && i.queue == j.queue && i.stamp == j.stamp; i == j));  // IPC-3 priority-order
    //@ public model boolean okC;
    //@ public represents okC = (\forall Entry i; i.queue != null; i.queue.dawn <= i.stamp && i.stamp < i.queue.clock);  // IPC-3 priority-order
    //@ public model boolean okS;
    //@ public represents okS = (\forall Queue q; q.dawn <= q.clock);  // IPC-3 priority-order

    //@ public model boolean inv;
    //@ public represents inv = okA && okB && okH && okT && okF && okL && okE && okD && okG && okO && okP && okQ && okZ && okW && okY && okV && okU && okC && okS;

    /** In no queue. At boot only. */
    /*@ public normal_behavior
      @   ensures this.number == number && queue == null && before == null && after == null;
      @   assignable \nothing;
      @*/
    public Entry(int number) {
        this.number = number;
    }

    /** The queue that it stands in, or null. */
    /*@ public normal_behavior
      @   ensures \result == queue;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure nullable @*/ Queue queue() {
        return queue;
    }

    /** What it came with: the lowest is served first. */
    /*@ public normal_behavior
      @   ensures \result == key;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure @*/ long key() {
        return key;
    }

    /** Who is served before this one, or null. */
    /*@ public normal_behavior
      @   ensures \result == before;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure nullable @*/ Entry before() {
        return before;
    }

    /** Who is served after this one, or null. */
    /*@ public normal_behavior
      @   ensures \result == after;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure nullable @*/ Entry after() {
        return after;
    }

    /** What the head of a queue is: of the lowest key, and of those the one whose turn it is; and a queue without one is empty. */
    /*@ public normal_behavior
      @   requires inv && q != null;
      @   ensures q.head == null ==> (\forall Entry i; i.key <= i.key; i.queue != q);
      @   ensures q.head != null ==> q.head.queue == q && (\forall Entry i; i.queue == q; i == q.head || q.head.key < i.key || i.key == q.head.key && q.head.stamp < i.stamp);
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure @*/ void headLemma(Queue q) {
    }

    /** A queue in which somebody stands is not empty. */
    /*@ public normal_behavior
      @   requires inv;
      @   ensures (\forall Entry i; i.queue != null; i.queue.head != null);
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure @*/ void filledLemma() {
    }

    /** The invariant speaks of all: it does not matter who is asked. */
    /*@ public normal_behavior
      @   requires inv && other != null;
      @   ensures other.inv;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure @*/ void agreeLemma(Entry other) {
    }

    /** What the tail of a queue is: nobody is behind it; and a queue without one is empty. */
    /*@ public normal_behavior
      @   requires inv && q != null;
      @   ensures q.tail != null ==> q.tail.queue == q && q.tail.after == null;
      @   ensures q.tail == null ==> q.head == null;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure @*/ void tailLemma(Queue q) {
    }

    /** Who is before {@code x}: of no higher key, and of the same one only if its turn is earlier; and who has nobody before is the head. */
    /*@ public normal_behavior
      @   requires inv && x != null && x.queue != null;
      @   ensures x.before != null ==> x.before.queue == x.queue && x.before.after == x;
      @   ensures x.before != null ==> x.before.key <= x.key && (x.before.key == x.key ==> x.before.stamp < x.stamp);
      @   ensures x.before == null ==> x.queue.head == x;
      @   ensures x.queue.dawn <= x.stamp;
      @   ensures x.before != null ==> x.queue.dawn <= x.before.stamp;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure @*/ void beforeLemma(Entry x) {
    }

    /** Where {@code key} is lower than that of the next one behind {@code ahead}, it is lower than those of all behind. */
    /*@ public normal_behavior
      @   requires inv && where != null;
      @   requires ahead != null ==> ahead.queue == where && (ahead.after != null ==> key < ahead.after.key);
      @   requires ahead == null && where.head != null ==> key < where.head.key;
      @   ensures ahead == null ==> (\forall Entry i; i.queue == where; key < i.key);
      @   ensures ahead != null ==> (\forall Entry i; i.queue == where && ahead.key < i.key; key < i.key);
      @   ensures ahead != null ==> (\forall Entry i; i.queue == where && ahead.key == i.key && ahead.stamp < i.stamp; key < i.key);
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure @*/ void behindLemma(Queue where, /*@ nullable @*/ Entry ahead, long key) {
    }

    /** And then whoever has a lower key than {@code key} is {@code ahead}, or the next one behind has no higher key than {@code key}. */
    /*@ public normal_behavior
      @   requires inv && where != null;
      @   requires ahead != null ==> ahead.queue == where && ahead.key <= key && (ahead.after != null ==> key < ahead.after.key);
      @   requires ahead == null && where.head != null ==> key < where.head.key;
      @   requires ahead == null ==> (\forall Entry i; i.queue == where; key < i.key);
      @   requires ahead != null ==> (\forall Entry i; i.queue == where && ahead.key < i.key; key < i.key);
      @   requires ahead != null ==> (\forall Entry i; i.queue == where && ahead.key == i.key && ahead.stamp < i.stamp; key < i.key);
      @   ensures (\forall Entry i; i.queue == where && i.after != null && i != ahead && i.key < key; i.after.key <= key);
      @   ensures ahead != null && ahead.after == null ==> (\forall Entry i; i.queue == where; i.key <= key);
      @   ensures ahead == null && where.head != null ==> where.tail != null && key < where.tail.key;
      @   ensures ahead != null && ahead.after != null ==> where.tail != null && key < where.tail.key;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure @*/ void aheadLemma(Queue where, /*@ nullable @*/ Entry ahead, long key) {
    }

    /** Stands in {@code where}, behind {@code ahead}, or before everyone when that is null. */
    /*@ public normal_behavior
      @   requires inv && where != null && queue == null;
      @   requires ahead != null ==> ahead.queue == where && ahead.key <= key && (ahead.after != null ==> key < ahead.after.key);
      @   requires ahead == null && where.head != null ==> key < where.head.key;
      @   requires ahead == null ==> (\forall Entry i; i.queue == where; key < i.key);
      @   requires ahead != null ==> (\forall Entry i; i.queue == where && ahead.key < i.key; key < i.key);
      @   requires ahead != null ==> (\forall Entry i; i.queue == where && ahead.key == i.key && ahead.stamp < i.stamp; key < i.key);
      @   requires (\forall Entry i; i.queue == where && i.after != null && i != ahead && i.key < key; i.after.key <= key);
      @   requires ahead != null && ahead.after == null ==> (\forall Entry i; i.queue == where; i.key <= key);
      @   requires ahead == null && where.head != null ==> where.tail != null && key < where.tail.key;
      @   requires ahead != null && ahead.after != null ==> where.tail != null && key < where.tail.key;
      @   ensures inv;
      @   ensures queue == where && this.key == key && stamp == \old(where.clock) && where.clock == \old(where.clock) + 1 && where.head != null;
      @   assignable queue, this.key, before, after, stamp, where.head, where.tail, where.clock, ahead.after, where.head.before, ahead.after.before;
      @*/
    final /*@ helper @*/ void enter(Queue where, /*@ nullable @*/ Entry ahead, long key) {
        Entry behind = ahead == null ? where.head : ahead.after;
        queue = where;
        this.key = key;
        before = ahead;
        after = behind;
        if (ahead == null) {
            where.head = this;
        } else {
            ahead.after = this;
        }
        if (behind == null) {
            where.tail = this;
        } else {
            behind.before = this;
        }
        //@ set stamp = where.clock;
        //@ set where.clock = where.clock + 1;
    }

    /** A key that is not higher than that of the head is not higher than any. */
    /*@ public normal_behavior
      @   requires inv && where != null;
      @   requires where.head != null ==> key <= where.head.key;
      @   ensures (\forall Entry i; i.queue == where; key <= i.key);
      @   ensures (\forall Entry i; i.queue == where; where.head != null && where.head.key <= i.key);
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure @*/ void frontLemma(Queue where, long key) {
    }

    /** In no queue yet: from now on it is served first in {@code where}, where no key is lower. */
    /*@ public normal_behavior
      @   requires inv && where != null && queue == null;
      @   requires where.head != null ==> key <= where.head.key;
      @   requires (\forall Entry i; i.queue == where; key <= i.key);
      @   requires (\forall Entry i; i.queue == where; where.head != null && where.head.key <= i.key);
      @   ensures inv;
      @   ensures queue == where && this.key == key && where.head == this && stamp == \old(where.dawn) - 1 && where.dawn == stamp;
      @   assignable queue, this.key, before, after, stamp, where.head, where.tail, where.dawn, where.head.before;
      @*/
    final /*@ helper @*/ void precede(Queue where, long key) {
        Entry behind = where.head;
        queue = where;
        this.key = key;
        before = null;
        after = behind;
        where.head = this;
        if (behind == null) {
            where.tail = this;
        } else {
            behind.before = this;
        }
        //@ set where.dawn = where.dawn - 1;
        //@ set stamp = where.dawn;
    }

    /** The order beside {@code x}: what is behind the one before it is behind it too, and not before the one after it. */
    /*@ public normal_behavior
      @   requires inv && x != null && x.queue != null;
      @   ensures x.before != null ==> (\forall Entry j; j.queue == x.queue && j != x && x.before.key < j.key; x.key < j.key || x.key == j.key && x.stamp < j.stamp);
      @   ensures x.before != null ==> (\forall Entry j; j.queue == x.queue && j != x && x.before.key == j.key && x.before.stamp < j.stamp; x.key == j.key && x.stamp < j.stamp);
      @   ensures x.before == null ==> (\forall Entry j; j.queue == x.queue && j != x; x.key < j.key || x.key == j.key && x.stamp < j.stamp);
      @   ensures x.after != null ==> (\forall Entry j; j.queue == x.queue && x.key < j.key; x.after.key <= j.key);
      @   ensures x.after != null ==> (\forall Entry j; j.queue == x.queue && x.key < j.key && x.after.key == j.key; x.after.stamp <= j.stamp);
      @   ensures x.after != null ==> (\forall Entry j; j.queue == x.queue && x.key == j.key && x.stamp < j.stamp; x.after.key == j.key && x.after.stamp <= j.stamp);
      @   ensures x.after == null ==> (\forall Entry j; j.queue == x.queue && j != x; j.key < x.key || j.key == x.key && j.stamp < x.stamp);
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure @*/ void besideLemma(Entry x) {
    }

    /** The order without {@code x}: who is before it and who is after it have nobody between them, or are the last and the first. */
    /*@ public normal_behavior
      @   requires x != null && x.queue != null;
      @   requires x.before != null ==> (\forall Entry j; j.queue == x.queue && j != x && x.before.key < j.key; x.key < j.key || x.key == j.key && x.stamp < j.stamp);
      @   requires x.before != null ==> (\forall Entry j; j.queue == x.queue && j != x && x.before.key == j.key && x.before.stamp < j.stamp; x.key == j.key && x.stamp < j.stamp);
      @   requires x.before == null ==> (\forall Entry j; j.queue == x.queue && j != x; x.key < j.key || x.key == j.key && x.stamp < j.stamp);
      @   requires x.after != null ==> (\forall Entry j; j.queue == x.queue && x.key < j.key; x.after.key <= j.key);
      @   requires x.after != null ==> (\forall Entry j; j.queue == x.queue && x.key < j.key && x.after.key == j.key; x.after.stamp <= j.stamp);
      @   requires x.after != null ==> (\forall Entry j; j.queue == x.queue && x.key == j.key && x.stamp < j.stamp; x.after.key == j.key && x.after.stamp <= j.stamp);
      @   requires x.after == null ==> (\forall Entry j; j.queue == x.queue && j != x; j.key < x.key || j.key == x.key && j.stamp < x.stamp);
      @   ensures x.before != null && x.after != null ==> (\forall Entry j; j.queue == x.queue && j != x && x.before.key < j.key; x.after.key <= j.key);
      @   ensures x.before != null && x.after != null ==> (\forall Entry j; j.queue == x.queue && j != x && x.before.key == j.key && x.before.stamp < j.stamp; x.after.key == j.key && x.after.stamp <= j.stamp);
      @   ensures x.before != null && x.after != null ==> (\forall Entry j; j.queue == x.queue && j != x && x.before.key < j.key && x.after.key == j.key; x.after.stamp <= j.stamp);
      @   ensures x.before == null ==> (\forall Entry j; j.queue == x.queue && j != x; x.after != null && x.after.key <= j.key);
      @   ensures x.before == null && x.after != null ==> (\forall Entry j; j.queue == x.queue && j != x && x.after.key == j.key; x.after.stamp <= j.stamp);
      @   ensures x.after == null ==> (\forall Entry j; j.queue == x.queue && j != x; x.before != null && j.key <= x.before.key);
      @   ensures x.after == null && x.before != null ==> (\forall Entry j; j.queue == x.queue && j != x && x.before.key == j.key; j.stamp <= x.before.stamp);
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure @*/ void withoutLemma(Entry x) {
    }

    /** Stands in its queue no more. */
    /*@ public normal_behavior
      @   requires inv && queue != null;
      @   requires before != null && after != null ==> (\forall Entry j; j.queue == queue && j != this && before.key < j.key; after.key <= j.key);
      @   requires before != null && after != null ==> (\forall Entry j; j.queue == queue && j != this && before.key == j.key && before.stamp < j.stamp; after.key == j.key && after.stamp <= j.stamp);
      @   requires before != null && after != null ==> (\forall Entry j; j.queue == queue && j != this && before.key < j.key && after.key == j.key; after.stamp <= j.stamp);
      @   requires before == null ==> (\forall Entry j; j.queue == queue && j != this; after != null && after.key <= j.key);
      @   requires before == null && after != null ==> (\forall Entry j; j.queue == queue && j != this && after.key == j.key; after.stamp <= j.stamp);
      @   requires after == null ==> (\forall Entry j; j.queue == queue && j != this; before != null && j.key <= before.key);
      @   requires after == null && before != null ==> (\forall Entry j; j.queue == queue && j != this && before.key == j.key; j.stamp <= before.stamp);
      @   ensures inv;
      @   ensures queue == null && before == null && after == null;
      @   assignable queue, before, after, queue.head, queue.tail, before.after, after.before;
      @*/
    final /*@ helper @*/ void leave() {
        if (before == null) {
            queue.head = after;
        } else {
            before.after = after;
        }
        if (after == null) {
            queue.tail = before;
        } else {
            after.before = before;
        }
        queue = null;
        before = null;
        after = null;
    }
}
