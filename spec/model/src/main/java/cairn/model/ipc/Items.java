package cairn.model.ipc;

import cairn.model.ipc.Capability.Kind;

/**
 * Typed items: memory and capabilities that go over with a message, into the buffers of the receiver. [ABI section 5]
 *
 * <p>Not modelled: blocks larger than a page, and cacheability.
 */
final class Items {
    private static final int MAP = 8;
    static final int GRANT = 2;
    private static final int WEAK = 0x10;
    private static final int SMALL = 2;
    private static final int COMPOUND = 1;
    private static final int FORWARD = 1;
    private static final int RECEIVE_ID = 4;
    // What became of an item, in the word that the receiver reads.
    private static final int NOTHING = 2;
    private static final int LABEL = 4;
    private static final int FLEXPAGE = 6;
    private static final int SENT = 0xff0;
    private static final int KIND = 6;
    private static final int SPECIAL = 0;
    static final int MEMORY = 1;
    static final int OBJECT = 3;
    private static final int WHOLE = 63;
    static final long CAPABILITIES = 1 << 20;
    static final long PAGES = 1L << 36;
    private static final int PAGE_ORDER = 12;

    private State s;
    private final Message message;
    private final int from;
    private final int to;
    private int objects;
    private int pages;
    private int into;
    private long window;
    private long size;
    private boolean memory;
    private boolean label;

    private Items(State s, Message m, int from, int to) {
        this.s = s;
        this.message = m;
        this.from = from;
        this.to = to;
        this.objects = (int) (s.utcb(to).word(Utcb.DESCRIPTOR) >>> 10) & 31;
        this.pages = (int) s.utcb(to).word(Utcb.DESCRIPTOR) & 31;
    }

    /** What is left of the state when the items of the message have gone over, and whether one found no buffer: those before it stay. */
    record Result(State state, boolean overflow) {}

    static Result transfer(State s, Message m, int from, int to) {
        Items t = new Items(s, m, from, to);
        boolean overflow = !t.all();
        return new Result(t.s, overflow);
    }

    /** A task maps a flexpage of its own to {@code into}, in the window of the same size at {@code target}. [ABI section 6] */
    static State map(State s, int from, int into, long item, long flexpage, long target, int mask) {
        Items t = new Items(s, into, type(flexpage) == MEMORY);
        long first = flexpage >>> 12 & -count(flexpage);
        for (long i = t.held(from, first, 0); i < count(flexpage); i = t.held(from, first, i + 1)) {
            if (t.memory && (mask & Capability.PAGE) != 0) {
                t.mapped(from, first + i, target + i, mask, (item & GRANT) != 0);
            } else if (!t.memory && (mask & Capability.R) != 0) {
                t.copied(from, first + i, target + i, mask, item);
            }
        }
        return t.s;
    }

    /** How far behind {@code first} the next place is, from {@code i} on, where the task has something. */
    private long held(int task, long first, long i) {
        return s.capabilities().get(task).keySet().stream().filter(at -> memory == at < 0).mapToLong(at -> (memory ? -1 - at : at) - first)
                .filter(at -> at >= i).min().orElse(Long.MAX_VALUE);
    }

    private Items(State s, int into, boolean memory) {
        this.s = s;
        this.message = null;
        this.from = State.NOBODY;
        this.to = State.NOBODY;
        this.into = into;
        this.memory = memory;
    }

    private boolean all() {
        int words = (int) message.tag() & 63;
        int items = (int) (message.tag() >>> 6) & 63;
        if (items > 0 && words + 2 * items > Utcb.MESSAGE_WORDS) {
            return false;
        }
        boolean compound = false;
        for (int at = words; at < words + 2 * items; at += 2) {
            long item = s.utcb(from).word(at);
            long flexpage = s.utcb(from).word(at + 1);
            if ((item & MAP) == 0 || type(flexpage) != OBJECT && type(flexpage) != MEMORY) {
                received(at, item == 0 ? 0 : answered(item, flexpage, NOTHING));
                continue;
            }
            if (compound ? memory != (type(flexpage) == MEMORY) : !next(type(flexpage) == MEMORY)) {
                return false;
            }
            one(at, item, flexpage);
            compound = (item & COMPOUND) != 0;
        }
        return true;
    }

    /**
     * The next buffer for memory, or for capabilities, is in use from now on; false when there is none. Whose fault is answered receives
     * memory anywhere, and nothing else.
     */
    private boolean next(boolean ofMemory) {
        into = s.thread(to).task();
        memory = ofMemory;
        label = false;
        if (s.thread(to).fault() != null) {
            window = 0;
            size = PAGES;
            return memory;
        }
        int at = memory ? pages : objects;
        long word = buffer(at);
        if ((word & MAP) == 0) {
            return false;
        }
        boolean small = (word & SMALL) != 0;
        label = small && (word & RECEIVE_ID) != 0;
        if (small) {
            window = word >>> 12;
            size = 1;
        } else if (type(buffer(at + 1)) == SPECIAL && order(buffer(at + 1)) == WHOLE) {
            window = 0;
            size = memory ? PAGES : CAPABILITIES;
        } else if (type(buffer(at + 1)) == (memory ? MEMORY : OBJECT)) {
            size = count(buffer(at + 1));
            window = buffer(at + 1) >>> 12 & -size;
        } else {
            return false;
        }
        at += small ? 1 : 2;
        if ((word & FORWARD) != 0) {
            Capability task = s.capability(into, buffer(at) >>> 12);
            if (task == null || task.kind() != Kind.TASK || !task.has(Capability.W)) {
                return false;
            }
            into = task.number();
            at++;
        }
        if (memory) {
            pages = at;
        } else {
            objects = at;
        }
        return memory ? !small && size > 0 && window < PAGES : window < CAPABILITIES;
    }

    private long buffer(int i) {
        return i < Utcb.BUFFER_WORDS ? s.utcb(to).word(Utcb.BUFFER + i) : 0;
    }

    private void one(int at, long item, long flexpage) {
        long sent = count(flexpage);
        long first = flexpage >>> 12 & -sent;
        if (sent == 0 || first >= (memory ? PAGES : CAPABILITIES)) {
            received(at, answered(item, flexpage, NOTHING));
            return;
        }
        // A send area and a window of different size: the send base says which part meets which.
        long base = item >>> 12;
        first += sent <= size ? 0 : base & sent - 1 & -size;
        long target = sent > size ? window : window + (base & size - 1 & -sent);
        if (memory) {
            boolean some = false;
            for (long i = 0; i < Math.min(sent, size) && (flexpage & Capability.PAGE) != 0; i++) {
                some |= mapped(s.thread(from).task(), first + i, target + i, (int) flexpage & Capability.PAGE | Capability.USER, (item & GRANT) != 0);
            }
            received(at, answered(item, flexpage, some ? 0 : NOTHING));
            return;
        }
        int mask = ((int) flexpage & 15 | (int) item & 0xe0) & ((message.rights() & Capability.S) != 0 ? ~0 : ~Capability.S);
        int sender = s.thread(from).task();
        if (label && sender == s.thread(to).task()) {
            received(at, answered(item, flexpage, FLEXPAGE));
            received(at + 1, flexpage);
            return;
        }
        Capability c = s.capability(sender, first);
        if (label && c != null && c.kind() == Kind.GATE && served(c.number())) {
            received(at, answered(item, flexpage, LABEL));
            received(at + 1, s.gates().get(c.number()).label() | c.rights() & mask & (Capability.W | Capability.S));
            return;
        }
        boolean some = false;
        for (long i = 0; i < Math.min(sent, size) && (mask & Capability.R) != 0; i++) {
            some |= copied(sender, first + i, target + i, mask, item);
        }
        received(at, answered(item, flexpage, some ? 0 : NOTHING));
    }

    /** Whether the gate leads into the receiver's task. */
    private boolean served(int gate) {
        int thread = s.gates().get(gate).thread();
        return thread != State.NOBODY && s.thread(thread).task() == s.thread(to).task();
    }

    private boolean copied(int sender, long index, long target, int mask, long item) {
        Capability c = s.capability(sender, index);
        if (c == null) {
            return false;
        }
        if (sender == into && index == target) {
            return true;
        }
        s = Derived.drop(s, into, target);
        if ((item & GRANT) != 0) {
            s = Derived.narrow(s, c, mask, true);
            Capability moved = s.capability(sender, index);
            s = s.capability(sender, index, null).capability(into, target, moved);
        } else {
            s = s.capability(into, target, Derived.child(s, s.capability(sender, index), mask, (item & WEAK) != 0));
        }
        return true;
    }

    /**
     * One page. What is at the target goes, with all that was derived from it; but the same page, derived from the same, keeps its rights and
     * gains the new ones, and stays as it is when it has them.
     */
    private boolean mapped(int sender, long page, long target, int rights, boolean grant) {
        Capability c = s.capability(sender, State.page(page));
        if (c == null || sender == into && page == target) {
            return false;
        }
        int mask = rights;
        Capability there = s.capability(into, State.page(target));
        if (there != null) {
            if (!grant && there.parent() == c.id() && there.number() == c.number()) {
                if ((c.rights() & mask & ~there.rights()) == 0) {
                    return true;
                }
                mask |= there.rights();
            }
            s = Derived.unmap(s, there);
            if (s.capability(sender, State.page(page)) == null) {
                return false; // it was derived from what was there
            }
        }
        if (grant) {
            s = Derived.narrow(s, c, mask, true);
            Capability moved = s.capability(sender, State.page(page));
            s = s.capability(sender, State.page(page), null).capability(into, State.page(target), moved);
        } else {
            s = s.capability(into, State.page(target), Derived.child(s, c, mask, false));
        }
        return true;
    }

    private void received(int at, long word) {
        if (s.thread(to).fault() != null) {
            return;
        }
        s = s.with(to, s.utcb(to).with(at, word));
    }

    private static long answered(long item, long flexpage, int kind) {
        return item & ~(long) (SENT | KIND) | flexpage & SENT | MAP | kind;
    }

    static int type(long flexpage) {
        return (int) (flexpage >>> 4) & 3;
    }

    private static int order(long flexpage) {
        return (int) (flexpage >>> 6) & 63;
    }

    /** Capabilities in it, or pages; none when it is smaller than a page. */
    static long count(long flexpage) {
        if (type(flexpage) == MEMORY) {
            return order(flexpage) < PAGE_ORDER ? 0 : order(flexpage) >= PAGE_ORDER + 36 ? PAGES : 1L << order(flexpage) - PAGE_ORDER;
        }
        return order(flexpage) >= 20 ? CAPABILITIES : 1L << order(flexpage);
    }
}
