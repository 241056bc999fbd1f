package cairn.spec.alloy.live;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * States for tests, in plain collections: a small kernel built by random maps from the anchors (so the invariant holds), then spoilt by
 * a few random changes of tuples and memberships.
 */
final class RandomState {
    /** Signature of each atom, by top-level signature; the position is the atom's number. */
    final Map<String, List<String>> atoms = new LinkedHashMap<>();
    final Map<String, Set<Integer>> members = new LinkedHashMap<>();
    /** Pairs, encoded as from * 64 + to. */
    final Map<String, Set<Integer>> tuples = new LinkedHashMap<>();

    private static final String[][] FIELDS = {
        {"above", "Frame", "Frame"}, {"size", "Block", "Size"}, {"span", "Block", "Frame"}, {"serves", "Object", "Object"},
        {"owner", "Slot", "Object"}, {"holds", "Slot", "Node"}, {"shown", "Slot", "Frame"}, {"shownRights", "Slot", "Right"},
        {"fits", "Slot", "Size"}, {"parent", "Node", "Node"}, {"top", "Node", "Node"}, {"object", "Node", "Object"},
        {"rights", "Node", "Right"}, {"frames", "Node", "Frame"}, {"slot", "Node", "Slot"}, {"first", "Node", "Node"},
        {"nextSibling", "Node", "Node"}, {"prevSibling", "Node", "Node"}};
    private static final String[] STATE = {"holds", "shown", "shownRights", "parent", "top", "object", "rights", "frames", "slot", "first",
        "nextSibling", "prevSibling"};

    private final Random random;

    /** A state in which the invariant holds, with {@code nodes} nodes of which some stay spare. */
    RandomState(Random random, int nodes) {
        this.random = random;
        for (String sort : List.of("Right", "Frame", "Size", "Block", "Object", "Slot", "Node")) {
            atoms.put(sort, new ArrayList<>());
        }
        for (String set : List.of("PageRight", "Made", "Live", "Used")) {
            members.put(set, new TreeSet<>());
        }
        for (String[] field : FIELDS) {
            tuples.put(field[0], new TreeSet<>());
        }
        for (int i = 0; i < 4; i++) {
            atom("Right", "Right");
        }
        members.get("PageRight").addAll(List.of(0, 1));
        int[] frames = new int[4];
        for (int i = 0; i < 4; i++) {
            frames[i] = atom("Frame", "Frame");
            for (int j = 0; j < i; j++) {
                put("above", frames[j], frames[i]);
            }
        }
        int small = atom("Size", "Small");
        int large = atom("Size", "Large");
        atom("Size", "Huge");
        for (int i = 0; i < 4; i++) {
            int b = atom("Block", "Block");
            put("size", b, small);
            put("span", b, frames[i]);
        }
        for (int i = 0; i < 4; i += 2) {
            int b = atom("Block", "Block");
            put("size", b, large);
            put("span", b, frames[i]);
            put("span", b, frames[i + 1]);
        }
        String[] kinds = {"Memory", "Task", "Task", "Gate", "Factory"};
        for (String kind : kinds) {
            atom("Object", kind);
        }
        put("serves", 3, 2);
        atom("Object", "Other"); // these two are not made yet
        atom("Object", "Task");
        for (int i = 0; i < nodes; i++) {
            int owner = 1 + random.nextInt(2);
            boolean page = random.nextBoolean();
            int slot = atom("Slot", page ? "PageSlot" : "CapSlot");
            put("owner", slot, owner);
            if (page) {
                put("fits", slot, random.nextInt(3) == 0 ? large : small);
            }
            atom("Node", "Node");
        }
        for (int o = 0; o < kinds.length; o++) {
            members.get("Made").add(o);
            use(o, o, -1);
            for (int r = 0; r < 4; r++) {
                put("rights", o, r);
            }
            for (int f = 0; o == 0 && f < 4; f++) {
                put("frames", o, frames[f]);
            }
        }
        for (int n = kinds.length; n < nodes; n++) {
            derive(n);
        }
    }

    private void use(int node, int object, int parent) {
        members.get("Live").add(node);
        members.get("Used").add(node);
        put("object", node, object);
        put("top", node, object);
        if (parent >= 0) {
            put("parent", node, parent);
            int older = only("first", parent);
            if (older >= 0) {
                put("nextSibling", node, older);
                put("prevSibling", older, node);
                tuples.get("first").remove(parent * 64 + older);
            }
            put("first", parent, node);
        }
    }

    private void derive(int node) {
        int parent = random.nextInt(node);
        int slot = random.nextInt(atoms.get("Slot").size());
        boolean page = atoms.get("Slot").get(slot).equals("PageSlot");
        if (!members.get("Live").contains(parent) || only("holds", slot) >= 0 || page != (only("object", parent) == 0)) {
            return;
        }
        int block = -1;
        if (page) {
            for (int b = 0; b < atoms.get("Block").size() && block < 0; b++) {
                boolean fits = only("size", b) == only("fits", slot);
                for (int f = 0; f < 4; f++) {
                    fits &= !has("span", b, f) || has("frames", parent, f);
                }
                block = fits && random.nextBoolean() ? b : block;
            }
            if (block < 0) {
                return;
            }
        }
        use(node, only("object", parent), parent);
        put("slot", node, slot);
        put("holds", slot, node);
        for (int r = 0; r < 4; r++) {
            if (has("rights", parent, r) && random.nextInt(4) > 0) {
                put("rights", node, r);
                if (page && r < 2) {
                    put("shownRights", slot, r);
                }
            }
        }
        for (int f = 0; page && f < 4; f++) {
            if (has("span", block, f)) {
                put("frames", node, f);
                put("shown", slot, f);
            }
        }
    }

    /** Changes {@code times} random tuples or memberships of the state relations. */
    RandomState spoil(int times) {
        for (int i = 0; i < times; i++) {
            if (random.nextInt(8) == 0) {
                String set = List.of("Made", "Live", "Used").get(random.nextInt(3));
                flip(members.get(set), random.nextInt(set.equals("Made") ? atoms.get("Object").size() : atoms.get("Node").size()));
            } else {
                String name = STATE[random.nextInt(STATE.length)];
                for (String[] field : FIELDS) {
                    if (field[0].equals(name)) {
                        int to = field[1].equals("Slot") && field[2].equals("Right") ? random.nextInt(2)
                                : random.nextInt(atoms.get(field[2]).size());
                        flip(tuples.get(name), random.nextInt(atoms.get(field[1]).size()) * 64 + to);
                    }
                }
            }
        }
        return this;
    }

    LiveState into(LiveState state) {
        state.clear();
        atoms.values().forEach(all -> all.forEach(state::addAtom));
        members.forEach((set, all) -> all.forEach(atom -> state.member(set, atom)));
        tuples.forEach((field, all) -> all.forEach(t -> state.tuple(field, t / 64, t % 64)));
        return state;
    }

    static String sortOf(String set) {
        return set.equals("Made") ? "Object" : set.equals("PageRight") ? "Right" : "Node";
    }

    static String leftOf(String field) {
        return column(field, 1);
    }

    static String rightOf(String field) {
        return column(field, 2);
    }

    private static String column(String field, int c) {
        for (String[] f : FIELDS) {
            if (f[0].equals(field)) {
                return f[c];
            }
        }
        throw new IllegalArgumentException(field);
    }

    private int atom(String sort, String signature) {
        atoms.get(sort).add(signature);
        return atoms.get(sort).size() - 1;
    }

    private void put(String field, int from, int to) {
        tuples.get(field).add(from * 64 + to);
    }

    private boolean has(String field, int from, int to) {
        return tuples.get(field).contains(from * 64 + to);
    }

    private int only(String field, int from) {
        for (int t : tuples.get(field)) {
            if (t / 64 == from) {
                return t % 64;
            }
        }
        return -1;
    }

    private static void flip(Set<Integer> set, int value) {
        if (!set.remove(value)) {
            set.add(value);
        }
    }
}
