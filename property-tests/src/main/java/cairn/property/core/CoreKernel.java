package cairn.property.core;

import cairn.kernel.core.capability.CapSpace;
import cairn.kernel.core.derivation.Derivation;
import cairn.kernel.core.derivation.Node;
import cairn.kernel.core.derivation.Slot;
import cairn.kernel.core.derivation.Tree;
import cairn.kernel.core.memory.AddressSpace;
import cairn.kernel.core.memory.Table;
import cairn.kernel.core.memory.TablePool;
import cairn.kernel.core.memory.Tables;
import cairn.kernel.core.quota.Quota;
import cairn.model.Kind;
import cairn.model.KernelObject;
import cairn.model.Limits;
import cairn.model.Name;
import cairn.model.Operation;
import cairn.model.Place;
import cairn.model.Result;
import cairn.model.Rights;
import cairn.model.State;
import cairn.property.KernelUnderTest;
import cairn.property.SpecifiedStep;
import cairn.property.WatchedMmu;
import cairn.property.Words;
import cairn.property.World;
import cairn.spec.alloy.live.LiveState;

/**
 * The real core behind the operations of the model. Holds what the layers above the core would: which objects exist, and each task's
 * spaces. Allocates nothing after construction, so that the core's own allocation can be measured through it.
 */
public final class CoreKernel implements KernelUnderTest {
    private static final Result[] RESULTS = {
        Result.OK, Result.EMPTY, Result.OCCUPIED, Result.RANGE, Result.SIZE, Result.NO_NODE, Result.HELD
    };

    private final Limits limits;
    private final Tree tree;
    private final Derivation derivation;
    private final TablePool roots;
    private final TablePool level1;
    private final TablePool level2;
    private final TablePool level3;
    private final TablePool capabilityTables;
    private final AddressSpace[] spaces = new AddressSpace[World.TASKS + 1];
    private final CapSpace[] capabilities = new CapSpace[World.TASKS + 1];
    private final Quota[] quotas = new Quota[World.TASKS + 1];
    private final Node[][] anchors = new Node[Kind.values().length][Math.max(World.OBJECTS, World.TASKS) + 1];
    private final Places places;
    private final Snapshot snapshot;

    public CoreKernel(Limits limits, WatchedMmu mmu, Words words) {
        this.limits = limits;
        tree = new Tree(mmu, Node.pool(limits.nodes()));
        derivation = new Derivation(tree);
        int first1 = limits.roots();
        int first2 = first1 + limits.level1();
        int first3 = first2 + limits.level2();
        int firstCapabilities = first3 + limits.level3();
        Tables tables = new Tables();
        level3 = tables.pool(3, true, 0, null).stock(tables, first3, limits.level3());
        level2 = tables.pool(2, true, Table.ENTRIES, level3).stock(tables, first2, limits.level2());
        level1 = tables.pool(1, true, Table.ENTRIES, level2).stock(tables, first1, limits.level1());
        roots = tables.pool(0, false, Table.ENTRIES, level1).stock(tables, 0, limits.roots());
        capabilityTables = tables.pool(0, true, 0, null).stock(tables, firstCapabilities, limits.capabilityTables());
        places = new Places(firstCapabilities + limits.capabilityTables());
        TablePool directories = tables.pool(0, false, CapSpace.CAPABILITIES / Table.ENTRIES, capabilityTables)
                .stock(tables, firstCapabilities + limits.capabilityTables(), World.TASKS);
        for (int task = 1; task <= World.TASKS; task++) {
            spaces[task] = new AddressSpace(mmu, tables, roots, level1, level2, level3);
            capabilities[task] = new CapSpace(tables, capabilityTables, tables.take(directories));
            quotas[task] = new Quota();
        }
        anchors[Kind.MEMORY.ordinal()][0] = derivation.anchor(Node.MEMORY, 0, 0, limits.frames() - 1);
        snapshot = words == null ? null : new Snapshot(words, tree, anchors, places, mmu, this);
    }

    @Override
    public Result apply(Operation operation) {
        if (operation instanceof Operation.Map o) {
            return map(o);
        } else if (operation instanceof Operation.MapPages o) {
            return mapPages(o);
        } else if (operation instanceof Operation.UnmapPages o) {
            return unmapPages(o);
        } else if (operation instanceof Operation.Grant o) {
            return grant(o);
        } else if (operation instanceof Operation.Revoke o) {
            return revoke(o);
        } else if (operation instanceof Operation.Unmap o) {
            Node n = find(o.source());
            return n == null ? Result.EMPTY : RESULTS[derivation.unmap(n)];
        } else if (operation instanceof Operation.Delete o) {
            Node n = find(o.source());
            return n == null ? Result.EMPTY : RESULTS[derivation.delete(n)];
        } else if (operation instanceof Operation.Restrict o) {
            Node n = find(o.source());
            return n == null ? Result.EMPTY : RESULTS[derivation.restrict(n, o.mask())];
        } else if (operation instanceof Operation.Create o) {
            return create(o);
        } else if (operation instanceof Operation.Destroy o) {
            return destroy(o);
        } else if (operation instanceof Operation.Provide o) {
            return provide(o.target());
        } else if (operation instanceof Operation.Open o) {
            return open(o.task());
        } else {
            return close(((Operation.Close) operation).task());
        }
    }

    // ---- derivations ----

    private Result map(Operation.Map o) {
        Node source = find(o.source());
        if (source == null) {
            return Result.EMPTY;
        }
        Result place = provide(o.target());
        if (place != Result.OK) {
            return place;
        }
        return RESULTS[derivation.map(source, places.last(), o.mask(), o.frames().low(), o.frames().high(), o.attributes())];
    }

    private Result grant(Operation.Grant o) {
        Node source = find(o.source());
        if (source == null || source.parent() == null) {
            return Result.EMPTY;
        }
        Result place = provide(o.target());
        return place != Result.OK ? place : RESULTS[derivation.grant(source, places.last())];
    }

    private Result revoke(Operation.Revoke o) {
        Node n = find(o.source());
        if (n == null) {
            return Result.EMPTY;
        }
        derivation.revoke(n);
        return Result.OK;
    }

    // ---- objects ----

    private Result create(Operation.Create o) {
        int kind = o.object().kind().ordinal();
        int number = o.object().number();
        if (anchors[kind][number] != null) {
            return Result.EXISTS;
        }
        Result place = provide(o.target());
        if (place != Result.OK) {
            return place;
        }
        Slot slot = places.last();
        if (slot.node() != null) {
            return Result.OCCUPIED;
        }
        Node anchor = derivation.anchor(kind, number, 0, 0);
        if (anchor == null) {
            return Result.NO_NODE;
        }
        int result = derivation.map(anchor, slot, Rights.ALL, 0, 0, 0);
        if (result == Derivation.OK) {
            anchors[kind][number] = anchor;
        } else {
            derivation.destroy(anchor);
        }
        return RESULTS[result];
    }

    private Result destroy(Operation.Destroy o) {
        int kind = o.object().kind().ordinal();
        Node anchor = anchor(o.object());
        if (anchor == null) {
            return Result.EMPTY;
        }
        if (kind == Node.MEMORY || o.object().kind() == Kind.TASK) {
            return Result.HELD;
        }
        int result = derivation.destroy(anchor);
        if (result == Derivation.OK) {
            anchors[kind][o.object().number()] = null;
        }
        return RESULTS[result];
    }

    private Node anchor(KernelObject object) {
        return anchors[object.kind().ordinal()][object.number()];
    }

    // ---- tasks and their places ----

    private Result open(int task) {
        int kind = Kind.TASK.ordinal();
        if (anchors[kind][task] != null) {
            return Result.EXISTS;
        }
        Node anchor = derivation.anchor(kind, task, 0, 0);
        if (anchor == null) {
            return Result.NO_NODE;
        }
        quotas[task].open(limits.quota());
        if (!spaces[task].open(task, quotas[task])) {
            derivation.destroy(anchor);
            return Result.NO_PLACE;
        }
        anchors[kind][task] = anchor;
        return Result.OK;
    }

    private Result close(int task) {
        Node anchor = anchors[Kind.TASK.ordinal()][task];
        if (anchor == null) {
            return Result.EMPTY;
        }
        int result = derivation.destroy(anchor);
        if (result != Derivation.OK) {
            return RESULTS[result];
        }
        anchors[Kind.TASK.ordinal()][task] = null;
        for (int i = 0; i < places.count(); i++) {
            Node n = places.slot(i).node();
            if (places.task(i) == task && n != null) {
                derivation.unmap(n);
            }
        }
        places.forget(task);
        quotas[task].release(spaces[task].close() + capabilities[task].close());
        return Result.OK;
    }

    private boolean isOpen(int task) {
        return anchors[Kind.TASK.ordinal()][task] != null;
    }

    private Result provide(Place target) {
        if (target instanceof Place.Capability c) {
            Slot s = isOpen(c.task()) ? capabilities[c.task()].provide(c.index(), quotas[c.task()]) : null;
            if (s == null) {
                return Result.NO_PLACE;
            }
            places.use(s, c.task(), c.index());
            return Result.OK;
        }
        Place.Block b = (Place.Block) target;
        return isOpen(b.task()) ? provide(b.task(), b.page(), b.level()) : Result.NO_PLACE;
    }

    /** What a caller of {@link AddressSpace#provide} owes it: no larger mapping and no smaller table in the way. */
    private Result provide(int task, long page, int level) {
        Slot there = spaces[task].find(page);
        if (there != null && there.level < level) {
            return Result.OCCUPIED;
        }
        if (spaces[task].depth(page) > level) {
            return Result.SIZE;
        }
        Slot s = spaces[task].provide(page, level, quotas[task]);
        if (s == null) {
            return Result.NO_PLACE;
        }
        places.use(s, task, page);
        return Result.OK;
    }

    // ---- flexpages ----

    private Result mapPages(Operation.MapPages o) {
        if (!isOpen(o.to())) {
            return Result.NO_PLACE;
        }
        Result result = Result.EMPTY;
        long end = o.fromPage() + (1L << o.order());
        long page = nextMapped(o.from(), o.fromPage(), end);
        while (page < end) {
            Node source = spaces[o.from()].find(page).node();
            long start = page - page % span(source.slot().level);
            long to = o.toPage() + page - o.fromPage();
            int level = Math.max(source.slot().level, spaces[o.to()].depth(to));
            while (page % span(level) != 0 || to % span(level) != 0 || span(level) > end - page) {
                level++;
            }
            Slot there = spaces[o.to()].find(to);
            if (there != null) {
                derivation.unmap(there.node());
            }
            if (!source.live()) {
                return Result.EMPTY;
            }
            result = provide(o.to(), to, level);
            if (result != Result.OK) {
                return result;
            }
            long low = source.low() + page - start;
            result = RESULTS[derivation.map(source, places.last(), o.mask(), low, low + span(level) - 1, o.attributes())];
            if (result != Result.OK) {
                return result;
            }
            page = nextMapped(o.from(), page + span(level), end);
        }
        return result;
    }

    private Result unmapPages(Operation.UnmapPages o) {
        Result result = Result.EMPTY;
        long end = o.page() + (1L << o.order());
        long page = nextMapped(o.task(), o.page(), end);
        while (page < end) {
            derivation.unmap(spaces[o.task()].find(page).node());
            result = Result.OK;
            page = nextMapped(o.task(), page, end);
        }
        return result;
    }

    /** The first mapped page in {@code page} .. {@code end}-1, or {@code end}; skips what no table covers. */
    private long nextMapped(int task, long page, long end) {
        if (!isOpen(task)) {
            return end;
        }
        long p = page;
        while (p < end && spaces[task].find(p) == null) {
            long span = span(spaces[task].depth(p));
            p = p - p % span + span;
        }
        return p < end ? p : end;
    }

    static long span(int level) {
        return level == 1 ? AddressSpace.L1_PAGES : level == 2 ? AddressSpace.L2_PAGES : 1;
    }

    // ---- looking in ----

    private Node find(Name name) {
        if (name instanceof Name.Anchor a) {
            return anchor(a.object());
        }
        Slot s = null;
        if (name instanceof Name.Page p) {
            s = isOpen(p.task()) ? spaces[p.task()].find(p.page()) : null;
        } else if (name instanceof Place.Capability c) {
            s = isOpen(c.task()) ? capabilities[c.task()].find(c.index()) : null;
        }
        return s == null ? null : s.node();
    }

    @Override
    public int root(int task) {
        return isOpen(task) ? spaces[task].root().number : -1;
    }

    @Override
    public void describe(LiveState state) {
        snapshot.into(state);
    }

    // ---- the specification's operations ----

    @Override
    public SpecifiedStep before(Operation operation, LiveState state) {
        if (operation instanceof Operation.Map o) {
            Node s = find(o.source());
            if (s == null || tree.used() == tree.capacity() || provide(o.target()) != Result.OK) {
                return null;
            }
            Slot k = places.last();
            boolean memory = s.kind() == Node.MEMORY;
            long low = o.frames().low();
            long high = o.frames().high();
            if (low < 0 || high < low || high > Derivation.MAX_FRAME || !memory && (low != s.low() || high != s.high())) {
                return null;
            }
            settle(k, memory ? low : 0, memory ? high : -1, state);
            return step("map", node(s), node(tree.at(tree.used())), snapshot.placeAtom(k), Snapshot.rightAtoms(o.mask() & s.rights()),
                    memory ? snapshot.frameAtoms(low, high) : 0L);
        } else if (operation instanceof Operation.Grant o) {
            Node n = find(o.source());
            if (n == null || n.parent() == null || provide(o.target()) != Result.OK) {
                return null;
            }
            settle(places.last(), 0, -1, state);
            return step("grant", node(n), snapshot.placeAtom(places.last()));
        } else if (operation instanceof Operation.Open o) {
            int kind = Kind.TASK.ordinal();
            if (tree.used() == tree.capacity()) {
                return null;
            }
            settle(null, 0, -1, state);
            return step("anchor", node(tree.at(tree.used())), snapshot.objectAtom(kind, o.task()), 0L);
        } else if (operation instanceof Operation.Destroy o) {
            Node a = anchor(o.object());
            if (a == null || o.object().kind() == Kind.MEMORY || o.object().kind() == Kind.TASK) {
                return null;
            }
            settle(null, 0, -1, state);
            return step("destroy", snapshot.objectAtom(o.object().kind().ordinal(), o.object().number()), node(a));
        }
        Name source = operation instanceof Operation.Revoke o ? o.source() : operation instanceof Operation.Unmap u ? u.source()
                : operation instanceof Operation.Delete d ? d.source() : operation instanceof Operation.Restrict r ? r.source() : null;
        Node n = source == null ? null : find(source);
        if (n == null) {
            return null;
        }
        settle(null, 0, -1, state);
        if (operation instanceof Operation.Revoke) {
            return step("unmap", node(n), 0L);
        } else if (operation instanceof Operation.Unmap) {
            return step("unmap", node(n), node(n));
        } else if (operation instanceof Operation.Delete) {
            return step("delete", node(n));
        }
        return step("restrict", node(n), Snapshot.rightAtoms(~((Operation.Restrict) operation).mask()));
    }

    private void settle(Slot also, long low, long high, LiveState state) {
        snapshot.collect(also, low, high);
        snapshot.fill(state);
    }

    private static long node(Node n) {
        return 1L << n.id;
    }

    private static SpecifiedStep step(String operation, Long... arguments) {
        return new SpecifiedStep(operation, java.util.List.of(arguments));
    }

    @Override
    public void after(LiveState state) {
        snapshot.fill(state);
    }

    @Override
    public String difference(State model) {
        String found = tables(model);
        if (found != null) {
            return found;
        }
        if (tree.used() != model.derivations().size()) {
            return "the kernel has " + tree.used() + " derivations, the model " + model.derivations().size();
        }
        int count = model.derivations().size();
        int[] numbers = new int[count];
        Node[] nodes = new Node[count];
        int i = 0;
        for (java.util.Map.Entry<Integer, cairn.model.Derivation> e : model.derivations().entrySet()) {
            cairn.model.Derivation d = e.getValue();
            Node n = node(d);
            if (n == null) {
                return "the kernel does not hold " + d;
            }
            numbers[i] = e.getKey();
            nodes[i] = n;
            int parent = d.parent() == State.NOTHING ? -1 : java.util.Arrays.binarySearch(numbers, 0, i, d.parent());
            if (n.parent() != (parent < 0 ? null : nodes[parent])) {
                return "another parent in the kernel: " + d;
            }
            if (!same(n, d)) {
                return "the kernel has kind " + n.kind() + " number " + n.number() + " rights " + n.rights() + " frames " + n.low() + " .. "
                        + n.high() + " attributes " + n.attributes() + (n.live() ? "" : " (dead)") + ", the model " + d;
            }
            i++;
        }
        return null;
    }

    private Node node(cairn.model.Derivation d) {
        if (d.isAnchor()) {
            return anchor(d.object());
        }
        int task = d.place().task();
        if (!isOpen(task)) {
            return null;
        }
        Slot s;
        if (d.place() instanceof Place.Block b) {
            s = spaces[task].find(b.page());
            if (s == null || s.level != b.level()) {
                return null;
            }
        } else {
            s = capabilities[task].find(((Place.Capability) d.place()).index());
        }
        Node n = s == null ? null : s.node();
        return n == null || n.slot() != s ? null : n;
    }

    private static boolean same(Node n, cairn.model.Derivation d) {
        return n.live() && n.kind() == d.object().kind().ordinal() && n.number() == d.object().number() && n.rights() == d.rights()
                && n.low() == d.frames().low() && n.high() == d.frames().high() && (d.isAnchor() || n.attributes() == d.attributes())
                && (n.slot() == null) == d.isAnchor();
    }

    private String tables(State model) {
        if (free(roots) != model.freeRoots()) {
            return "the kernel has " + free(roots) + " free root tables, the model " + model.freeRoots();
        }
        for (int level = 0; level <= 3; level++) {
            TablePool pool = level == 0 ? capabilityTables : level == 1 ? level1 : level == 2 ? level2 : level3;
            if (free(pool) != model.freeTables(level)) {
                return "the kernel has " + free(pool) + " free tables of level " + level + ", the model " + model.freeTables(level);
            }
        }
        for (int task = 1; task <= World.TASKS; task++) {
            cairn.model.Task t = model.tasks().get(task);
            if ((t == null) == isOpen(task)) {
                return "task " + task + (t == null ? " exists in the kernel only" : " exists in the model only");
            }
            if (quotas[task].used() != (t == null ? 0 : t.charged())) {
                return "QUOTA-1: task " + task + " is charged " + quotas[task].used() + " bytes in the kernel, "
                        + (t == null ? 0 : t.charged()) + " in the model";
            }
            if (t != null) {
                for (cairn.model.Table table : t.tables()) {
                    if (!has(task, table)) {
                        return "task " + task + " has " + table + " in the model only";
                    }
                }
            }
        }
        return null;
    }

    private static int free(TablePool pool) {
        int free = 0;
        for (Table t = pool.first(); t != null; t = t.next()) {
            free++;
        }
        return free;
    }

    private boolean has(int task, cairn.model.Table table) {
        if (table.level() == cairn.model.Table.CAPABILITIES) {
            return capabilities[task].table((int) table.number()) != null;
        }
        Table t = spaces[task].root();
        for (int level = 1; level <= table.level() && t != null; level++) {
            t = t.down((int) (table.number() >> 9 * (table.level() - level) & 511));
        }
        return t != null;
    }
}
