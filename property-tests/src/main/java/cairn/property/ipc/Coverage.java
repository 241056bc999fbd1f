package cairn.property.ipc;

import cairn.model.ipc.Activity;
import cairn.model.ipc.Capability;
import cairn.model.ipc.Owed;
import cairn.model.ipc.Slot;
import cairn.model.ipc.State;
import cairn.model.ipc.Step;
import cairn.model.ipc.Thread;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** How often each operation got each answer while the caller's partner was at what. */
public final class Coverage {
    private final SortedMap<String, SortedMap<String, Long>> table = new TreeMap<>();
    private long steps;

    void count(State before, Step step, State after) {
        steps++;
        if (step instanceof Step.Pass) {
            add(name(step), before.alarm() <= after.now() ? "interrupt" : "none");
        } else if (before.running() != State.NOBODY && step instanceof Step.Fault) {
            Thread t = before.thread(before.running());
            boolean page = name(step).equals("page fault") && !t.traps().alien();
            if (page && t.traps().armed()) {
                add(name(step), "handles it itself | -");
                return;
            }
            add(name(step), answer(after, before.running(), true) + " | "
                    + object(before, before.capability(t.task(), page ? t.handlers().pager() : t.handlers().exceptions())));
        } else if (before.running() != State.NOBODY) {
            Step.Call c = (Step.Call) step;
            Thread t = before.thread(before.running());
            if (t.traps().alien() && !t.traps().allowed()) {
                add("call of an alien", answer(after, t.number(), true) + " | " + object(before, before.capability(t.task(), t.handlers().exceptions())));
                return;
            }
            add(name(c), answer(after, before.running(), isIpc(c) || name(c).equals("up") || name(c).equals("hit interrupt")) + " | " + partner(before, c));
        }
    }

    /** One step of which no model says what it is. */
    void count(String operation, String answer) {
        steps++;
        add(operation, answer);
    }

    /** The operation of {@code spec/alloy/transitions.als} with which each entry into the kernel ends. */
    private static final String LEAVE = "leave";

    private final SortedMap<String, SortedMap<String, Long>> evaluations = new TreeMap<>();

    /** The kernel was left, and then these conjuncts were evaluated on its state. */
    void countEvaluated(List<String> conjuncts) {
        SortedMap<String, Long> row = evaluations.computeIfAbsent(LEAVE, o -> new TreeMap<>());
        conjuncts.forEach(c -> row.merge(c, 1L, Long::sum));
    }

    /** By operation of the specification, then by conjunct: states after such a step that it was evaluated on. */
    public Map<String, ? extends Map<String, Long>> evaluations() {
        return evaluations;
    }

    private void add(String operation, String cell) {
        table.computeIfAbsent(operation, o -> new TreeMap<>()).merge(cell, 1L, Long::sum);
    }

    public void add(Coverage other) {
        steps += other.steps;
        other.evaluations.forEach((o, row) -> row.forEach((c, n) -> evaluations.computeIfAbsent(o, k -> new TreeMap<>()).merge(c, n, Long::sum)));
        other.table.forEach((o, row) -> row.forEach((c, n) -> table.computeIfAbsent(o, k -> new TreeMap<>()).merge(c, n, Long::sum)));
    }

    public long steps() {
        return steps;
    }

    /** By operation, then by "answer | what the partner was at". */
    public Map<String, ? extends Map<String, Long>> table() {
        return table;
    }

    /** Of these cells, "operation: answer | partner", those that were not reached. */
    public List<String> missing(List<String> cells) {
        return cells.stream().filter(c -> {
            String[] parts = c.split(": ", 2);
            return !table.containsKey(parts[0]) || !table.get(parts[0]).containsKey(parts[1]);
        }).toList();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        table.forEach((operation, row) -> {
            text.append(operation).append(System.lineSeparator());
            row.forEach((cell, n) -> text.append(String.format("    %-58s %8d%n", cell, n)));
        });
        return text.toString();
    }

    // ---- names -------------------------------------------------------------------------------------------------------

    private static boolean isIpc(Step.Call c) {
        return operation(c) == null;
    }

    /** What a step is, in words. */
    static String name(Step step) {
        if (step instanceof Step.Pass) {
            return "time passes";
        }
        if (step instanceof Step.Fault f) {
            int kind = (int) (f.syndrome() >>> 26) & 63;
            return (kind == 0x20 || kind == 0x24) && (f.syndrome() & 0x30) == 0 && (f.syndrome() & 0xc) != 0 ? "page fault" : "exception";
        }
        Step.Call c = (Step.Call) step;
        String operation = operation(c);
        if (operation != null) {
            return operation;
        }
        String name = switch ((int) c.selector() & 15) {
            case 0 -> "invoke";
            case 1 -> "send";
            case 2 -> "receive";
            case 3 -> "call";
            case 6 -> "wait";
            case 7 -> "send and wait";
            case 9 -> "reply";
            case 11 -> "reply and receive";
            case 14 -> "wait without answer";
            case 15 -> "reply and wait";
            default -> "odd";
        };
        return (c.selector() & 0xc00) == Words.EXPLICIT ? name + " (explicit)" : name;
    }

    /** The operation of a kernel object, null when it is IPC. */
    private static String operation(Step.Call c) {
        long index = c.selector() >>> 12;
        long protocol = c.tag() >> 16;
        if ((c.selector() & 0xc08) == Words.SELF && (c.selector() & 1) != 0 && protocol == -12) {
            return thread(c);
        }
        if ((c.selector() & 0xc08) != 0 || (c.selector() & 1) == 0 || index < World.THREAD && index != World.OWN_TASK && index != World.SCHEDULER) {
            return null;
        }
        long word = c.writes().isEmpty() ? -1 : c.writes().get(0).value() & 0xffff;
        if (index == World.OWN_TASK) {
            return word == 0 ? "map" : word == 2 ? "capability info" : c.writes().size() > 3 || (c.writes().get(2).value() & 0x3f) != 0x3f
                    && (c.writes().get(2).value() & 0xfdf) != 0x31f ? "unmap ranges" : "delete";
        }
        if (index == World.FACTORY) {
            return "create";
        }
        if (index == World.SCHEDULER) {
            return "run thread";
        }
        if (protocol == -12 && (index < World.GATE || index >= World.WEAK_THREAD)) {
            return thread(c);
        }
        if (protocol == -10) {
            return index >= World.INTERRUPT ? "bind interrupt" : word == 0x10 ? "bind gate" : word == 0 ? "decrease" : "gate info";
        }
        if (protocol == -18) {
            return "detach interrupt";
        }
        if (protocol == -20) {
            return "down";
        }
        if (protocol == -1 && index >= World.INTERRUPT && index < World.WEAK_THREAD) {
            return index >= World.SEMAPHORE_CAP ? "up" : "hit interrupt";
        }
        return null;
    }

    private static String thread(Step.Call c) {
        long word = c.writes().isEmpty() ? -1 : c.writes().get(0).value();
        return switch ((int) word & 0xffff) {
            case 0 -> (word & 0x400000) != 0 ? "alien" : "thread";
            case 1 -> (word & 0x20000) != 0 ? "trigger exception" : "exchange registers";
            case 2 -> "switch";
            case 6 -> "modify senders";
            case 9 -> "trampoline, " + List.of("set up", "resume", "reflect", "disable", "enable", "odd").get((int) Math.min(word >>> 16 & 15, 5));
            case 0x10 -> "thread pointer";
            default -> "thread";
        };
    }

    private static String answer(State after, int number, boolean ipc) {
        Thread t = after.thread(number);
        if (t == null) {
            return "gone";
        }
        if (t.activity() instanceof Activity.Stopped) {
            return "stopped";
        }
        if (t.activity() instanceof Activity.Sending) {
            return "waits to send";
        }
        if (t.activity() instanceof Activity.Receiving) {
            return "waits to receive";
        }
        if (t.activity() instanceof Activity.Down) {
            return "waits";
        }
        if ((t.x0() & 0x8000) != 0) {
            return "error " + after.utcb(number).word(cairn.model.ipc.Utcb.ERROR);
        }
        return ipc || t.x0() >= 0 ? "done" : "refused " + (t.x0() >> 16);
    }

    /** What the one that the call is about is at. */
    private static String partner(State s, Step.Call c) {
        Thread caller = s.thread(s.running());
        long index = c.selector() >>> 12;
        boolean explicit = (c.selector() & 0xc00) == Words.EXPLICIT;
        if ((c.selector() & 8) != 0) {
            Slot slot = explicit ? Slot.of(caller.task(), index) : Slot.of(caller.number());
            Owed owed = slot == null ? null : s.owed().get(slot);
            return slot == null ? "no slot" : owed == null ? "nobody to answer" : fault(s.thread(owed.caller()), "a caller");
        }
        if ((c.selector() & 0xc00) != 0) {
            return explicit && Slot.of(caller.task(), index) == null ? "no slot"
                    : s.sendersTo(caller.number()).isEmpty() ? "nobody sends" : s.sendersTo(caller.number()).get(0).interrupt() ? "an interrupt" : "a sender";
        }
        return object(s, s.capability(caller.task(), index));
    }

    private static String object(State s, Capability x) {
        if (x == null) {
            return "no capability";
        }
        return switch (x.kind()) {
            case THREAD -> thread(s, x.number());
            case GATE -> s.gates().get(x.number()).thread() == State.NOBODY ? s.gates().get(x.number()).orphan() ? "left" : "unbound" : "gate, " + thread(s, s.gates().get(x.number()).thread());
            case INTERRUPT -> s.interrupts().get(x.number()).thread() == State.NOBODY ? "unbound"
                    : s.interrupts().get(x.number()).sent() ? "sent" : thread(s, s.interrupts().get(x.number()).thread());
            case SEMAPHORE -> s.semaphores().get(x.number()) > 0 ? "up" : s.downers(x.number()).isEmpty() ? "zero" : "waited for";
            default -> "-";
        };
    }

    private static String fault(Thread t, String none) {
        return t.fault() == null ? none : t.fault().page() ? "a page fault" : "an exception";
    }

    private static String thread(State s, int number) {
        if (number == s.running()) {
            return "itself";
        }
        Activity a = s.thread(number).activity();
        if (a instanceof Activity.Receiving r) {
            return r.open() ? "open wait" : s.thread(number).fault() != null ? fault(s.thread(number), "") + (r.from() == s.running() ? ", the caller's" : ", another's") : r.from() == s.running() ? "awaits the caller" : "awaits another";
        }
        if (a instanceof Activity.Sending w && s.thread(number).fault() != null) {
            return "sends " + fault(s.thread(number), "");
        }
        if (a instanceof Activity.Sending w) {
            return w.to() == s.running() ? "sends to the caller" : "sends to another";
        }
        return a instanceof Activity.Ready ? "ready" : a instanceof Activity.Stopped ? "stopped" : "in down";
    }
}
