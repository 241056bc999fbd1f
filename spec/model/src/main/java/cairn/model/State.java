package cairn.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The whole state. Values are never changed: each method answers a new state.
 *
 * <p>Derivations are numbered in the order of their creation, from 1. The order of siblings is no part of the state: nothing that a
 * program can see depends on it.
 */
public record State(Limits limits, SortedMap<Integer, Derivation> derivations, int last, SortedMap<Integer, Task> tasks) {
    /** The number of no derivation. */
    public static final int NOTHING = 0;

    /** After boot: all of memory has its anchor, and nobody holds anything. */
    public static State boot(Limits limits) {
        State empty = new State(limits, new TreeMap<>(), NOTHING, new TreeMap<>());
        return empty.with(new Derivation(NOTHING, KernelObject.MEMORY, Rights.ALL, new Range(0, limits.frames() - 1), 0, null));
    }

    // ---- questions ----

    public Derivation get(int number) {
        return derivations.get(number);
    }

    /** The derivation of that name, or {@link #NOTHING}. */
    public int find(Name name) {
        if (name instanceof Name.Anchor a) {
            return anchor(a.object());
        }
        if (name instanceof Name.Page p) {
            return mapping(p.task(), p.page());
        }
        return held((Place.Capability) name);
    }

    /** The anchor of an object, or {@link #NOTHING} when there is no such object. */
    public int anchor(KernelObject object) {
        for (Map.Entry<Integer, Derivation> e : derivations.entrySet()) {
            if (e.getValue().isAnchor() && e.getValue().object().equals(object)) {
                return e.getKey();
            }
        }
        return NOTHING;
    }

    /** What is held in exactly this place. */
    public int held(Place place) {
        for (Map.Entry<Integer, Derivation> e : derivations.entrySet()) {
            if (place.equals(e.getValue().place())) {
                return e.getKey();
            }
        }
        return NOTHING;
    }

    /** The mapping that covers a virtual page. */
    public int mapping(int task, long page) {
        for (Map.Entry<Integer, Derivation> e : derivations.entrySet()) {
            if (e.getValue().place() instanceof Place.Block b && b.covers(task, page)) {
                return e.getKey();
            }
        }
        return NOTHING;
    }

    /** The first mapped page from {@code page} on, or {@link Place#PAGES} when there is none. */
    public long nextMapped(int task, long page) {
        long nearest = Place.PAGES;
        for (Derivation d : derivations.values()) {
            if (d.place() instanceof Place.Block b && b.task() == task && b.page() + b.size() > page) {
                nearest = Math.min(nearest, Math.max(page, b.page()));
            }
        }
        return nearest;
    }

    public List<Integer> children(int parent) {
        List<Integer> found = new ArrayList<>();
        for (Map.Entry<Integer, Derivation> e : derivations.entrySet()) {
            if (e.getValue().parent() == parent) {
                found.add(e.getKey());
            }
        }
        return found;
    }

    /** All that was derived from it, however far down. */
    public List<Integer> descendants(int ancestor) {
        List<Integer> found = new ArrayList<>(children(ancestor));
        for (int i = 0; i < found.size(); i++) {
            found.addAll(children(found.get(i)));
        }
        return found;
    }

    public boolean noNode() {
        return derivations.size() == limits.nodes();
    }

    public int freeTables(int level) {
        int used = 0;
        for (Task task : tasks.values()) {
            for (Table table : task.tables()) {
                used += table.level() == level ? 1 : 0;
            }
        }
        return limits.tables(level) - used;
    }

    public int freeRoots() {
        return limits.roots() - tasks.size();
    }

    // ---- the next state ----

    State with(Derivation created) {
        State next = with(last + 1, created);
        return new State(limits, next.derivations, last + 1, tasks);
    }

    State with(int number, Derivation changed) {
        SortedMap<Integer, Derivation> next = new TreeMap<>(derivations);
        next.put(number, changed);
        return new State(limits, next, last, tasks);
    }

    State without(int number) {
        return without(List.of(number));
    }

    State without(List<Integer> numbers) {
        SortedMap<Integer, Derivation> next = new TreeMap<>(derivations);
        next.keySet().removeAll(numbers);
        return new State(limits, next, last, tasks);
    }

    State withTask(int number) {
        SortedMap<Integer, Task> next = new TreeMap<>(tasks);
        next.put(number, new Task(new TreeSet<>()));
        return new State(limits, derivations, last, next);
    }

    State withoutTask(int number) {
        SortedMap<Integer, Task> next = new TreeMap<>(tasks);
        next.remove(number);
        return new State(limits, derivations, last, next);
    }

    State withTables(int task, List<Table> added) {
        TreeSet<Table> tables = new TreeSet<>(tasks.get(task).tables());
        tables.addAll(added);
        SortedMap<Integer, Task> next = new TreeMap<>(tasks);
        next.put(task, new Task(tables));
        return new State(limits, derivations, last, next);
    }
}
