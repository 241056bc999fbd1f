package cairn.property.core;

import cairn.hal.aarch64.Translation;
import cairn.kernel.core.derivation.Node;
import cairn.kernel.core.derivation.Slot;
import cairn.kernel.core.derivation.Tree;
import cairn.model.Kind;
import cairn.property.WatchedMmu;
import cairn.property.Words;
import cairn.spec.alloy.live.LiveState;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * The kernel's state in the terms of the specification (spec/alloy/LIVE.md). What a field of the kernel says is taken as it is, right
 * or wrong; only a dead node's fields are left out, since the kernel never reads them.
 */
final class Snapshot {
    private static final int[] BITS = {1, 2, 4, 8, 32, 64, 128};
    /** Room is left for what a broken kernel may show where it holds nothing. */
    private static final int MOST_SLOTS = LiveState.MOST_ATOMS;
    private static final VarHandle PREV = prev();

    private final Words words;
    private final Tree tree;
    private final Node[][] anchors;
    private final Places places;
    private final WatchedMmu mmu;
    private final CoreKernel kernel;
    private final long[] cuts;
    private final int[][] objects = new int[Kind.values().length][];
    private final Slot[] slots = new Slot[MOST_SLOTS];
    private final Translation[] shown = new Translation[MOST_SLOTS];
    private int slotCount;
    private int cutCount;
    private final long[] blockLow = new long[MOST_SLOTS + 1];
    private final long[] blockHigh = new long[MOST_SLOTS + 1];
    private int blockCount;
    private boolean stepping;
    private LiveState state;

    Snapshot(Words words, Tree tree, Node[][] anchors, Places places, WatchedMmu mmu, CoreKernel kernel) {
        this.words = words;
        this.tree = tree;
        this.anchors = anchors;
        this.places = places;
        this.mmu = mmu;
        this.kernel = kernel;
        this.cuts = new long[2 * tree.capacity() + 2 * MOST_SLOTS + 2];
        for (int kind = 0; kind < objects.length; kind++) {
            objects[kind] = new int[anchors[kind].length];
        }
    }

    /** {@link Node} has no accessor for it, and needs none in the kernel. */
    private static VarHandle prev() {
        try {
            return MethodHandles.privateLookupIn(Node.class, MethodHandles.lookup()).findVarHandle(Node.class, "prev", Node.class);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cairn.kernel.core.derivation.Node has no field 'prev' any more: adapt Snapshot", e);
        }
    }

    /** The state, with an atom for everything in it. */
    void into(LiveState target) {
        collect(null, 0, -1);
        stepping = false;
        fill(target);
    }

    /** Settles the atoms for the states before and after a step, which may fill {@code also} with {@code low} .. {@code high}. */
    void collect(Slot also, long low, long high) {
        findSlots();
        if (also != null && slotAtom(also) < 0) {
            addSlot(also, walk(also));
        }
        findFrames(low, high);
        findBlocks();
        if (also != null && also.level != 0) {
            addBlock(low, high);
        }
        stepping = true;
    }

    /** The state, with the atoms that were settled last. */
    void fill(LiveState target) {
        state = target;
        for (int k = 0; k < BITS.length; k++) {
            int right = state.addAtom(words.right);
            if (k < 3) {
                state.member(words.pageRight, right);
            }
        }
        for (int size : words.size) {
            state.addAtom(size);
        }
        for (int i = 0; i < tree.capacity(); i++) {
            state.addAtom(words.node);
        }
        objects();
        for (int i = 0; i < slotCount; i++) {
            shown[i] = walk(slots[i]);
        }
        frames();
        blocks();
        fillSlots();
        for (int position = 0; position < tree.capacity(); position++) {
            node(tree.at(position), position < tree.used());
        }
    }

    // ---- objects ----

    private void objects() {
        for (int kind = 0; kind < objects.length; kind++) {
            for (int number = 0; number < objects[kind].length; number++) {
                objects[kind][number] = -1;
                if (stepping && (number > 0 || kind == Kind.MEMORY.ordinal())) {
                    object(kind, number);
                }
                if (anchors[kind][number] != null) {
                    state.member(words.made, object(kind, number));
                }
            }
        }
    }

    private int object(int kind, int number) {
        if (objects[kind][number] < 0) {
            objects[kind][number] = state.addAtom(words.object[kind]);
        }
        return objects[kind][number];
    }

    // ---- places ----

    private void findSlots() {
        slotCount = 0;
        for (int i = 0; i < places.count(); i++) {
            Slot s = places.slot(i);
            Translation t = walk(s);
            if (s.node() != null || t != null) {
                addSlot(s, t);
            }
        }
        for (int i = 0; i < tree.used(); i++) {
            Slot s = tree.at(i).slot();
            if (s != null && tree.at(i).live() && slotAtom(s) < 0) {
                addSlot(s, walk(s));
            }
        }
    }

    private void addSlot(Slot s, Translation t) {
        if (slotCount < MOST_SLOTS) {
            slots[slotCount] = s;
            shown[slotCount] = t;
            slotCount++;
        }
    }

    /** What the MMU's own walk finds in the descriptor of this place; null when it ends elsewhere or nowhere. */
    private Translation walk(Slot s) {
        int task = places.task(s);
        if (s.level == 0 || task == 0 || kernel.root(task) < 0) {
            return null;
        }
        Translation t = mmu.walk(kernel.root(task), places.name(s));
        return t == null || t.level() != s.level ? null : t;
    }

    private int slotAtom(Slot s) {
        for (int i = 0; i < slotCount; i++) {
            if (slots[i] == s) {
                return i;
            }
        }
        return -1;
    }

    private void fillSlots() {
        for (int i = 0; i < slotCount; i++) {
            Slot s = slots[i];
            int atom = state.addAtom(s.level == 0 ? words.capSlot : words.pageSlot);
            if (places.task(s) != 0) {
                state.tuple(words.owner, atom, object(Kind.TASK.ordinal(), places.task(s)));
            }
            if (s.node() != null) {
                state.tuple(words.holds, atom, s.node().id);
            }
            if (s.level != 0) {
                state.tuple(words.fits, atom, s.level - 1);
            }
            if (shown[i] != null) {
                frames(words.shown, atom, shown[i].frame(), shown[i].frame() + CoreKernel.span(s.level) - 1);
                rights(words.shownRights, atom, shown[i].rights() | mmu.inexpressible(s.table, s.index));
            }
        }
    }

    // ---- frames: one atom for each run that no range splits ----

    private void findFrames(long low, long high) {
        cutCount = 0;
        if (low <= high) {
            cut(low, high);
        }
        for (int i = 0; i < tree.capacity(); i++) {
            Node n = tree.at(i);
            if (n.live() && n.kind() == Node.MEMORY) {
                cut(n.low(), n.high());
            }
        }
        for (int i = 0; i < slotCount; i++) {
            if (shown[i] != null) {
                cut(shown[i].frame(), shown[i].frame() + CoreKernel.span(slots[i].level) - 1);
            }
        }
        Arrays.sort(cuts, 0, cutCount);
        int distinct = 0;
        for (int i = 0; i < cutCount; i++) {
            if (distinct == 0 || cuts[distinct - 1] != cuts[i]) {
                cuts[distinct] = cuts[i];
                distinct++;
            }
        }
        cutCount = distinct;
    }

    private void frames() {
        for (int i = 0; i + 1 < cutCount; i++) {
            state.addAtom(words.frame);
            for (int lower = 0; lower < i; lower++) {
                state.tuple(words.above, lower, i);
            }
        }
    }

    private void cut(long low, long high) {
        cuts[cutCount] = low;
        cuts[cutCount + 1] = high + 1;
        cutCount += 2;
    }

    private void frames(int field, int from, long low, long high) {
        for (int i = 0; i + 1 < cutCount; i++) {
            if (low <= cuts[i] && cuts[i] <= high) {
                state.tuple(field, from, i);
            }
        }
    }

    private void findBlocks() {
        blockCount = 0;
        for (int i = 0; i < slotCount; i++) {
            Node n = slots[i].node();
            if (n != null && n.live() && slots[i].level != 0) {
                addBlock(n.low(), n.high());
            }
        }
    }

    private void addBlock(long low, long high) {
        for (int i = 0; i < blockCount; i++) {
            if (blockLow[i] == low && blockHigh[i] == high) {
                return;
            }
        }
        for (int level = 1; level <= 3; level++) {
            if (high - low + 1 == CoreKernel.span(level) && low % CoreKernel.span(level) == 0) {
                blockLow[blockCount] = low;
                blockHigh[blockCount] = high;
                blockCount++;
            }
        }
    }

    private void blocks() {
        for (int i = 0; i < blockCount; i++) {
            for (int level = 1; level <= 3; level++) {
                if (blockHigh[i] - blockLow[i] + 1 == CoreKernel.span(level)) {
                    int block = state.addAtom(words.block);
                    state.tuple(words.blockSize, block, level - 1);
                    frames(words.span, block, blockLow[i], blockHigh[i]);
                }
            }
        }
    }

    /** The atoms of frames {@code low} .. {@code high}, of an object, of a place. */
    long frameAtoms(long low, long high) {
        long atoms = 0;
        for (int i = 0; i + 1 < cutCount; i++) {
            if (low <= cuts[i] && cuts[i] <= high) {
                atoms |= 1L << i;
            }
        }
        return atoms;
    }

    long objectAtom(int kind, int number) {
        return 1L << objects[kind][number];
    }

    long placeAtom(Slot s) {
        return 1L << slotAtom(s);
    }

    static long rightAtoms(int rights) {
        long atoms = 0;
        for (int k = 0; k < BITS.length; k++) {
            atoms |= (rights & BITS[k]) != 0 ? 1L << k : 0;
        }
        return atoms;
    }

    // ---- nodes: the atom of a node is its id ----

    private void node(Node n, boolean used) {
        if (used) {
            state.member(words.used, n.id);
        }
        if (!n.live()) {
            return;
        }
        state.member(words.live, n.id);
        pointer(words.parent, n, n.parent());
        pointer(words.top, n, n.top());
        pointer(words.first, n, n.first());
        pointer(words.next, n, n.next());
        pointer(words.prev, n, (Node) PREV.get(n));
        state.tuple(words.nodeObject, n.id, object(n.kind(), n.number()));
        rights(words.rights, n.id, n.rights());
        if (n.kind() == Node.MEMORY) {
            frames(words.frames, n.id, n.low(), n.high());
        }
        if (n.slot() != null) {
            int slot = slotAtom(n.slot());
            if (slot >= 0) {
                state.tuple(words.slot, n.id, slot);
            }
        }
    }

    private void pointer(int field, Node from, Node to) {
        if (to != null) {
            state.tuple(field, from.id, to.id);
        }
    }

    private void rights(int field, int from, int rights) {
        for (int k = 0; k < BITS.length; k++) {
            if ((rights & BITS[k]) != 0) {
                state.tuple(field, from, k);
            }
        }
    }
}
