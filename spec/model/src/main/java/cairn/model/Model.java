package cairn.model;

import static cairn.model.Result.EMPTY;
import static cairn.model.Result.EXISTS;
import static cairn.model.Result.HELD;
import static cairn.model.Result.NO_NODE;
import static cairn.model.Result.NO_PLACE;
import static cairn.model.Result.OCCUPIED;
import static cairn.model.Result.OK;
import static cairn.model.Result.RANGE;
import static cairn.model.Result.SIZE;
import static cairn.model.State.NOTHING;

import java.util.ArrayList;
import java.util.List;

/**
 * The kernel as a function. A refused operation changes nothing, with one exception that is no derivation: tables that were added for
 * the target place stay and stay charged.
 */
public final class Model {
    private Model() {}

    /** What the kernel does with {@code operation} in {@code state}. Defined for every operation in every state. */
    public static Step step(State state, Operation operation) {
        if (operation instanceof Operation.Open o) {
            return open(state, o);
        } else if (operation instanceof Operation.Close o) {
            return close(state, o);
        } else if (operation instanceof Operation.Create o) {
            return create(state, o);
        } else if (operation instanceof Operation.Provide o) {
            return provide(state, o.target());
        } else if (operation instanceof Operation.Map o) {
            return map(state, o);
        } else if (operation instanceof Operation.Grant o) {
            return grant(state, o);
        } else if (operation instanceof Operation.Revoke o) {
            return revoke(state, o);
        } else if (operation instanceof Operation.Unmap o) {
            return unmap(state, state.find(o.source()));
        } else if (operation instanceof Operation.Delete o) {
            return delete(state, o);
        } else if (operation instanceof Operation.Restrict o) {
            return restrict(state, o);
        } else if (operation instanceof Operation.Destroy o) {
            return destroy(state, o);
        } else if (operation instanceof Operation.MapPages o) {
            return mapPages(state, o);
        } else {
            return unmapPages(state, (Operation.UnmapPages) operation);
        }
    }

    // ---- derivations ----

    /** A child of the source in an empty place, with the source's rights in the mask and a part of its frames. [REQ-CDT-3, CDT-3, CDT-4] */
    private static Step map(State s, Operation.Map o) {
        int source = s.find(o.source());
        if (source == NOTHING) {
            return refuse(s, EMPTY);
        }
        Step place = provide(s, o.target());
        return place.result() != OK ? place : derive(place.state(), source, o.target(), o.mask(), o.frames(), o.attributes());
    }

    private static Step derive(State s, int source, Place target, int mask, Range frames, int attributes) {
        Derivation from = s.get(source);
        if (s.held(target) != NOTHING) {
            return refuse(s, OCCUPIED);
        }
        if (frames.isEmpty() || !frames.within(from.frames())) {
            return refuse(s, RANGE);
        }
        Result fit = fits(from, target, frames);
        if (fit != OK) {
            return refuse(s, fit);
        }
        if (s.noNode()) {
            return refuse(s, NO_NODE);
        }
        return done(s.with(new Derivation(source, from.object(), from.rights() & mask, frames, attributes, target)));
    }

    /** Memory is held in a page-table leaf of its size and alignment, an object in a capability table. [CDT-9] */
    private static Result fits(Derivation source, Place target, Range frames) {
        boolean memory = source.object().kind() == Kind.MEMORY;
        if (target instanceof Place.Block block) {
            return !memory || frames.size() != block.size() ? SIZE : frames.low() % block.size() != 0 ? RANGE : OK;
        }
        return memory ? SIZE : OK;
    }

    /** The source moves to an empty place of the same kind and size, with all that was derived from it. [REQ-CDT-4, CDT-6] */
    private static Step grant(State s, Operation.Grant o) {
        int source = s.find(o.source());
        if (source == NOTHING || s.get(source).isAnchor()) {
            return refuse(s, EMPTY);
        }
        Step place = provide(s, o.target());
        if (place.result() != OK) {
            return place;
        }
        State t = place.state();
        if (t.held(o.target()) != NOTHING) {
            return refuse(t, OCCUPIED);
        }
        if (level(o.target()) != level(t.get(source).place())) {
            return refuse(t, SIZE);
        }
        return done(t.with(source, t.get(source).at(o.target())));
    }

    /** All that was derived from the source goes; the source stays. [REQ-CDT-5] */
    private static Step revoke(State s, Operation.Revoke o) {
        int source = s.find(o.source());
        return source == NOTHING ? refuse(s, EMPTY) : done(s.without(s.descendants(source)));
    }

    /** The source goes, with all that was derived from it. Anchors stay. [REQ-CDT-5] */
    private static Step unmap(State s, int source) {
        if (source == NOTHING || s.get(source).isAnchor()) {
            return refuse(s, EMPTY);
        }
        return done(s.without(s.descendants(source)).without(source));
    }

    /** The source alone goes: what was derived from it is now derived from its parent. [REQ-CDT-6] */
    private static Step delete(State s, Operation.Delete o) {
        int source = s.find(o.source());
        if (source == NOTHING || s.get(source).isAnchor()) {
            return refuse(s, EMPTY);
        }
        State t = s;
        for (int child : s.children(source)) {
            t = t.with(child, s.get(child).from(s.get(source).parent()));
        }
        return done(t.without(source));
    }

    /** The source loses the rights outside the mask; refused while a child holds one of them. [REQ-CDT-7, CDT-3] */
    private static Step restrict(State s, Operation.Restrict o) {
        int source = s.find(o.source());
        if (source == NOTHING || s.get(source).isAnchor()) {
            return refuse(s, EMPTY);
        }
        for (int child : s.children(source)) {
            if (!Rights.within(s.get(child).rights(), o.mask())) {
                return refuse(s, HELD);
            }
        }
        return done(s.with(source, s.get(source).limitedTo(o.mask())));
    }

    // ---- objects ----

    /** A new object: its anchor, and the first capability, with every right. [REQ-CDT-2, CDT-5] */
    private static Step create(State s, Operation.Create o) {
        if (s.anchor(o.object()) != NOTHING) {
            return refuse(s, EXISTS);
        }
        Step place = provide(s, o.target());
        if (place.result() != OK) {
            return place;
        }
        State t = place.state();
        if (t.held(o.target()) != NOTHING) {
            return refuse(t, OCCUPIED);
        }
        if (t.limits().nodes() - t.derivations().size() < 2) {
            return refuse(t, NO_NODE);
        }
        State anchored = t.with(anchor(o.object()));
        return done(anchored.with(new Derivation(anchored.last(), o.object(), Rights.ALL, Range.OBJECT, 0, o.target())));
    }

    /** The object goes; refused while anyone holds a capability to it. Memory stays, and a task is closed. [REQ-CDT-8, CDT-5] */
    private static Step destroy(State s, Operation.Destroy o) {
        int anchor = s.anchor(o.object());
        if (anchor == NOTHING) {
            return refuse(s, EMPTY);
        }
        if (o.object().kind() == Kind.MEMORY || o.object().kind() == Kind.TASK || !s.children(anchor).isEmpty()) {
            return refuse(s, HELD);
        }
        return done(s.without(anchor));
    }

    // ---- tasks and their places ----

    /** A new task: its anchor, and an empty address space and capability table. [REQ-MEM-2, REQ-QUOTA-1] */
    private static Step open(State s, Operation.Open o) {
        if (s.tasks().containsKey(o.task())) {
            return refuse(s, EXISTS);
        }
        if (s.noNode()) {
            return refuse(s, NO_NODE);
        }
        if (s.freeRoots() == 0 || Table.BYTES > s.limits().quota()) {
            return refuse(s, NO_PLACE);
        }
        return done(s.with(anchor(KernelObject.task(o.task()))).withTask(o.task()));
    }

    /**
     * The task goes: each place of it is unmapped, with what was derived from it, and its tables go back to their pools. Refused
     * while anyone holds a capability to it. [REQ-CDT-8, CDT-7]
     */
    private static Step close(State s, Operation.Close o) {
        int anchor = s.anchor(KernelObject.task(o.task()));
        if (anchor == NOTHING) {
            return refuse(s, EMPTY);
        }
        if (!s.children(anchor).isEmpty()) {
            return refuse(s, HELD);
        }
        State t = s.without(anchor);
        for (int number : s.derivations().keySet()) {
            Derivation d = t.get(number);
            if (d != null && !d.isAnchor() && d.place().task() == o.task()) {
                t = unmap(t, number).state();
            }
        }
        return done(t.withoutTask(o.task()));
    }

    /** The target place comes to be: tables that it needs are added and charged, all of them or none. [REQ-MEM-1, REQ-CAP-1, QUOTA-1] */
    private static Step provide(State s, Place target) {
        Task task = s.tasks().get(target.task());
        if (task == null) {
            return refuse(s, NO_PLACE);
        }
        List<Table> missing = new ArrayList<>();
        if (target instanceof Place.Capability c) {
            if (c.index() < 0 || c.index() >= Place.CAPABILITIES) {
                return refuse(s, NO_PLACE);
            }
            missing.add(Table.ofIndex(c.index()));
        } else if (target instanceof Place.Block b) {
            Result free = roomFor(s, task, b);
            if (free != OK) {
                return refuse(s, free);
            }
            for (int level = 1; level <= b.level(); level++) {
                missing.add(Table.ofPage(b.page(), level));
            }
        }
        missing.removeAll(task.tables());
        for (Table table : missing) {
            if (s.freeTables(table.level()) == 0) {
                return refuse(s, NO_PLACE);
            }
        }
        if (task.charged() + missing.size() * Table.BYTES > s.limits().quota()) {
            return refuse(s, NO_PLACE);
        }
        return done(missing.isEmpty() ? s : s.withTables(target.task(), missing));
    }

    /** A leaf cannot lie under a larger mapping, nor where a table for smaller ones is. [REQ-MEM-2] */
    private static Result roomFor(State s, Task task, Place.Block b) {
        int there = s.mapping(b.task(), b.page());
        if (there != NOTHING && level(s.get(there).place()) < b.level()) {
            return OCCUPIED;
        }
        return b.level() < 3 && task.tables().contains(Table.ofPage(b.page(), b.level() + 1)) ? SIZE : OK;
    }

    // ---- flexpages ----

    /**
     * Maps what the source flexpage holds, piece by piece from its start, and leaves out its holes. A piece is the largest leaf that
     * fits both pages, the rest of the flexpage, the source's mapping and the tables that the target has. What the target holds
     * there goes first, with all that was derived from it. Ends at the first refusal; pieces already mapped stay. Empty when there
     * was nothing to map. [REQ-MEM-3]
     */
    private static Step mapPages(State s, Operation.MapPages o) {
        if (!s.tasks().containsKey(o.to())) {
            return refuse(s, NO_PLACE);
        }
        State t = s;
        Result result = EMPTY;
        long end = o.fromPage() + (1L << o.order());
        long page = s.nextMapped(o.from(), o.fromPage());
        while (page < end) {
            int source = t.mapping(o.from(), page);
            Place.Block held = (Place.Block) t.get(source).place();
            long to = o.toPage() + page - o.fromPage();
            int level = Math.max(held.level(), depth(t, o.to(), to));
            while (!fits(page, to, end - page, Place.Block.span(level))) {
                level++;
            }
            Place.Block target = new Place.Block(o.to(), to, level);
            Step piece = mapPiece(t, source, page - held.page(), target, o);
            t = piece.state();
            result = piece.result();
            if (result != OK) {
                return piece;
            }
            page = t.nextMapped(o.from(), page + target.size());
        }
        return new Step(t, result);
    }

    private static Step mapPiece(State s, int source, long offset, Place.Block target, Operation.MapPages o) {
        State t = s;
        int there = s.mapping(o.to(), target.page());
        if (there != NOTHING) {
            t = unmap(s, there).state();
        }
        if (t.get(source) == null) {
            return refuse(t, EMPTY);
        }
        Step place = provide(t, target);
        if (place.result() != OK) {
            return place;
        }
        long low = t.get(source).frames().low() + offset;
        return derive(place.state(), source, target, o.mask(), new Range(low, low + target.size() - 1), o.attributes());
    }

    private static boolean fits(long page, long otherPage, long rest, long span) {
        return page % span == 0 && otherPage % span == 0 && span <= rest;
    }

    /** Level of the smallest leaf that the tables at a page are for: 3 where a level-3 table is, else 2, else 1. */
    private static int depth(State s, int task, long page) {
        var tables = s.tasks().get(task).tables();
        return tables.contains(Table.ofPage(page, 3)) ? 3 : tables.contains(Table.ofPage(page, 2)) ? 2 : 1;
    }

    /** Unmaps every mapping that the flexpage touches, each as a whole, even where it is larger. Empty when there is none. [REQ-MEM-4] */
    private static Step unmapPages(State s, Operation.UnmapPages o) {
        State t = s;
        Result result = EMPTY;
        long end = o.page() + (1L << o.order());
        long page = s.nextMapped(o.task(), o.page());
        while (page < end) {
            t = unmap(t, t.mapping(o.task(), page)).state();
            result = OK;
            page = t.nextMapped(o.task(), page);
        }
        return new Step(t, result);
    }

    // ---- words used above ----

    private static Derivation anchor(KernelObject object) {
        return new Derivation(NOTHING, object, Rights.ALL, Range.OBJECT, 0, null);
    }

    private static int level(Place place) {
        return place instanceof Place.Block b ? b.level() : 0;
    }

    private static Step done(State s) {
        return new Step(s, OK);
    }

    private static Step refuse(State s, Result why) {
        return new Step(s, why);
    }
}
