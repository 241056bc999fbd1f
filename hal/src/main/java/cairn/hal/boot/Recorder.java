package cairn.hal.boot;

import cairn.kernel.core.derivation.Node;
import cairn.kernel.core.derivation.Slot;
import cairn.kernel.core.derivation.Tree;
import cairn.kernel.core.ipc.Party;
import cairn.kernel.hil.Frame;
import cairn.kernel.object.Kind;
import cairn.kernel.object.Thread;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.BitSet;
import java.util.stream.Collectors;

/**
 * Writes what each kernel entry changed, as JSON that {@code ./cairn run --view} draws. The kernel and the machine do not know of it. The
 * recording is bounded: what comes after {@link #MOST_STEPS} or {@link #MOST_CHARACTERS} is counted, and only the end of the run follows.
 *
 * <pre>
 *  { "schema": 1, "image": "…", "programs": [file of task 0, …], "skipped": entries before the first step, "steps": [ step, … ], "entries": all, "cut": true or false, … }
 *  step: "t" µs  "k" c(all) f(ault) i(nterrupt) b(egin) e(nd)  "w" what  "a" asked  "r" result  "th" who entered  "run" who runs next, -1
 *        "o" serial output   "m" [[from, or -1 - interrupt, to, text]]   "s" [[thread, task, state, pc, partner, priority, text]]   state: STATES
 *        "d" [[node, parent, kind, number, rights, task, at, pages, first frame]]     "x" [nodes that are gone]
 * </pre>
 */
final class Recorder {
    static final int MOST_STEPS = 20_000;
    static final long MOST_CHARACTERS = 24L << 20;
    /** Longest text of one step's serial output. */
    private static final int MOST_OUTPUT = 4096;

    private static final int GONE = -1;
    private static final int STOPPED = 0;
    private static final int READY = 1;
    private static final int SENDS = 2;
    private static final int RECEIVES = 3;
    private static final int WAITS_FOR_ANYONE = 4;
    private static final int NOT_READY = 5;

    private final BootSystem system;
    private final Tree tree;
    private final Places places;
    private final Messages messages;
    private final Writer out;
    private final long skip;
    private final long most;
    private long entries;
    private long steps;
    private long characters;
    private boolean cut;
    private String separator = "";

    // What was last written of each thread and of each node, by number.
    private final String[] threads;
    private final int[] parents;
    private final int[] rights;
    private final long[] frames;
    private final Slot[] slots;
    private final BitSet live = new BitSet();

    /** What a kernel entry was: c(all), f(ault) or i(nterrupt), its name, what was asked, and the answer. */
    record Entry(char kind, String what, String asked, String result) {}

    /**
     * @param skip kernel entries that are not recorded; what they did is in the first step
     * @param most entries that are recorded, {@link #MOST_STEPS} if one has no wish
     */
    Recorder(BootSystem system, BootArguments a, Writer out, long skip, long most) throws IOException {
        this.system = system;
        this.tree = system.boot().tree();
        this.places = new Places(system.boot().pools());
        this.messages = new Messages(system.kernel(), system.boot().pools(), system.board().ram());
        this.out = out;
        this.skip = skip;
        this.most = most;
        threads = new String[system.boot().pools().threads()];
        parents = new int[tree.capacity()];
        rights = new int[tree.capacity()];
        frames = new long[tree.capacity()];
        slots = new Slot[tree.capacity()];
        system.output().fresh();
        write("{\"schema\": 1, \"image\": " + Wording.quoted(a.subject().toString()) + ", \"programs\": " + programs(a) + ", \"skipped\": " + skip + ", \"steps\": [");
        if (skip == 0) {
            step(null, new Entry('b', "begin", "", ""));
        }
    }

    /** Names of the first tasks: the files that they were made from. */
    private static String programs(BootArguments a) {
        return a.programs().stream().map(p -> Wording.quoted(p.getFileName().toString())).collect(Collectors.joining(", ", "[", "]"));
    }

    /** {@code t} entered the kernel, which has done its work. A failure to write is kept for {@link #end}. */
    void entered(Thread t, Entry entry) {
        entries++;
        if (entries <= skip) {
            return;
        }
        cut |= steps >= most || characters >= MOST_CHARACTERS;
        if (!cut) {
            try {
                step(t, entries == skip + 1 && skip > 0 ? new Entry('b', entry.what(), entry.asked(), entry.result()) : entry);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The run is over, {@code why}: writes the state at the end, and what {@code summary} says of the whole run, as JSON. */
    void end(String why, String summary) throws IOException {
        step(null, new Entry('e', why, "", ""));
        write("], \"entries\": " + entries + ", \"cut\": " + cut + ", \"summary\": " + summary + "}\n");
    }

    private void write(String text) throws IOException {
        characters += text.length();
        out.write(text);
    }

    private void step(Thread t, Entry entry) throws IOException {
        steps++;
        Thread next = system.kernel().current();
        StringBuilder s = new StringBuilder(separator).append("\n{\"t\": ").append(system.board().timer().now()).append(", \"k\": \"").append(entry.kind())
                .append("\", \"w\": ").append(Wording.quoted(entry.what())).append(", \"th\": ").append(t == null ? -1 : t.number)
                .append(", \"run\": ").append(next == null ? -1 : next.number);
        separator = ",";
        text(s, "a", entry.asked());
        text(s, "r", entry.result());
        String said = system.output().fresh();
        text(s, "o", said.length() > MOST_OUTPUT ? said.substring(0, MOST_OUTPUT) + "…" : said);
        StringBuilder m = new StringBuilder();
        messages.read((from, to, text) -> m.append(m.isEmpty() ? "" : ", ").append('[').append(from).append(", ").append(to).append(", ")
                .append(Wording.quoted(text)).append(']'));
        list(s, "m", m);
        list(s, "s", threads());
        StringBuilder gone = new StringBuilder();
        list(s, "d", nodes(gone));
        list(s, "x", gone);
        write(s.append('}').toString());
    }

    private static void text(StringBuilder s, String name, String text) {
        if (!text.isEmpty()) {
            s.append(", \"").append(name).append("\": ").append(Wording.quoted(text));
        }
    }

    private static void list(StringBuilder s, String name, StringBuilder items) {
        if (!items.isEmpty()) {
            s.append(", \"").append(name).append("\": [").append(items).append(']');
        }
    }

    private StringBuilder threads() {
        StringBuilder s = new StringBuilder();
        for (int i = 0; i < threads.length; i++) {
            Thread t = system.boot().pools().thread(i);
            String now = t.exists() ? thread(t) : threads[i] == null ? null : "[" + i + ", -1, " + GONE + "]";
            if (now != null && !now.equals(threads[i])) {
                threads[i] = now;
                s.append(s.isEmpty() ? "" : ", ").append(now);
            }
        }
        return s;
    }

    private static String thread(Thread t) {
        Thread partner = Waits.partner(t);
        return "[" + t.number + ", " + (t.task() == null ? -1 : t.task().number) + ", " + state(t) + ", \"" + Long.toHexString(t.frame[Frame.PC]) + "\", "
                + (partner == null ? -1 : partner.number) + ", " + t.priority() + ", " + Wording.quoted(Waits.text(t)) + "]";
    }

    private static int state(Thread t) {
        if (t.state() == Thread.STOPPED) {
            return t.fault() == Thread.NO_FAULT ? NOT_READY : STOPPED;
        }
        if (t.state() == Thread.READY) {
            return t.runnable() ? READY : NOT_READY;
        }
        return t.phase() == Party.SENDING ? SENDS : t.open() ? WAITS_FOR_ANYONE : RECEIVES;
    }

    private StringBuilder nodes(StringBuilder gone) {
        StringBuilder s = new StringBuilder();
        BitSet now = new BitSet();
        for (int i = 0; i < tree.used(); i++) {
            Node n = tree.at(i);
            now.set(n.id);
            if (isNews(n)) {
                s.append(s.isEmpty() ? "" : ", ").append(node(n));
            }
        }
        for (int id = live.nextSetBit(0); id >= 0; id = live.nextSetBit(id + 1)) {
            if (!now.get(id)) {
                gone.append(gone.isEmpty() ? "" : ", ").append(id);
            }
        }
        live.clear();
        live.or(now);
        return s;
    }

    private boolean isNews(Node n) {
        int parent = n.parent() == null ? -1 : n.parent().id;
        boolean same = live.get(n.id) && parents[n.id] == parent && rights[n.id] == n.rights() && frames[n.id] == n.low() && slots[n.id] == n.slot();
        parents[n.id] = parent;
        rights[n.id] = n.rights();
        frames[n.id] = n.low();
        slots[n.id] = n.slot();
        return !same;
    }

    private String node(Node n) {
        Places.Place p = places.of(n);
        Node top = n.top();
        return "[" + n.id + ", " + (n.parent() == null ? -1 : n.parent().id) + ", " + top.kind() + ", " + top.number() + ", " + n.rights() + ", "
                + (p == null ? "-1, 0, 0" : p.task() + ", " + p.at() + ", " + p.pages()) + ", " + (n.kind() == Kind.MEMORY ? n.low() : 0) + "]";
    }
}
