package cairn.property;

import cairn.model.Derivation;
import cairn.model.Kind;
import cairn.model.KernelObject;
import cairn.model.Name;
import cairn.model.Operation;
import cairn.model.Place;
import cairn.model.Range;
import cairn.model.Rights;
import cairn.model.State;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Random operations on the small {@link World}; the same seed gives the same sequence everywhere. */
public final class Generator {
    private static final int[] MASKS = {Rights.ALL, Rights.ALL, 15, 7, 6, 5, 4, 3, 2, 1, 0, 224, 33};
    private static final int[] ORDERS = {0, 0, 1, 2, 9, 9, 10, 18};
    private static final int[] ATTRIBUTES = {2, 2, 0, 4};
    private static final Kind[] KINDS = {Kind.THREAD, Kind.GATE, Kind.FACTORY, Kind.OTHER};
    private static final long[] LOWS = {0, 0, 1, 512, 513, 1024, 262144, 262656, 524288};
    private static final KernelObject[] NOT_CREATED = {KernelObject.MEMORY, KernelObject.task(1)};

    private final SplittableRandom random;
    private final List<Operation> setup = new ArrayList<>();
    private State state;

    public Generator(long seed) {
        random = new SplittableRandom(seed);
        if (random.nextInt(8) != 0) {
            setup.add(new Operation.Open(1));
            setup.add(new Operation.Open(2));
            setup.add(memory(1, random.nextBoolean() ? 1 : 2));
        }
    }

    /** The seed of sequence {@code number} of a campaign. */
    public static long seed(long campaign, long number) {
        return new SplittableRandom(campaign + number * 0x9E37_79B9_7F4A_7C15L).nextLong();
    }

    private static Operation memory(int task, int level) {
        return new Operation.Map(new Name.Anchor(KernelObject.MEMORY), new Place.Block(task, 0, level), Rights.ALL,
                new Range(0, Place.Block.span(level) - 1), 2);
    }

    /** The next operation of a sequence: some tasks and some memory first, most times; then names that {@code model} holds, most times. */
    public Operation next(State model) {
        if (!setup.isEmpty()) {
            return setup.remove(0);
        }
        state = model;
        int dice = random.nextInt(100);
        if (dice < 30) {
            return map();
        } else if (dice < 42) {
            return mapPages();
        } else if (dice < 45) {
            return unmapPages();
        } else if (dice < 56) {
            return new Operation.Grant(name(), place());
        } else if (dice < 61) {
            Name source = name();
            // Revoking all of memory each time would leave little to look at.
            return new Operation.Revoke(source instanceof Name.Anchor && random.nextInt(8) != 0 ? new Name.Page(task(), page()) : source);
        } else if (dice < 66) {
            return new Operation.Unmap(name());
        } else if (dice < 72) {
            return new Operation.Delete(name());
        } else if (dice < 79) {
            return new Operation.Restrict(name(), pick(MASKS));
        } else if (dice < 87) {
            return new Operation.Create(object(), capability());
        } else if (dice < 90) {
            return new Operation.Destroy(random.nextInt(8) == 0 ? NOT_CREATED[random.nextInt(2)] : object());
        } else if (dice < 93) {
            return new Operation.Provide(place());
        } else if (dice < 99) {
            return new Operation.Open(task());
        }
        return new Operation.Close(task());
    }

    private Operation map() {
        Name source = name();
        boolean memory = source instanceof Name.Page || source instanceof Name.Anchor a && a.object().kind() == Kind.MEMORY;
        Place target = random.nextInt(12) == 0 ? place() : memory ? block() : capability();
        return new Operation.Map(source, target, pick(MASKS), frames(source, target), pick(ATTRIBUTES));
    }

    /** Mostly frames that fit the target, and often some that the source has. */
    private Range frames(Name source, Place target) {
        if (random.nextInt(16) == 0) {
            long low = LOWS[random.nextInt(LOWS.length)];
            return new Range(low, low + random.nextInt(4) - 1);
        }
        if (!(target instanceof Place.Block b)) {
            return Range.OBJECT;
        }
        int number = random.nextInt(3) == 0 ? State.NOTHING : state.find(source);
        long low = number == State.NOTHING ? LOWS[random.nextInt(LOWS.length)] : state.get(number).frames().low() + random.nextInt(2);
        if (random.nextInt(8) != 0) {
            low -= low % b.size();
        }
        return new Range(low, low + b.size() - 1);
    }

    private Operation mapPages() {
        int order = pick(ORDERS);
        if (random.nextInt(3) != 0 && held() instanceof Name.Page p) {
            return new Operation.MapPages(p.task(), aligned(p.page(), order), task(), aligned(page(), order), order, pick(MASKS),
                    pick(ATTRIBUTES));
        }
        return new Operation.MapPages(task(), aligned(page(), order), task(), aligned(page(), order), order, pick(MASKS), pick(ATTRIBUTES));
    }

    private Operation unmapPages() {
        int order = pick(ORDERS);
        return new Operation.UnmapPages(task(), aligned(page(), order), order);
    }

    private static long aligned(long page, int order) {
        return page - page % (1L << order);
    }

    private Name name() {
        int dice = random.nextInt(40);
        if (dice < 33) {
            return held();
        } else if (dice < 36) {
            return new Name.Page(task(), page());
        } else if (dice < 38) {
            return new Place.Capability(task(), index());
        } else if (dice < 39) {
            return new Name.Anchor(KernelObject.MEMORY);
        }
        return new Name.Anchor(random.nextBoolean() ? object() : KernelObject.task(task()));
    }

    /** Something that a task holds. */
    private Name held() {
        int skip = random.nextInt(state.derivations().size());
        for (Derivation d : state.derivations().values()) {
            if (skip <= 0 && !d.isAnchor()) {
                return d.place() instanceof Place.Block b ? new Name.Page(b.task(), b.page()) : (Place.Capability) d.place();
            }
            skip--;
        }
        return new Name.Page(task(), page());
    }

    private Place place() {
        return random.nextBoolean() ? capability() : block();
    }

    private Place.Capability capability() {
        return new Place.Capability(task(), index());
    }

    private long index() {
        int n = World.INDICES.length;
        return World.INDICES[Math.min(random.nextInt(n), random.nextInt(n))];
    }

    private Place.Block block() {
        int dice = random.nextInt(10);
        int level = dice < 6 ? 3 : dice < 9 ? 2 : 1;
        long page = page();
        return new Place.Block(task(), page - page % Place.Block.span(level), level);
    }

    private long page() {
        int n = World.PAGES.length;
        return World.PAGES[Math.min(random.nextInt(n), random.nextInt(n))];
    }

    private KernelObject object() {
        return new KernelObject(KINDS[Math.min(random.nextInt(KINDS.length), random.nextInt(KINDS.length))], 1 + random.nextInt(World.OBJECTS));
    }

    /** The higher the rarer. */
    private int task() {
        return 1 + Math.min(random.nextInt(World.TASKS), random.nextInt(World.TASKS));
    }

    private int pick(int[] of) {
        return of[random.nextInt(of.length)];
    }
}
