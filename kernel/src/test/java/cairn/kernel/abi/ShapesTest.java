package cairn.kernel.abi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cairn.kernel.Rig;
import cairn.kernel.abi.AbiTable.Constant;
import cairn.kernel.abi.AbiTable.Entry;
import cairn.kernel.abi.AbiTable.Group;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Sends the kernel every operation of spec/abi.yaml in its right shape, then with one thing wrong, and expects the answer that the table
 * has for it; a refused call leaves the derivation tree as it was. The kernel is the whole one, entered by its trap; what it runs on are
 * arrays.
 */
class ShapesTest {
    private static final int TASK = 20;
    private static final int THREAD = 21;
    private static final int GATE = 22;
    /** A thread that belongs to no task. */
    private static final int FRESH = 23;
    private static final int INTERRUPT = 24;
    private static final int SEMAPHORE = 25;
    private static final int NEW = 40;
    /** Copies without the right W, and without S, are kept this much further on; those with R and W, or R and S, alone still further. */
    private static final int WITHOUT = 100;
    private static final int ALONE = 300;
    private static final int EMPTY = 99;
    private static final long AREA = 0x5000_0000L;
    private static final int OBJECT = Flexpage.OBJECT << 4;
    /** Receive phase behind an operation without an answer: nobody sends, and this is how long the test waits. */
    private static final int NOBODY = -1000 - (IpcError.TIMEOUT | IpcError.RECEIVE);
    private static final int AT_ONCE = 1 << Timeout.EXPONENT_SHIFT;
    private static final Map<String, Integer> CAPABILITY =
            Map.of("Task", TASK, "Thread", THREAD, "Gate", GATE, "Factory", Slots.FACTORY, "Scheduler", Slots.SCHEDULER, "Log", Slots.LOG,
                    "Interrupt", INTERRUPT, "Semaphore", SEMAPHORE, "Icu", Slots.ICU, "Debugger", Slots.DEBUGGER);
    private static final Map<String, Integer> RIGHTS = Map.of("W", Right.W, "S", Right.S, "R", Right.R);
    /** Constants of the groups of operations that are none. */
    private static final Set<String> NO_OPERATIONS = Set.of("LogOp.MAX_BYTES", "LogOp.READ_DONE", "IcuOp.MODE_SET", "IcuOp.MODE_LEVEL");

    private AbiTable table;
    private int sent;

    /** A call as it will be sent; whoever wants a wrong one changes one thing. */
    private static final class Shape {
        int capability;
        long protocol;
        long[] words;
        long item = Item.MAP;
        long flexpage;
        int items;
        boolean buffer = true;
        long bufferWord = (long) NEW << 12 | Item.MAP | Item.SMALL;
    }

    /** A wrong word and what it is answered with. */
    private record Bad(long word, int failure) {}

    @BeforeEach
    void read() throws IOException {
        table = AbiTable.read(Path.of("../spec/abi.yaml"));
    }

    /** A kernel with one object of each kind, and what stands for each in the root task. */
    private static Rig rig() {
        Rig rig = new Rig();
        assertEquals(0, rig.create(Slots.FACTORY, TASK, Protocol.TASK, Rig.page(AREA, 12, 6)));
        assertEquals(0, rig.create(Slots.FACTORY, THREAD, Protocol.THREAD, 0));
        assertEquals(0, rig.create(Slots.FACTORY, FRESH, Protocol.THREAD, 0));
        assertEquals(0, rig.create(Slots.FACTORY, GATE, Protocol.GATE, 0x40));
        assertEquals(0, rig.bind(THREAD, TASK, AREA));
        assertEquals(0, rig.create(Slots.FACTORY, INTERRUPT, Protocol.IRQ_SENDER, 0));
        assertEquals(0, rig.create(Slots.FACTORY, SEMAPHORE, Protocol.SEMAPHORE, 0));
        rig.mr(0, IrqOp.BIND).mr(1, 0x40).item(2, THREAD);
        assertEquals(0, rig.call(INTERRUPT, Protocol.KOBJECT, 2, 1));
        rig.kernel.current().frame[3] = AT_ONCE;
        rig.mr(0, IrqOp.TRIGGER);
        assertEquals(NOBODY, rig.call(SEMAPHORE, Protocol.IRQ, 1, 0));
        for (int c : CAPABILITY.values()) {
            copies(rig, c);
        }
        copies(rig, FRESH);
        copies(rig, Slots.TASK);
        return rig;
    }

    private static void copies(Rig rig, int c) {
        for (int right : new int[] {Right.W, Right.S}) {
            long to = (long) (c + WITHOUT * right) << 12 | Right.OBJECT;
            assertEquals(0, rig.map(Slots.TASK, Slots.TASK, to, Rig.cap(c, Flexpage.RIGHTS & ~right)));
            assertEquals(0, rig.map(Slots.TASK, Slots.TASK, (long) (c + ALONE + 50 * right) << 12 | Right.SERVER, Rig.cap(c, Right.R | right)));
        }
    }

    private Shape shape(Entry e) {
        Shape s = new Shape();
        s.capability = e.fact("flags").equals("Control.BIND") ? FRESH : CAPABILITY.get(e.object());
        s.protocol = protocol(e);
        Map<Integer, Long> words = new LinkedHashMap<>();
        inputs(e).forEach((at, form) -> words.put(at, good(form)));
        int most = words.keySet().stream().mapToInt(at -> at + 1).max().orElse(0);
        s.words = new long[Math.max(least(e), most)];
        words.forEach((at, word) -> s.words[at] = word);
        s.words[0] = table.value("", e.fact("code")) | (e.fact("flags").isEmpty() ? 0 : table.value("", e.fact("flags")));
        if (!e.fact("item").isEmpty()) {
            s.items = 1;
            s.flexpage = Rig.cap(e.fact("item").startsWith("task") ? TASK : e.fact("item").startsWith("thread") ? THREAD : INTERRUPT, Flexpage.RIGHTS);
        }
        if (e.name().equals("Task.map")) {
            s.flexpage = Rig.cap(Slots.TASK, Flexpage.RIGHTS); // what is mapped is the root task's
        }
        return s;
    }

    private long protocol(Entry operation) {
        String own = operation.fact("protocol");
        return table.value("Protocol", own.isEmpty() ? object(operation.object()).fact("protocol") : own);
    }

    private Entry object(String name) {
        return table.objects().stream().filter(o -> o.name().equals(name)).findFirst().orElseThrow();
    }

    private static Map<Integer, String> inputs(Entry e) {
        Map<Integer, String> all = new LinkedHashMap<>();
        for (String in : e.fact("in").isEmpty() ? new String[0] : e.fact("in").split("; ")) {
            all.put(Integer.valueOf(in.substring(2, in.indexOf(' '))), in.substring(in.indexOf(' ') + 1));
        }
        return all;
    }

    private static int least(Entry e) {
        return Integer.parseInt(e.fact("words").replaceAll("\\.\\..*", ""));
    }

    private static int most(Entry e) {
        String words = e.fact("words");
        return words.endsWith("..") ? Utcb.MESSAGE_WORDS : Integer.parseInt(words.replaceAll(".*\\.\\.", ""));
    }

    private static long good(String form) {
        return switch (form) {
            case "base" -> 0x1000_0000L | Item.MAP;
            case "flexpage" -> Rig.page(Rig.RAM, 12, 7);
            case "area" -> Rig.page(0x6000_0000L, 12, 6);
            case "utcb" -> AREA;
            case "label" -> 0x80;
            case "bytes" -> 100_000;
            case "processors" -> 1;
            case "priority" -> 10;
            case "ip", "sp" -> ExRegs.KEEP;
            default -> 0;
        };
    }

    /** For {@code area0}, 0 is right too. */
    private static List<Bad> bad(String form) {
        List<Bad> bad = new ArrayList<>();
        int none = Failure.EINVAL;
        switch (form) {
            case "flexpage" -> bad.addAll(List.of(new Bad(0, none), new Bad(2 << 4 | 12 << 6 | 7, none), new Bad(Rig.page(Rig.RAM, 11, 7), none),
                    new Bad(Rig.page(1L << 60, 12, 7), none), new Bad(Rig.cap(1L << 30, 15), none)));
            case "area", "area0" -> {
                bad.addAll(List.of(new Bad(Rig.page(0x6000_0000L, 11, 6), none), new Bad(Rig.page(0x6000_0000L, 18, 6), none),
                        new Bad(Rig.cap(16, 15), none), new Bad(Rig.page(1L << 60, 12, 6), none)));
                if (form.equals("area")) {
                    bad.add(new Bad(0, none));
                }
            }
            case "label" -> bad.addAll(List.of(new Bad(0x81, none), new Bad(0x82, none), new Bad(-1, none)));
            case "pin" -> bad.addAll(List.of(new Bad(-1, none), new Bad(40, none), new Bad(1L << 32, none), new Bad(Long.MIN_VALUE, none)));
            case "count" -> bad.add(new Bad(-1, none));
            case "bytes" -> bad.addAll(List.of(new Bad(0, Failure.ENOMEM), new Bad(-1, Failure.ENOMEM),
                    new Bad(Long.MIN_VALUE, Failure.ENOMEM), new Bad(1L << 40, Failure.ENOMEM)));
            case "first" -> bad.addAll(List.of(new Bad(1, Failure.ERANGE), new Bad(0xff_ffff, Failure.ERANGE)));
            case "offset" -> bad.addAll(List.of(new Bad(1, none), new Bad(0xff_ffff, none)));
            case "processors" -> bad.addAll(List.of(new Bad(0, none), new Bad(2, none), new Bad(-2, none)));
            case "priority" -> bad.addAll(List.of(new Bad(0, Failure.EINVAL), new Bad(Long.MIN_VALUE, Failure.ERANGE), new Bad(-1, Failure.ERANGE)));
            case "quantum" -> bad.addAll(List.of(new Bad(-1, Failure.ERANGE), new Bad(86_400_000_001L, Failure.ERANGE)));
            default -> { }
        }
        return bad;
    }

    /** Sends it; the label that it is answered with, or -1000 less the IPC error. */
    private long send(Rig rig, Shape s) {
        sent++;
        long utcb = rig.kernel.current().utcb();
        rig.kernel.current().frame[3] = AT_ONCE;
        rig.store(utcb + Utcb.DESCRIPTOR, 0);
        rig.store(utcb + Utcb.BUFFER, s.buffer ? s.bufferWord : 0);
        for (int i = 0; i < s.words.length; i++) {
            rig.mr(i, s.words[i]);
        }
        if (s.items > 0 && s.words.length + 2 * s.items <= Utcb.MESSAGE_WORDS) {
            rig.mr(s.words.length, s.item).mr(s.words.length + 1, s.flexpage);
        }
        return rig.call(s.capability, s.protocol, s.words.length, s.items);
    }

    private void refused(int failure, Rig rig, Shape s, String what) {
        int before = rig.boot.tree().used();
        assertEquals(-failure, send(rig, s), what);
        assertEquals(before, rig.boot.tree().used(), what + ": derivations");
    }

    /** Red: in spec/abi.yaml, let Thread.stats need 2 words, or Task.map the right S. [REQ-MAN-2] */
    @Test
    void everyOperationIsAnsweredInItsRightShape() {
        for (Entry e : table.operations()) {
            long answer = send(rig(), shape(e));
            if (e.refused()) {
                assertEquals(-failure(e.fact("refused")), answer, e.name());
            } else if (e.fact("reply").equals("none")) {
                assertEquals(NOBODY, answer, e.name());
            } else {
                assertTrue(answer == 0 || answer == 1, e.name() + " is answered with " + answer);
            }
        }
    }

    /** R and the right that the table names are enough, or either if it names none. Red: in GateDecoder.decode, ask for W too. [REQ-MAN-2] */
    @Test
    void theRightsOfTheTableAreEnough() {
        for (Entry e : operations()) {
            Shape s = shape(e);
            s.capability += ALONE + 50 * (e.fact("right").isEmpty() ? Right.W : RIGHTS.get(e.fact("right")));
            long answer = send(rig(), s);
            assertTrue(e.fact("reply").equals("none") ? answer == NOBODY : answer == 0 || answer == 1, e.name() + " is answered with " + answer);
        }
    }

    private int failure(String name) {
        return (int) table.value("Failure", name);
    }

    /** Red: in Decoder.checked, leave out the words, or fits; in FactoryDecoder.task, take < for != 3. [REQ-MAN-2] */
    @Test
    void wrongCountsOfWordsAreMalformed() {
        Rig rig = rig();
        for (Entry e : operations()) {
            for (int words = e.fact("empty").isEmpty() ? 0 : 1; words <= Utcb.MESSAGE_WORDS; words++) {
                if (words < least(e) || words > most(e)) {
                    Shape s = shape(e);
                    s.words = java.util.Arrays.copyOf(s.words, words);
                    refused(words < least(e) ? tooShort(e, words) : tooLong(e), rig, s, e.name() + " with " + words + " words");
                }
            }
            if (!e.fact("long").isEmpty()) {
                Shape s = shape(e);
                s.items = 1;
                s.flexpage = Rig.cap(TASK, Flexpage.RIGHTS);
                refused(tooLong(e), rig, s, e.name() + " with an item");
            }
            for (int items = 1; items <= Tag.ITEMS; items++) {
                Shape s = shape(e);
                s.words = java.util.Arrays.copyOf(s.words, Utcb.MESSAGE_WORDS - 2 * Math.min(items, 31) + 1);
                s.items = items;
                refused(Failure.EINVAL, rig, s, e.name() + " with " + s.words.length + " words and " + items + " items");
            }
        }
    }

    private int tooShort(Entry e, int words) {
        if (words == 0) {
            return e.object().equals("Interrupt") || e.object().equals("Semaphore") ? Failure.EINVAL : Failure.EMSGTOOSHORT;
        }
        return e.fact("short").isEmpty() ? Failure.EINVAL : failure(e.fact("short"));
    }

    private int tooLong(Entry e) {
        return e.fact("long").isEmpty() ? Failure.EINVAL : failure(e.fact("long"));
    }

    /** What is supported. */
    private List<Entry> operations() {
        return table.operations().stream().filter(e -> !e.refused()).toList();
    }

    /** Red: in TaskDecoder, leave out a check of W; in Items.check, leave out the rights. [REQ-MAN-2] */
    @Test
    void missingRightsAreRefused() {
        Rig rig = rig();
        for (Entry e : table.operations()) {
            if (!e.fact("right").isEmpty()) {
                Shape s = shape(e);
                s.capability += WITHOUT * RIGHTS.get(e.fact("right"));
                refused(Failure.EPERM, rig, s, e.name() + " without the right " + e.fact("right"));
            }
            String item = e.fact("item");
            if (!item.isEmpty() && !e.refused()) {
                int needed = RIGHTS.get(item.substring(item.indexOf(' ') + 1).substring(0, 1));
                Shape s = shape(e);
                s.flexpage = s.flexpage + ((long) WITHOUT * needed << 12);
                if (needed != Right.R) { // a capability without R is none
                    refused(Failure.EPERM, rig, s, e.name() + ", item without " + item);
                }
            }
        }
    }

    /** Red: in Items.check, leave out the item's MAP bit, its type, its kind, or the empty slot. [REQ-MAN-2] */
    @Test
    void wrongItemsAreRefused() {
        Rig rig = rig();
        for (Entry e : operations()) {
            if (e.fact("item").isEmpty()) {
                continue;
            }
            if (!e.fact("item").endsWith("or none")) {
                Shape s = shape(e);
                s.items = 0;
                refused(Failure.EINVAL, rig, s, e.name() + " without item");
            }
            for (long word : new long[] {0, Item.GRANT, 0x100, Item.SMALL | Item.COMPOUND}) {
                Shape s = shape(e);
                s.item = word;
                refused(Failure.EINVAL, rig, s, e.name() + ", item that is no map item: " + word);
            }
            for (long type : new long[] {Flexpage.SPECIAL, Flexpage.MEMORY, 2}) {
                Shape s = shape(e);
                s.flexpage = s.flexpage & ~(long) OBJECT | type << 4;
                refused(1000 + IpcError.OVERFLOW, rig, s, e.name() + ", item with a flexpage of type " + type);
            }
            for (Map.Entry<String, Integer> other : CAPABILITY.entrySet()) {
                boolean counts = other.getKey().equals("Semaphore") && e.fact("item").startsWith("interrupt"); // either will do
                if (!counts && !e.fact("item").startsWith(other.getKey().toLowerCase(java.util.Locale.ROOT))) {
                    Shape s = shape(e);
                    s.flexpage = Rig.cap(other.getValue(), Flexpage.RIGHTS);
                    refused(Failure.EINVAL, rig, s, e.name() + ", item that names a " + other.getKey());
                }
            }
            for (long nowhere : new long[] {EMPTY, 1 << 20, (1L << 52) - 1}) {
                Shape s = shape(e);
                s.flexpage = Rig.cap(nowhere, Flexpage.RIGHTS);
                refused(Failure.EINVAL, rig, s, e.name() + ", item that names the empty slot " + nowhere);
            }
        }
    }

    /** Red: in SchedulerDecoder, take 0 for 1; in TaskDecoder.unmap, leave out the check of range. [REQ-MAN-2] */
    @Test
    void wrongWordsAreRefused() {
        Rig rig = rig();
        for (Entry e : operations()) {
            inputs(e).forEach((at, form) -> {
                for (Bad b : bad(form)) {
                    Shape s = shape(e);
                    s.words[at] = b.word;
                    refused(b.failure, rig, s, e.name() + ", MR" + at + " = 0x" + Long.toHexString(b.word) + " as " + form);
                }
            });
            if (!e.fact("buffer").isEmpty()) {
                Shape s = shape(e);
                s.buffer = false;
                refused(1000 + (IpcError.OVERFLOW | IpcError.RECEIVE), rig, s, e.name() + " without a receive buffer");
                s.bufferWord = (long) NEW << 12 | Item.SMALL;
                s.buffer = true;
                refused(1000 + (IpcError.OVERFLOW | IpcError.RECEIVE), rig, s, e.name() + " with a receive buffer that is none");
                for (long word : new long[] {1L << 32 | Item.MAP | Item.SMALL, -1L << 12 | Item.MAP | Item.SMALL}) {
                    s = shape(e);
                    s.bufferWord = word;
                    refused(Failure.EINVAL, rig, s, e.name() + " with the receive buffer 0x" + Long.toHexString(word));
                }
            }
        }
    }

    /** Every other operation of each object, and every other protocol. Red: in TaskDecoder, answer EINVAL by default. [REQ-MAN-2] */
    @Test
    void unknownOperationsAndProtocolsAreRefused() {
        Rig rig = rig();
        for (Entry object : table.objects()) {
            if (object.refused()) {
                Shape s = new Shape();
                s.capability = Slots.FACTORY;
                s.protocol = Protocol.FACTORY;
                s.words = new long[] {table.value("Protocol", object.fact("protocol")), 1, 0};
                refused(failure(object.fact("refused")), rig, s, "a new " + object.name());
                continue;
            }
            Map<Long, Set<Long>> known = new LinkedHashMap<>();
            table.operations().stream().filter(e -> e.object().equals(object.name()))
                    .forEach(e -> known.computeIfAbsent(protocol(e), k -> new HashSet<>()).add(table.value("", e.fact("code"))));
            known.forEach((protocol, codes) -> unknownCodes(rig, object, protocol, codes));
            if (!object.fact("also").isEmpty()) {
                known.put(table.value("Protocol", object(object.fact("also")).fact("protocol")), Set.of());
            }
            for (long other = -40; other < 40 && !object.fact("wrong").equals("IPC"); other++) {
                if (!known.containsKey(other)) {
                    Shape s = new Shape();
                    s.capability = CAPABILITY.get(object.name());
                    s.protocol = other;
                    s.words = new long[] {0, 0, 0};
                    refused(failure(object.fact("wrong")), rig, s, object.name() + ", protocol " + other);
                }
            }
        }
    }

    private void unknownCodes(Rig rig, Entry object, long protocol, Set<Long> known) {
        boolean makes = protocol == Protocol.FACTORY; // all of MR0 counts, and KOBJECT is another name for GATE
        for (long code = makes ? -0x100 : 0; code < 0x10000; code++) {
            if (!known.contains(code) && !(makes && code == Protocol.KOBJECT)) {
                Shape s = new Shape();
                s.capability = CAPABILITY.get(object.name());
                s.protocol = protocol;
                s.words = new long[] {code, 0, 0};
                refused(failure(object.fact("unknown")), rig, s, object.name() + ", protocol " + protocol + ", operation " + code);
            }
        }
    }

    /** Capabilities that are not there, and receiving from what sends nothing. Red: in Decoder.decode, leave out the null check. [REQ-MAN-2] */
    @Test
    void whatIsNotThereIsNotExistent() {
        Rig rig = rig();
        for (long index : new long[] {0, EMPTY, 511, 512, 0xf_ffff, 1 << 20, (1L << 52) - 1}) {
            for (Group g : table.groups()) {
                for (Constant c : g.name().equals("Protocol") ? g.constants() : List.<Constant>of()) {
                    assertEquals(-1000 - IpcError.NOT_EXISTENT, rig.call(index, c.value(), 3, 0), "capability " + index + ", " + c.name());
                }
            }
        }
        for (int capability : List.of(TASK, Slots.FACTORY, Slots.SCHEDULER, Slots.LOG, INTERRUPT, SEMAPHORE, Slots.ICU, Slots.DEBUGGER)) {
            rig.kernel.current().frame[3] = AT_ONCE;
            long tag = rig.invoke((long) capability << 12 | Selector.RECEIVE, 0);
            assertTrue((tag & Tag.ERROR) != 0, "receiving from " + capability);
            assertEquals(IpcError.TIMEOUT | IpcError.RECEIVE, rig.load(rig.kernel.current().utcb() + Utcb.ERROR));
        }
    }

    /** No constant of an operation without a row, so none without its shapes. Red: take a row out of spec/abi.yaml. [REQ-MAN-2] */
    @Test
    void everyOperationHasItsRow() {
        Set<String> codes = new TreeSet<>();
        table.operations().forEach(e -> codes.add(e.fact("code")));
        for (Group g : table.groups()) {
            for (Constant c : g.name().endsWith("Op") ? g.constants() : List.<Constant>of()) {
                String name = g.name() + "." + c.name();
                assertTrue(codes.contains(name) || NO_OPERATIONS.contains(name), name + " has no row in spec/abi.yaml");
            }
        }
        table.operations().forEach(e -> assertTrue(CAPABILITY.containsKey(e.object()), e.name()));
    }

    /** How many shapes that were. */
    @Test
    void thereAreMany() {
        wrongCountsOfWordsAreMalformed();
        missingRightsAreRefused();
        wrongItemsAreRefused();
        wrongWordsAreRefused();
        assertTrue(sent > 1500, sent + " wrong shapes");
        System.out.println("shapes: " + sent + " wrong ones of " + operations().size() + " operations, unknown operations and protocols not counted");
    }
}
