package cairn.hal.boot;

import cairn.hal.aarch64.PhysicalMemory;
import cairn.kernel.boot.Boot;
import cairn.kernel.core.capability.CapSpace;
import cairn.kernel.core.derivation.Node;
import cairn.kernel.core.derivation.Tree;
import cairn.kernel.core.memory.Table;
import cairn.kernel.hil.Frame;
import cairn.kernel.object.Gate;
import cairn.kernel.object.Kind;
import cairn.kernel.object.Pools;
import cairn.kernel.object.Task;
import cairn.kernel.object.Thread;
import java.io.PrintStream;
import java.util.TreeMap;

/** What the kernel holds, as text: threads and for whom they wait, gates, capability tables, derivation tree. */
final class StateDump {
    /** Lines of the derivation tree that are printed of one object. */
    private static final int MOST_NODES = 200;

    private final Pools pools;
    private final Tree tree;
    private final PhysicalMemory ram;
    private final Places places;
    private final Thread running;

    StateDump(Boot boot, PhysicalMemory ram) {
        this.pools = boot.pools();
        this.tree = boot.tree();
        this.ram = ram;
        this.places = new Places(pools);
        this.running = boot.kernel().current();
    }

    /** The threads that stopped at an exception because the handler that they once had is not there. */
    void stranded(PrintStream out) {
        for (int i = 0; i < pools.threads(); i++) {
            Thread t = pools.thread(i);
            if (t.exists() && t.state() == Thread.STOPPED && t.lostItsHandler()) {
                out.println(String.format("run: thread %d has stopped at an exception that nobody handles: syndrome 0x%x, address 0x%x, pc 0x%x", i,
                        t.syndrome(), t.faultAddress(), t.frame[Frame.PC]));
            }
        }
    }

    void print(PrintStream out) {
        out.println("threads");
        for (int i = 0; i < pools.threads(); i++) {
            if (pools.thread(i).exists()) {
                thread(out, pools.thread(i));
            }
        }
        for (String circle : Waits.circles(pools)) {
            out.println("  these threads wait for each other for ever: " + circle);
        }
        out.println("gates");
        for (int i = 0; i < pools.gates(); i++) {
            if (pools.gate(i).exists()) {
                gate(out, pools.gate(i));
            }
        }
        out.println("capabilities");
        for (int i = 0; i < pools.tasks(); i++) {
            if (pools.task(i).exists()) {
                capabilities(out, pools.task(i));
            }
        }
        out.println("derivation");
        TreeMap<Integer, Node> anchors = new TreeMap<>();
        for (int i = 0; i < tree.used(); i++) {
            if (tree.at(i).parent() == null) {
                anchors.put(tree.at(i).id, tree.at(i));
            }
        }
        anchors.values().forEach(a -> tree(out, a));
    }

    private void thread(PrintStream out, Thread t) {
        String where = t.task() == null ? "no task" : "task " + t.task().number;
        long word = Translation.instruction(ram, t.task(), t.frame[Frame.PC]);
        out.println(String.format("  thread %d  %s  priority %d  %s  pc 0x%x %s  sp 0x%x  x0 0x%x  x2 0x%x", t.number, where, t.priority(),
                t == running ? "runs" : Waits.text(t), t.frame[Frame.PC], word < 0 ? "(not mapped)" : String.format("(%08x)", word),
                t.frame[Frame.SP], t.frame[0], t.frame[2]));
    }

    private static void gate(PrintStream out, Gate g) {
        out.println("  gate " + g.number + "  " + (g.thread() == null ? "not bound" : "thread " + g.thread().number) + "  label " + Wording.hex(g.label()));
    }

    private static void capabilities(PrintStream out, Task task) {
        out.println("  task " + task.number);
        for (int i = 0; i < CapSpace.CAPABILITIES / Table.ENTRIES; i++) {
            Table table = task.caps().table(i);
            for (int j = 0; table != null && j < Table.ENTRIES; j++) {
                Node n = table.slot(j).node();
                if (n != null) {
                    out.println(String.format("    %5x  %s", i * Table.ENTRIES + j, name(n)));
                }
            }
        }
    }

    private static String name(Node n) {
        return Wording.object(n.top().kind(), n.top().number()) + " " + Wording.rights(n.top().kind(), n.rights());
    }

    /** The derivations below {@code anchor}, in the order of the tree, without recursion; pages side by side in one line. */
    private void tree(PrintStream out, Node anchor) {
        out.println("  " + Wording.object(anchor.kind(), anchor.number()));
        Node n = anchor.first();
        int depth = 1;
        for (int lines = 0; n != null; lines++) {
            if (lines == MOST_NODES) {
                out.println("    … more derivations of the same are not shown");
                return;
            }
            Node end = run(n);
            line(out, depth, n, end);
            Node b = end.first();
            int deeper = depth;
            for (Node a = n.first(); end != n && a != null; a = a.first()) {
                deeper++;
                line(out, deeper, a, b);
                b = b.first();
            }
            if (end == n && n.first() != null) {
                n = n.first();
                depth++;
                continue;
            }
            n = end;
            while (n != anchor && n.next() == null) {
                n = n.parent();
                depth--;
            }
            n = n == anchor ? null : n.next();
        }
    }

    private void line(PrintStream out, int depth, Node n, Node end) {
        out.println("  " + "  ".repeat(depth) + place(n, end) + " " + Wording.rights(n.kind(), n.rights()));
    }

    /** The last of the siblings from {@code n} on that go on where the one before ends (or begins), and what is derived from them too. */
    private Node run(Node n) {
        Node end = n;
        while (n.kind() == Kind.MEMORY && end.next() != null && alike(end, end.next())) {
            end = end.next();
        }
        return end;
    }

    /** Whether the two, and then one after the other the only ones derived from them, are side by side. */
    private boolean alike(Node one, Node other) {
        Node a = one;
        Node b = other;
        while (a != null && b != null && a.next() == (a == one ? other : null) && (b == other || b.next() == null) && sideBySide(a, b)) {
            a = a.first();
            b = b.first();
        }
        return a == null && b == null;
    }

    private boolean sideBySide(Node a, Node b) {
        Places.Place p = places.of(a);
        Places.Place q = places.of(b);
        return p != null && q != null && p.task() == q.task() && a.rights() == b.rights() && (a.high() + 1 == b.low() && p.at() + p.pages() == q.at()
                || b.high() + 1 == a.low() && q.at() + q.pages() == p.at());
    }

    private String place(Node n, Node end) {
        Places.Place p = places.of(n);
        if (n.kind() != Kind.MEMORY) {
            return p == null ? "nowhere" : String.format("task %d capability 0x%x", p.task(), p.at());
        }
        long low = Math.min(n.low(), end.low());
        long high = Math.max(n.high(), end.high());
        String frames = String.format("%s of RAM from 0x%x on", Wording.count(high - low + 1, "page"), low << 12);
        return p == null ? frames : String.format("task %d at 0x%x: %s", p.task(), Math.min(p.at(), places.of(end).at()) << 12, frames);
    }
}
