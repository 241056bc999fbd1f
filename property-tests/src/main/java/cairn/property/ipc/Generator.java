package cairn.property.ipc;

import cairn.model.ipc.Activity;
import cairn.model.ipc.Slot;
import cairn.model.ipc.State;
import cairn.model.ipc.Step;
import cairn.model.ipc.Thread;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/** Random steps, chosen with an eye on the model's state so that messages meet, wait, time out and are given up. Deterministic by its seed. */
public final class Generator {
    private static final long[] IPC = {Words.SEND, Words.SEND, Words.RECEIVE, Words.CALL, Words.CALL, Words.CALL, Words.CALL, Words.WAIT,
        Words.WAIT, Words.WAIT, Words.WAIT, Words.ANSWERLESS_WAIT, Words.SEND_AND_WAIT, Words.REPLY, Words.REPLY_AND_WAIT, Words.REPLY_AND_WAIT, Words.REPLY_AND_WAIT};
    private static final int[] PRIORITIES = {60, 64, 64, 64, 70, 72};
    private static final long[] RIGHTS = {15, 15, 5, 7, 4, 0, 13};
    private static final long[] PAGE_RIGHTS = {15, 7, 4, 6, 5, 6, 5, 0, 3};
    private static final int PAGE_ORDER = 12;
    /** Data aborts: translation, with a write, permission; instruction aborts; an alignment fault; a breakpoint, an unknown instruction. */
    private static final long[] SYNDROMES = {0x24L << 26 | 7, 0x24L << 26 | 7 | 1 << 6, 0x24L << 26 | 0xf | 1 << 6, 0x20L << 26 | 7, 0x20L << 26 | 0xf,
        0x24L << 26 | 0x21, 0x3cL << 26, 0};
    private static final int EXCEPTION_WORDS = 40;
    private static final int PSTATE_WORD = 37;
    /** Of thread control: pager, handler, both, neither; to a task. */
    private static final long[] HANDLERS = {0x10000, 0x1000000, 0x1010000, 0, 0x200000};
    private static final long WEAK = 0x10;
    private static final long[] NEW = {0, 0, -10, -18, -20, -1};
    private static final long ALIEN = 0x400000;
    /** Of the trampoline: resume or reflect, disable, enable; and one that there is not. */
    private static final long[] TRAMPOLINE = {0x10009, 0x20009, 0x30009, 0x40009, 0x40009, 0x50009};
    /** Where in a UTCB its structure begins, mostly; and where in that the flags are and the state of registers. */
    private static final int STRUCTURE = 16;
    private static final int STRUCTURE_FLAGS = STRUCTURE + 4;
    private static final int STRUCTURE_STATE = STRUCTURE + 5;
    private static final int STATE_WORDS = 38;
    private static final int UTCB_WORDS = 128;
    private static final int DESCRIPTOR = 64;
    private static final int BR0 = 65;
    private static final int FIRST_BUFFER = 2;
    private static final int FIRST_PAGE_BUFFER = 20;
    private static final int EXPLICIT_SLOTS = 2;
    private static final long[] INTERRUPT_IPC = {Words.CALL, Words.RECEIVE, Words.RECEIVE, Words.SEND_AND_WAIT};
    private static final long CANCEL = 0x10000;
    private static final long TRIGGER = 0x20000;
    /** Of unmap: with deletion, from the task itself, from others only. */
    private static final long[] MASKS = {3L << 30, 3L << 30, 1L << 31, 0};

    private final SplittableRandom random;

    public Generator(long seed) {
        random = new SplittableRandom(seed);
    }

    /** The next step of a sequence that has led to {@code s}. */
    public Step next(State s) {
        if (s.running() == State.NOBODY || chance(12)) {
            return new Step.Pass(time(s));
        }
        if (chance(s.ready().isEmpty() ? 1 : 6)) {
            return fault(s);
        }
        Thread running = s.thread(s.running());
        if (running.traps().structure() != 0 && !running.traps().armed() && chance(20)) {
            return back(chance(75) ? 0x10009 : 0x20009);
        }
        Slot faulter = faulter(s);
        if (faulter != null && chance(60)) {
            return answer(s, faulter);
        }
        return chance(70) ? ipc(s) : operation(s);
    }

    /** Whether nothing can happen any more: nobody runs, and nobody waits for a time. */
    static boolean dead(State s) {
        return s.running() == State.NOBODY && s.alarm() == State.NEVER;
    }

    private long time(State s) {
        long alarm = s.alarm() == State.NEVER ? 1000 : Math.min(Math.max(0, s.alarm() - s.now()), 1 << 20);
        return switch (random.nextInt(5)) {
            case 0 -> alarm;
            case 1 -> Math.max(0, alarm - 1);
            case 2 -> alarm + random.nextInt(3000);
            case 3 -> Thread.DEFAULT_QUANTUM;
            default -> random.nextInt(400);
        };
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    // ---- faults ------------------------------------------------------------------------------------------------------

    private Step fault(State s) {
        long address = page() * 4096 + random.nextInt(4096);
        return new Step.Fault(SYNDROMES[random.nextInt(SYNDROMES.length)], chance(95) ? address : random.nextLong(), s.thread(s.running()).x0(),
                random.nextInt(1 << 16), random.nextInt(1 << 16), random.nextInt(1 << 16));
    }

    private long page() {
        return chance(50) ? World.MEMORY + random.nextInt(World.FRAMES) : World.PAGE_ROOM + random.nextInt(World.ROOMS);
    }

    /** Where the running thread is to answer a thread that met a fault, or null. */
    private Slot faulter(State s) {
        Thread t = s.thread(s.running());
        List<Slot> slots = s.owed().keySet().stream().filter(x -> (x.implicit() ? x.owner() == t.number() : x.owner() == t.task())
                && s.thread(s.owed().get(x).caller()).fault() != null).toList();
        return slots.isEmpty() ? null : slots.get(random.nextInt(slots.size()));
    }

    /** A page, a refusal, a state of registers, or anything. */
    private Step answer(State s, Slot slot) {
        List<Step.Write> writes = new ArrayList<>();
        boolean page = s.thread(s.owed().get(slot).caller()).fault().page();
        int words = page ? random.nextInt(3) : chance(70) ? EXCEPTION_WORDS : random.nextInt(EXCEPTION_WORDS);
        for (int i = 0; i < words; i++) {
            writes.add(new Step.Write(i, i == PSTATE_WORD ? random.nextLong() : random.nextInt(1 << 16)));
        }
        int items = chance(page ? 60 : 10) ? items(writes, words, page ? 90 : 30) : 0;
        long operation = chance(50) ? Words.REPLY : Words.REPLY_AND_WAIT;
        return new Step.Call(Words.tag(chance(25) ? -1 : random.nextInt(3), items, words), 0,
                slot.implicit() ? Words.SELF | operation : Words.selector(slot.index(), Words.EXPLICIT | operation),
                Words.timeouts(Words.NEVER, timeout(s, writes, true)), writes);
    }

    /** From the handler of one's own page faults, with some of the state changed. */
    private Step back(long what) {
        List<Step.Write> writes = new ArrayList<>();
        writes.add(new Step.Write(0, what));
        if (chance(20)) {
            writes.add(new Step.Write(STRUCTURE_FLAGS, random.nextInt(4)));
        }
        for (int n = random.nextInt(3); n > 0; n--) {
            writes.add(new Step.Write(STRUCTURE_STATE + random.nextInt(STATE_WORDS), random.nextLong() >>> random.nextInt(64)));
        }
        return new Step.Call(Words.tag(-12, 0, 1), random.nextInt(1 << 12), Words.SELF | Words.CALL, 0, writes);
    }

    /** A thread handles its page faults itself from now on, or not any more. */
    private Operation trampoline(State s) {
        int t = chance(60) ? s.running() : random.nextInt(World.THREADS);
        if (chance(40) || s.thread(t) == null) {
            return object(World.THREAD + t, Words.CALL, -12, 0, TRAMPOLINE[random.nextInt(TRAMPOLINE.length)]);
        }
        long address = s.thread(t).utcb() + 8L * (chance(80) ? STRUCTURE : random.nextInt(UTCB_WORDS)) + (chance(5) ? 4 : 0);
        return object(World.THREAD + t, Words.CALL, -12, 0, 9, chance(97) ? address : random.nextLong());
    }

    // ---- IPC ---------------------------------------------------------------------------------------------------------

    private Step ipc(State s) {
        long operation = IPC[random.nextInt(IPC.length)];
        List<Step.Write> writes = new ArrayList<>();
        int words = chance(5) ? 63 : random.nextInt(4);
        for (int i = 0; i < words && i < 4; i++) {
            writes.add(new Step.Write(i, random.nextInt(1000)));
        }
        int items = chance(25) && words < 4 ? items(writes, words, 30) : 0;
        if (chance(40)) {
            buffers(writes);
        }
        int send = timeout(s, writes, false);
        int receive = timeout(s, writes, true);
        long tag = Words.tag(random.nextInt(-3, 100), items, words) | (chance(10) ? 0x8000 : 0) | (chance(25) ? 0x2000 : 0);
        return new Step.Call(tag, random.nextInt(1 << 16), selector(s, operation), Words.timeouts(send, receive), writes);
    }

    private long selector(State s, long operation) {
        boolean usesSlot = (operation & 8) != 0 || operation == Words.WAIT;
        if (usesSlot) {
            return switch (random.nextInt(10)) {
                case 0, 1, 2 -> Words.selector(slot(s), Words.EXPLICIT | operation);
                case 3 -> chance(30) ? Words.selector(random.nextInt(60, 70), Words.EXPLICIT | operation) : Words.SELF | Words.EXPLICIT | operation;
                case 4 -> operation == Words.WAIT && chance(30) ? Words.selector(0, operation) : Words.SELF | operation;
                default -> Words.SELF | operation;
            };
        }
        if (chance(4)) {
            return Words.SELF | operation;
        }
        return Words.selector(destination(s), operation);
    }

    /** One to three typed items behind {@code words} words: so many percent memory; single pages and capabilities, some ranges, and what is none. */
    private int items(List<Step.Write> writes, int words, int memory) {
        int items = random.nextInt(1, 4);
        for (int i = 0; i < items; i++) {
            if (chance(memory)) {
                memory(writes, words + 2 * i);
                continue;
            }
            boolean grant = chance(10);
            int order = chance(75) ? 0 : random.nextInt(1, 4);
            long rights = grant ? 15 : RIGHTS[random.nextInt(RIGHTS.length)];
            long item = World.ROOM + random.nextInt(World.ROOMS) << 12 | (chance(97) ? 8 : 0) | (grant ? 2 | 0xe0 : chance(50) ? 0xe0 : 0) | (chance(20) ? WEAK : 0)
                    | (chance(25) ? 1 : 0);
            long type = chance(95) ? 3 : random.nextInt(3);
            writes.add(new Step.Write(words + 2 * i, chance(95) ? item : 0));
            writes.add(new Step.Write(words + 2 * i + 1, sent() << 12 | (long) order << 6 | type << 4 | rights));
        }
        return items;
    }

    /** Often the same page to the same place, so that it is there already. */
    private void memory(List<Step.Write> writes, int at) {
        long page = chance(30) ? World.MEMORY : page();
        long to = chance(60) ? page % World.FRAMES : random.nextInt(World.ROOMS);
        writes.add(new Step.Write(at, World.PAGE_ROOM + to << 12 | 8 | (chance(10) ? 2 : 0) | (chance(25) ? 1 : 0)));
        long order = PAGE_ORDER + (chance(70) ? 0 : random.nextInt(1, 3)) - (chance(3) ? PAGE_ORDER : 0);
        writes.add(new Step.Write(at + 1, page << 12 | order << 6 | 1 << 4 | PAGE_RIGHTS[random.nextInt(PAGE_RIGHTS.length)]));
    }

    private long sent() {
        return switch (random.nextInt(6)) {
            case 0 -> World.THREAD + random.nextInt(World.THREADS);
            case 1 -> World.GATE + random.nextInt(World.GATES);
            case 2 -> World.CLIENT + random.nextInt(World.GATES);
            case 3 -> World.INTERRUPT + random.nextInt(6);
            default -> World.ROOM + random.nextInt(World.ROOMS);
        };
    }

    /** Up to two buffers for memory. */
    private void pageBuffers(List<Step.Write> writes) {
        int at = BR0 + FIRST_PAGE_BUFFER;
        for (int n = random.nextInt(3); n > 0; n--) {
            boolean forward = chance(10);
            writes.add(new Step.Write(at++, 8 | (chance(5) ? 2 : 0) | (forward ? 1 : 0)));
            writes.add(new Step.Write(at++, chance(50) ? 63 << 6
                    : World.PAGE_ROOM + random.nextInt(World.ROOMS) << 12 | PAGE_ORDER + random.nextLong(4) << 6 | 1 << 4));
            if (forward) {
                writes.add(new Step.Write(at++, (chance(80) ? World.OWN_TASK : World.THREAD) << 12));
            }
        }
        writes.add(new Step.Write(at, 0));
    }

    /** Up to three buffers for capabilities in {@link World#ROOM}. BR0 and BR1 are left alone. */
    private void buffers(List<Step.Write> writes) {
        writes.add(new Step.Write(DESCRIPTOR, FIRST_BUFFER << 10 | FIRST_PAGE_BUFFER));
        pageBuffers(writes);
        int at = BR0 + FIRST_BUFFER;
        for (int n = random.nextInt(4); n > 0; n--) {
            boolean forward = chance(10);
            if (chance(60)) {
                writes.add(new Step.Write(at++, World.ROOM + random.nextInt(World.ROOMS) << 12 | 8 | 2 | (chance(40) ? 4 : 0) | (forward ? 1 : 0)));
            } else {
                writes.add(new Step.Write(at++, 8 | (forward ? 1 : 0)));
                writes.add(new Step.Write(at++, chance(30) ? 63 << 6 : World.ROOM << 12 | random.nextLong(4) << 6 | 3 << 4));
            }
            if (forward) {
                writes.add(new Step.Write(at++, (chance(80) ? World.OWN_TASK : World.THREAD) << 12));
            }
        }
        writes.add(new Step.Write(at, 0));
    }

    private long slot(State s) {
        List<Slot> used = s.owed().keySet().stream().filter(x -> !x.implicit() && x.owner() == s.thread(s.running()).task()).toList();
        return used.isEmpty() || chance(30) ? random.nextInt(EXPLICIT_SLOTS) : used.get(random.nextInt(used.size())).index();
    }

    private long destination(State s) {
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> World.GATE + random.nextInt(World.GATES);
            case 3, 4 -> World.CLIENT + random.nextInt(World.GATES);
            case 5 -> World.WEAK_THREAD + random.nextInt(World.THREADS);
            case 6, 7 -> World.THREAD + random.nextInt(World.THREADS);
            case 8 -> World.THREAD + someone(s);
            default -> chance(50) ? received(s) : chance(30) ? 0x70 : World.THREAD + someone(s);
        };
    }

    /** A capability that was received, if there is one. */
    private long received(State s) {
        long[] there = s.capabilities().get(s.thread(s.running()).task()).keySet().stream().mapToLong(i -> i)
                .filter(i -> i >= World.ROOM && i < World.ROOM + World.ROOMS).toArray();
        return there.length == 0 ? 0x70 : there[random.nextInt(there.length)];
    }

    /** A thread that would take a message of the running one, if there is one. */
    private int someone(State s) {
        int[] accepting = s.threads().values().stream().filter(t -> t.accepts(s.running())).mapToInt(Thread::number).toArray();
        return accepting.length == 0 ? random.nextInt(World.THREADS) : accepting[random.nextInt(accepting.length)];
    }

    /** Rarely for ever when nobody else could end the wait. */
    private int timeout(State s, List<Step.Write> writes, boolean receive) {
        boolean alone = s.ready().isEmpty();
        int kind = random.nextInt(alone ? 30 : 10);
        if (kind < 5) {
            return alone && !receive && kind > 1 ? Words.NOW : Words.NEVER;
        }
        if (kind == 5) {
            return Words.NOW;
        }
        if (kind == 6) {
            writes.add(Words.absolute(s.now() + random.nextInt(-100, 2000)));
            return Words.ABSOLUTE | (chance(10) ? 63 : 0);
        }
        return Words.relative(random.nextInt(1, 300), random.nextInt(4));
    }

    // ---- kernel objects ----------------------------------------------------------------------------------------------

    private Step operation(State s) {
        Operation chosen = switch (random.nextInt(33)) {
            case 0, 1 -> object(World.THREAD + waiting(s), chance(85) ? Words.CALL : Words.SEND, -12, 0,
                    1 | (chance(70) ? CANCEL : 0) | (chance(25) ? TRIGGER : 0), chance(50) ? -1 : random.nextInt(1 << 16), chance(50) ? -1 : random.nextInt(1 << 16));
            case 2 -> object(chance(50) ? World.WEAK_THREAD + random.nextInt(World.THREADS) : World.THREAD + random.nextInt(World.THREADS),
                    Words.CALL, -12, 0, 1 | (chance(50) ? CANCEL : 0) | (chance(50) ? TRIGGER : 0), 0x5000, -1);
            case 3 -> object(World.THREAD + random.nextInt(World.THREADS), Words.CALL, -12, 0, 2);
            case 4 -> object(World.THREAD + random.nextInt(World.THREADS), Words.CALL, -12, 0, 6, 0, 0, random.nextInt(1 << 10), 0x10000);
            case 5 -> chance(70) ? object(World.GATE + random.nextInt(World.GATES), Words.CALL, -10, World.THREAD + random.nextInt(World.THREADS),
                    0x10, random.nextInt(64) * 4L + (chance(5) ? 1 : 0)) : object(World.CLIENT + random.nextInt(World.GATES), Words.CALL, -10, 0, 0x11);
            case 6 -> object(World.GATE + random.nextInt(World.GATES), Words.CALL, -10, 0, 0x11);
            case 7, 8, 9 -> object(chance(80) ? World.SEMAPHORE_CAP : World.WEAK_SEMAPHORE, chance(50) ? Words.CALL : Words.SEND, -20, 0, 0)
                    .withTimeouts(s);
            case 10, 11 -> object(World.SEMAPHORE_CAP, Words.SEND, -1, 0, 2);
            case 12, 13 -> object(World.INTERRUPT + random.nextInt(World.INTERRUPTS), Words.SEND, -1, 0, 2);
            case 14 -> object(World.INTERRUPT + random.nextInt(World.INTERRUPTS), Words.CALL, -10, World.THREAD + random.nextInt(World.THREADS),
                    0x10, random.nextInt(1 << 12));
            case 15 -> object(World.INTERRUPT + random.nextInt(World.INTERRUPTS), Words.CALL, -18, 0, 1);
            case 16, 17 -> object(World.SCHEDULER, Words.CALL, -14, World.THREAD + random.nextInt(World.THREADS), 1, 0, 1,
                    chance(5) ? 0 : PRIORITIES[random.nextInt(PRIORITIES.length)], chance(50) ? 0 : random.nextInt(1, 5000));
            case 18 -> object(World.INTERRUPT + random.nextInt(World.INTERRUPTS), INTERRUPT_IPC[random.nextInt(INTERRUPT_IPC.length)], -1, 0, 2)
                    .withTimeouts(s);
            case 19 -> object(World.THREAD + random.nextInt(World.THREADS), Words.CALL, -12, 0, HANDLERS[random.nextInt(HANDLERS.length)], sent() << 12,
                    sent() << 12, 0, 0, 0);
            case 20 -> object(World.THREAD + random.nextInt(World.THREADS), Words.CALL, -12, 0, ALIEN | (chance(20) ? HANDLERS[2] : 0), sent() << 12,
                    sent() << 12, 0, chance(35) ? ALIEN : 0, 0);
            case 21, 22 -> trampoline(s);
            case 23 -> object(World.THREAD + random.nextInt(World.THREADS), Words.CALL, -12, 0, 0x10, random.nextInt(1 << 16));
            case 29, 30 -> create();
            case 31 -> object(World.THREAD + faulted(s), Words.CALL, -12, 0, 1 | TRIGGER, -1, -1);
            case 24 -> unmap(s);
            case 25, 26 -> map();
            case 27 -> object(World.GATE + random.nextInt(World.GATES), Words.CALL, -10, 0, 0, chance(80) ? 1 : random.nextInt(-1, 4));
            case 28 -> chance(40) ? object(World.OWN_TASK, Words.CALL, -11, 0, 2, sent() << 12) : object(World.OWN_TASK, Words.CALL, -11, 0, 2, sent() << 12, sent() << 12);
            default -> chance(60) ? delete(s) : object(World.THREAD + s.running(), Words.CALL, -12, 0, 2);
        };
        return chosen.step();
    }

    /** A thread that waits or has stopped, if there is one. */
    private int waiting(State s) {
        int[] due = s.threads().values().stream().filter(t -> t.activity() == Activity.STOPPED && t.traps().due().isPresent()).mapToInt(Thread::number).toArray();
        if (due.length > 0 && chance(80)) {
            return due[random.nextInt(due.length)];
        }
        int[] stopped = s.threads().values().stream().filter(t -> t.activity() == Activity.STOPPED).mapToInt(Thread::number).toArray();
        if (stopped.length > 0 && chance(50)) {
            return stopped[random.nextInt(stopped.length)];
        }
        int[] waiting = s.threads().values().stream().filter(t -> !t.isReady()).mapToInt(Thread::number).toArray();
        return waiting.length == 0 ? random.nextInt(World.THREADS) : waiting[random.nextInt(waiting.length)];
    }

    /** A thread that waits for its pager, if there is one. */
    private int faulted(State s) {
        int[] faulted = s.threads().values().stream().filter(t -> t.fault() != null && t.fault().page()).mapToInt(Thread::number).toArray();
        return faulted.length == 0 ? random.nextInt(World.THREADS) : faulted[random.nextInt(faulted.length)];
    }

    /** A gate that waits to be bound for somebody's sake, if there is one. */
    private int waitedFor(State s) {
        int[] gates = s.gates().keySet().stream().mapToInt(g -> g).filter(g -> !s.sendersThrough(g).isEmpty()).toArray();
        return gates.length == 0 ? random.nextInt(World.GATES) : gates[random.nextInt(gates.length)];
    }

    /** A thread that an interrupt object is bound to, or that somebody waits for, if there is one. */
    private int neededByOthers(State s) {
        int[] needed = s.threads().keySet().stream().mapToInt(t -> t).filter(t -> s.interrupts().values().stream().anyMatch(i -> i.thread() == t)
                || !s.sendersTo(t).isEmpty() || s.threads().values().stream().anyMatch(x -> x.activity() instanceof Activity.Receiving r && r.from() == t))
                .toArray();
        return needed.length == 0 ? random.nextInt(World.THREADS) : needed[random.nextInt(needed.length)];
    }

    private Operation delete(State s) {
        long[] kinds = {received(s), World.THREAD + waiting(s), World.THREAD + neededByOthers(s), World.THREAD + neededByOthers(s), World.GATE + waitedFor(s), World.SEMAPHORE_CAP, World.CLIENT,
            World.INTERRUPT + random.nextInt(World.INTERRUPTS), World.WEAK_THREAD + random.nextInt(World.THREADS)};
        long mask = MASKS[random.nextInt(MASKS.length)];
        if (chance(30)) {
            return object(World.OWN_TASK, Words.CALL, -11, 0, 1, mask, Words.page(page()));
        }
        return object(World.OWN_TASK, Words.CALL, -11, 0, 1, mask, Words.capability(kinds[random.nextInt(kinds.length)]));
    }

    /** One to three ranges of memory or capabilities, all rights or some; rarely of those that others need. */
    private Operation unmap(State s) {
        long[] words = new long[2 + random.nextInt(1, 4)];
        boolean room = chance(85);
        words[0] = 1;
        words[1] = MASKS[random.nextInt(MASKS.length)];
        for (int i = 2; i < words.length; i++) {
            long order = random.nextInt(4);
            long rights = chance(50) ? 15 : random.nextInt(16);
            words[i] = chance(50) ? page() << 12 | PAGE_ORDER + order << 6 | 1 << 4 | rights
                    : (room ? World.ROOM + random.nextInt(World.ROOMS) : sent()) << 12 | order << 6 | 3 << 4 | rights;
        }
        if (chance(4)) {
            words[2] = noFlexpage();
        }
        return object(World.OWN_TASK, Words.CALL, -11, 0, words);
    }

    /** Of another type, or less than a page. */
    private long noFlexpage() {
        return chance(50) ? random.nextInt(PAGE_ORDER) << 6 | 1 << 4 | 15 : random.nextInt(64) << 6 | (chance(50) ? 2 : 0) << 4 | 15;
    }

    /** A gate, bound or not, an interrupt object, a semaphore, or what there is not. */
    private Operation create() {
        long what = NEW[random.nextInt(NEW.length)];
        boolean bound = (what == 0 || what == -10) && chance(50);
        Operation o = object(World.FACTORY, chance(85) ? Words.CALL : Words.SEND, chance(97) ? -15 : -12,
                bound ? World.THREAD + random.nextInt(World.THREADS) : 0, what, 1, random.nextInt(64) * 4L + (chance(5) ? 1 : 0));
        o.writes.add(new Step.Write(DESCRIPTOR, FIRST_BUFFER << 10 | FIRST_PAGE_BUFFER));
        long room = World.ROOM + random.nextInt(World.ROOMS);
        boolean small = chance(80);
        o.writes.add(new Step.Write(BR0 + FIRST_BUFFER, small ? room << 12 | 8 | 2 : chance(80) ? 8 : 0));
        o.writes.add(new Step.Write(BR0 + FIRST_BUFFER + 1, small ? 0 : room << 12 | 3 << 4));
        return o;
    }

    /** From a task to itself. */
    private Operation map() {
        long order = chance(60) ? 0 : random.nextInt(4);
        boolean memory = chance(40);
        long from = memory ? page() << 12 | PAGE_ORDER + order << 6 | 1 << 4 | PAGE_RIGHTS[random.nextInt(PAGE_RIGHTS.length)]
                : sent() << 12 | order << 6 | 3 << 4 | RIGHTS[random.nextInt(RIGHTS.length)];
        long to = memory ? World.PAGE_ROOM + random.nextInt(World.ROOMS) : World.ROOM + random.nextInt(World.ROOMS);
        long item = to << 12 | 8 | (chance(15) ? 2 : 0) | (chance(50) ? 0xe0 : 0) | (chance(20) ? WEAK : 0);
        return object(World.OWN_TASK, Words.CALL, -11, chance(90) ? World.OWN_TASK : sent(), 0, item, chance(97) ? from : noFlexpage());
    }

    /** @param item the capability in the typed item, 0 for none */
    private Operation object(long index, long operation, long protocol, long item, long... words) {
        long[] all = item == 0 ? words : Words.item(item, words);
        return new Operation(Words.tag(protocol, item == 0 ? 0 : 1, words.length), Words.selector(index, operation), Words.NEVER,
                new ArrayList<>(Words.message(LongStream.of(all).toArray())));
    }

    private final class Operation {
        private final long tag;
        private final long selector;
        private final List<Step.Write> writes;
        private long timeouts;

        Operation(long tag, long selector, long timeouts, List<Step.Write> writes) {
            this.tag = tag;
            this.selector = selector;
            this.timeouts = timeouts;
            this.writes = writes;
        }

        Operation withTimeouts(State s) {
            timeouts = Words.timeouts(Words.NEVER, timeout(s, writes, true));
            return this;
        }

        Step step() {
            return new Step.Call(tag, 0, selector, timeouts, writes);
        }
    }
}
