package cairn.hal.boot;

import cairn.hal.aarch64.PhysicalMemory;
import cairn.kernel.boot.Boot;
import cairn.kernel.core.capability.CapSpace;
import cairn.kernel.core.derivation.Node;
import cairn.kernel.core.memory.Table;
import cairn.kernel.hil.Frame;
import cairn.kernel.object.Kind;
import cairn.kernel.object.Pools;
import cairn.kernel.object.Task;
import cairn.kernel.object.Thread;
import java.io.PrintStream;
import java.util.TreeMap;

/** What the kernel holds, as text: threads, capability tables, derivation tree. */
final class StateDump {
    /** Lines of the derivation tree that are printed of one object. */
    private static final int MOST_NODES = 200;
    private static final String[] KINDS = {"memory", "task", "thread", "factory", "scheduler", "log", "gate", "interrupt", "icu"};

    private final Pools pools;
    private final PhysicalMemory ram;

    StateDump(Boot boot, PhysicalMemory ram) {
        this.pools = boot.pools();
        this.ram = ram;
    }

    void print(PrintStream out) {
        out.println("threads");
        for (int i = 0; i < pools.threads(); i++) {
            if (pools.thread(i).exists()) {
                thread(out, pools.thread(i));
            }
        }
        TreeMap<Integer, Node> anchors = new TreeMap<>();
        out.println("capabilities");
        for (int i = 0; i < pools.tasks(); i++) {
            if (pools.task(i).exists()) {
                capabilities(out, pools.task(i), anchors);
            }
        }
        out.println("derivation");
        anchors.values().forEach(a -> tree(out, a));
    }

    private void thread(PrintStream out, Thread t) {
        String where = t.task() == null ? "no task" : "task " + t.task().number;
        long word = Translation.instruction(ram, t.task(), t.frame[Frame.PC]);
        out.println(String.format("  thread %d  %s  priority %d  %s  pc 0x%x %s  sp 0x%x  x0 0x%x  x2 0x%x", t.number, where, t.priority(),
                t.runnable() ? "ready" : "waits", t.frame[Frame.PC], word < 0 ? "(not mapped)" : String.format("(%08x)", word),
                t.frame[Frame.SP], t.frame[0], t.frame[2]));
    }

    private static void capabilities(PrintStream out, Task task, TreeMap<Integer, Node> anchors) {
        out.println("  task " + task.number);
        for (int i = 0; i < CapSpace.CAPABILITIES / Table.ENTRIES; i++) {
            Table table = task.caps().table(i);
            for (int j = 0; table != null && j < Table.ENTRIES; j++) {
                Node n = table.slot(j).node();
                if (n != null) {
                    out.println(String.format("    %5x  %s", i * Table.ENTRIES + j, name(n)));
                    anchors.put(n.top().id, n.top());
                }
            }
        }
    }

    private static String name(Node n) {
        Node top = n.top();
        String kind = top.kind() < KINDS.length ? KINDS[top.kind()] : "kind " + top.kind();
        return kind + " " + top.number() + " " + rights(n.rights());
    }

    private static String rights(int rights) {
        return ((rights & 4) != 0 ? "R" : "-") + ((rights & 1) != 0 ? "W" : "-") + ((rights & 2) != 0 ? "S" : "-")
                + ((rights & 8) != 0 ? "D" : "-");
    }

    /** The derivations below {@code anchor}, in the order of the tree, without recursion. */
    private static void tree(PrintStream out, Node anchor) {
        out.println("  " + (anchor.kind() < KINDS.length ? KINDS[anchor.kind()] : "kind " + anchor.kind()) + " " + anchor.number());
        Node n = anchor.first();
        int depth = 1;
        for (int lines = 0; n != null; lines++) {
            if (lines == MOST_NODES) {
                out.println("    …");
                return;
            }
            out.println("  " + "  ".repeat(depth) + place(n) + " " + rights(n.rights()));
            if (n.first() != null) {
                n = n.first();
                depth++;
                continue;
            }
            while (n != anchor && n.next() == null) {
                n = n.parent();
                depth--;
            }
            n = n == anchor ? null : n.next();
        }
    }

    private static String place(Node n) {
        return n.kind() == Kind.MEMORY ? String.format("frames 0x%x to 0x%x", n.low(), n.high())
                : String.format("table %d slot %d", n.slot().table, n.slot().index);
    }
}
