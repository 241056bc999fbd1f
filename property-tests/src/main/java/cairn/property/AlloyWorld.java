package cairn.property;

import cairn.model.KernelObject;
import cairn.model.Kind;
import cairn.model.Name;
import cairn.model.Operation;
import cairn.model.Place;
import cairn.model.Range;
import cairn.model.Rights;
import cairn.model.State;
import cairn.spec.alloy.Instance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the atoms of spec/alloy/world.als are in the small {@link World}, and how a state of them is built: an instance of Alloy becomes
 * a sequence of operations from boot. Two instances that differ in the names of their nodes only become the same sequence.
 */
public final class AlloyWorld {
    private static final Map<String, KernelObject> OBJECTS = new TreeMap<>(Map.of("Ram", KernelObject.MEMORY, "T1", KernelObject.task(1),
            "T2", KernelObject.task(2), "G1", new KernelObject(Kind.GATE, 1)));
    private static final Map<String, Place> PLACES = new TreeMap<>(Map.of("A0", new Place.Capability(1, 0), "A1", new Place.Capability(1, 1),
            "A2", new Place.Capability(2, 0), "P0", new Place.Block(1, 0, 3), "P1", new Place.Block(1, 1, 3), "P2", new Place.Block(2, 0, 3),
            "PL", new Place.Block(1, 512, 2)));
    private static final List<String> FRAMES = List.of("F0", "F1", "F2", "F3", "F4");
    /** The first frame of each run; the last entry is the end of memory. */
    private static final long[] STARTS = {0, 1, 2, 512, 262144, World.LIMITS.frames()};
    private static final Map<String, Integer> RIGHTS = Map.of("Reading", Rights.READ, "Writing", Rights.WRITE, "Asking", 8);
    /** A task for what needs a place while a state is built. */
    private static final int SCRATCH = 3;

    private static final int[] MASKS = {Rights.ALL, Rights.READ, Rights.WRITE, 8, 0};
    private static final Range[] RANGES = {new Range(0, 0), new Range(1, 1), new Range(0, 511), new Range(0, 262143), new Range(0, 1)};

    private AlloyWorld() {}

    /** Names of the places, as the specification calls them. */
    public static List<String> places() {
        return List.copyOf(PLACES.keySet());
    }

    /** From boot to that state. */
    public static List<Operation> build(Instance instance) {
        List<Operation> operations = new ArrayList<>();
        for (int task = 1; task <= 2; task++) {
            if (instance.in("Made", "T" + task)) {
                operations.add(new Operation.Open(task));
            }
        }
        if (instance.in("Made", "G1")) {
            // Only the anchor is wanted: the first capability is made somewhere else and goes again.
            Place.Capability first = new Place.Capability(SCRATCH, 0);
            operations.add(new Operation.Open(SCRATCH));
            operations.add(new Operation.Create(OBJECTS.get("G1"), first));
            operations.add(new Operation.Unmap(first));
            operations.add(new Operation.Close(SCRATCH));
        }
        for (String object : OBJECTS.keySet()) {
            for (String node : instance.sets().get("Live")) {
                if (instance.of("slot", node).isEmpty() && instance.of("object", node).contains(object)) {
                    children(instance, node, operations);
                }
            }
        }
        return operations;
    }

    /** The eldest first, each with all that is below it: the newest comes first in the list, so it is made last. */
    private static void children(Instance instance, String parent, List<Operation> operations) {
        List<String> list = new ArrayList<>();
        for (String child = instance.one("first", parent); child != null; child = instance.one("nextSibling", child)) {
            list.add(0, child);
            if (list.size() > instance.sets().get("Node").size()) {
                throw new IllegalArgumentException("a list of children without end cannot be built");
            }
        }
        for (String child : list) {
            Place place = place(instance.one("slot", child));
            operations.add(new Operation.Map(name(instance, parent), place, mask(instance.of("rights", child)),
                    frames(instance, child, instance.of("frames", child)), 2));
            children(instance, child, operations);
        }
    }

    private static Place place(String atom) {
        Place place = PLACES.get(atom);
        if (place == null) {
            throw new IllegalArgumentException("world.als has no place '" + atom + "'");
        }
        return place;
    }

    private static Name name(Instance instance, String node) {
        if (!instance.in("Live", node)) {
            throw new IllegalArgumentException("it is about a node that is not live, which the trials cannot name");
        }
        String slot = instance.one("slot", node);
        return slot == null ? new Name.Anchor(OBJECTS.get(instance.one("object", node))) : name(place(slot));
    }

    private static Name name(Place place) {
        return place instanceof Place.Block b ? new Name.Page(b.task(), b.page()) : (Place.Capability) place;
    }

    private static int mask(List<String> rights) {
        return rights.stream().mapToInt(RIGHTS::get).reduce(0, (a, b) -> a | b);
    }

    private static Range frames(Instance instance, String node, List<String> atoms) {
        return "Ram".equals(instance.one("object", node)) ? range(atoms) : Range.OBJECT;
    }

    private static Range range(List<String> atoms) {
        int low = FRAMES.size();
        int high = -1;
        for (String atom : atoms) {
            low = Math.min(low, FRAMES.indexOf(atom));
            high = Math.max(high, FRAMES.indexOf(atom));
        }
        return high < 0 ? new Range(0, -1) : new Range(STARTS[low], STARTS[high + 1] - 1);
    }

    // ---- what is done there ----

    /** Every operation on that state, with every name and place of this world, masks and ranges that grant and that do not. */
    public static List<Operation> steps(State state) {
        List<Operation> steps = new ArrayList<>();
        List<Name> names = new ArrayList<>();
        OBJECTS.values().forEach(o -> names.add(new Name.Anchor(o)));
        PLACES.values().forEach(p -> names.add(name(p)));
        boolean nobody = false;
        for (Name n : names) {
            int source = state.find(n);
            if (source == State.NOTHING && nobody) {
                continue;
            }
            nobody |= source == State.NOTHING;
            for (Place place : PLACES.values()) {
                steps.add(new Operation.Grant(n, place));
                boolean memory = source != State.NOTHING && state.get(source).object().kind() == Kind.MEMORY;
                for (Range range : memory ? RANGES : new Range[] {Range.OBJECT}) {
                    for (int mask : MASKS) {
                        steps.add(new Operation.Map(n, place, mask, range, 2));
                    }
                }
            }
            steps.add(new Operation.Revoke(n));
            steps.add(new Operation.Unmap(n));
            steps.add(new Operation.Delete(n));
            for (int right : RIGHTS.values()) {
                steps.add(new Operation.Restrict(n, Rights.ALL & ~right));
            }
        }
        PLACES.values().stream().filter(Place.Capability.class::isInstance).forEach(p -> steps.add(new Operation.Create(OBJECTS.get("G1"),
                (Place.Capability) p)));
        OBJECTS.values().forEach(o -> steps.add(new Operation.Destroy(o)));
        for (int task = 1; task <= 2; task++) {
            steps.add(new Operation.Open(task));
            steps.add(new Operation.Close(task));
        }
        return steps;
    }

    /**
     * The operation of the specification that a counterexample is about, with its arguments.
     *
     * @throws IllegalArgumentException says why it is no single step of the kernel
     */
    public static Operation step(String operation, Instance instance) {
        Name node = instance.arguments().containsKey("n") ? name(instance, argument(instance, "n")) : null;
        switch (operation) {
            case "map":
                String source = argument(instance, "s");
                return new Operation.Map(name(instance, source), place(argument(instance, "k")), mask(atoms(instance, "rs")),
                        frames(instance, source, atoms(instance, "fs")), 2);
            case "grant":
                return new Operation.Grant(node, place(argument(instance, "k")));
            case "unmap":
                return atoms(instance, "self").isEmpty() ? new Operation.Revoke(node) : new Operation.Unmap(node);
            case "delete":
                return new Operation.Delete(node);
            case "restrict":
                return new Operation.Restrict(node, Rights.ALL & ~mask(atoms(instance, "rs")));
            case "destroy":
                return new Operation.Destroy(OBJECTS.get(argument(instance, "o")));
            case "create":
                KernelObject made = OBJECTS.get(argument(instance, "o"));
                if (made.kind() != Kind.GATE || !(place(argument(instance, "k")) instanceof Place.Capability c)) {
                    throw new IllegalArgumentException("the trials create gates, in capability slots");
                }
                return new Operation.Create(made, c);
            case "anchor":
                KernelObject begun = OBJECTS.get(argument(instance, "o"));
                if (begun.kind() != Kind.TASK) {
                    throw new IllegalArgumentException("the trials make no anchor of a " + begun.kind() + " without its first capability");
                }
                return new Operation.Open(begun.number());
            default:
                throw new IllegalArgumentException("the trials have no operation '" + operation + "'");
        }
    }

    private static String argument(Instance instance, String name) {
        List<String> atoms = atoms(instance, name);
        if (atoms.size() != 1) {
            throw new IllegalArgumentException(name + " is " + atoms + " in the counterexample, not one atom");
        }
        return atoms.get(0);
    }

    private static List<String> atoms(Instance instance, String name) {
        List<String> atoms = instance.arguments().get(name);
        if (atoms == null) {
            throw new IllegalArgumentException("the check binds no '" + name + "': it is about a state, or about other arguments");
        }
        return atoms;
    }

    /** The first way in which a state that was built is not the instance; null when it is. Sibling order is no part of the model. */
    static String difference(Instance instance, State state) {
        List<String> live = instance.sets().get("Live");
        if (live.size() != state.derivations().size()) {
            return live.size() + " live nodes, " + state.derivations().size() + " derivations";
        }
        for (String node : live) {
            cairn.model.Derivation d = state.get(state.find(name(instance, node)));
            if (d == null) {
                return "nothing is where " + node + " should be";
            }
            String parent = instance.one("parent", node);
            boolean anchor = parent == null;
            if (d.isAnchor() != anchor || !anchor && (d.parent() != state.find(name(instance, parent))
                    || d.rights() != mask(instance.of("rights", node)) || !d.frames().equals(frames(instance, node, instance.of("frames", node)))
                    || !d.object().equals(OBJECTS.get(instance.one("object", node))))) {
                return node + " became " + d;
            }
        }
        return null;
    }
}
