package cairn.property;

import cairn.model.Kind;
import cairn.model.KernelObject;
import cairn.model.Name;
import cairn.model.Operation;
import cairn.model.Place;
import cairn.model.Range;
import cairn.model.Rights;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/** Operation sequences for jqwik. Each choice shrinks towards the first of its list, and a sequence towards fewer operations. */
final class Operations {
    private static final int[] ORDERS = {0, 1, 2, 9, 10, 18};

    private Operations() {}

    static Arbitrary<List<Operation>> sequences() {
        return Combinators.combine(setup(), operation().list().ofMinSize(1).ofMaxSize(80).withSizeDistribution(RandomDistribution.uniform())).as((first, rest) -> {
            List<Operation> all = new ArrayList<>(first);
            all.addAll(rest);
            return all;
        });
    }

    /** Two tasks and some memory, so that the rest has something to work on; empty when that is enough to fail. */
    private static Arbitrary<List<Operation>> setup() {
        Arbitrary<List<Operation>> some = Arbitraries.of(1, 2).map(level -> List.of(new Operation.Open(1), new Operation.Open(2),
                new Operation.Map(new Name.Anchor(KernelObject.MEMORY), new Place.Block(1, 0, level), Rights.ALL,
                        new Range(0, Place.Block.span(level) - 1), 2)));
        return Arbitraries.frequencyOf(Tuple.of(1, Arbitraries.just(List.of())), Tuple.of(8, some));
    }

    private static Arbitrary<Operation> operation() {
        return Arbitraries.frequencyOf(
                Tuple.of(7, map()),
                Tuple.of(3, mapPages()),
                Tuple.of(1, Combinators.combine(task(), page(), order()).as((t, p, o) -> new Operation.UnmapPages(t, aligned(p, o), o))),
                Tuple.of(3, Combinators.combine(name(), place()).as(Operation.Grant::new)),
                Tuple.of(1, name().map(Operation.Revoke::new)),
                Tuple.of(1, name().map(Operation.Unmap::new)),
                Tuple.of(2, name().map(Operation.Delete::new)),
                Tuple.of(2, Combinators.combine(name(), mask()).as(Operation.Restrict::new)),
                Tuple.of(2, Combinators.combine(object(), capability()).as(Operation.Create::new)),
                Tuple.of(1, anyObject().map(Operation.Destroy::new)),
                Tuple.of(1, place().map(Operation.Provide::new)),
                Tuple.of(1, task().map(Operation.Open::new)),
                Tuple.of(1, task().map(Operation.Close::new)));
    }

    private static Arbitrary<Operation> map() {
        Arbitrary<Operation> memory = Combinators.combine(memoryName(), block(), mask(), low(), Arbitraries.of(2, 0, 4), excess())
                .as((source, target, mask, low, attributes, excess) -> new Operation.Map(source, target, mask,
                        new Range(low, low + target.size() - 1 + excess), attributes));
        Arbitrary<Operation> object = Combinators.combine(capabilityName(), capability(), mask(), excess())
                .as((source, target, mask, excess) -> new Operation.Map(source, target, mask, new Range(0, excess), 0));
        Arbitrary<Operation> any = Combinators.combine(name(), place(), mask())
                .as((source, target, mask) -> new Operation.Map(source, target, mask, Range.OBJECT, 0));
        return Arbitraries.frequencyOf(Tuple.of(5, memory), Tuple.of(3, object), Tuple.of(1, any));
    }

    private static Arbitrary<Operation> mapPages() {
        return Combinators.combine(task(), page(), task(), page(), order(), mask()).as((from, fromPage, to, toPage, order, mask) ->
                new Operation.MapPages(from, aligned(fromPage, order), to, aligned(toPage, order), order, mask, 2));
    }

    private static long aligned(long page, int order) {
        return page - page % (1L << order);
    }

    // ---- names and places ----

    private static Arbitrary<Name> name() {
        return Arbitraries.oneOf(memoryName(), capabilityName());
    }

    private static Arbitrary<Name> memoryName() {
        Arbitrary<Name> page = Combinators.combine(task(), page()).as(Name.Page::new);
        return Arbitraries.frequencyOf(Tuple.of(6, page), Tuple.of(1, Arbitraries.just(new Name.Anchor(KernelObject.MEMORY))));
    }

    private static Arbitrary<Name> capabilityName() {
        return Arbitraries.frequencyOf(Tuple.of(6, capability()), Tuple.of(1, anyObject().map(Name.Anchor::new)));
    }

    private static Arbitrary<Place> place() {
        return Arbitraries.oneOf(capability(), block());
    }

    private static Arbitrary<Place.Capability> capability() {
        return Combinators.combine(task(), Arbitraries.frequency(Tuple.of(6, 0L), Tuple.of(4, 1L), Tuple.of(2, 2L), Tuple.of(1, 511L),
                Tuple.of(2, 512L), Tuple.of(1, Place.CAPABILITIES - 1), Tuple.of(1, Place.CAPABILITIES), Tuple.of(1, -1L)))
                .as(Place.Capability::new);
    }

    private static Arbitrary<Place.Block> block() {
        return Combinators.combine(task(), page(), Arbitraries.frequency(Tuple.of(6, 3), Tuple.of(3, 2), Tuple.of(1, 1)))
                .as((task, page, level) -> new Place.Block(task, page - page % Place.Block.span(level), level));
    }

    private static Arbitrary<Integer> task() {
        return Arbitraries.frequency(Tuple.of(5, 1), Tuple.of(4, 2), Tuple.of(2, 3), Tuple.of(1, 4));
    }

    private static Arbitrary<Long> page() {
        return Arbitraries.frequency(Tuple.of(8, 0L), Tuple.of(6, 1L), Tuple.of(2, 2L), Tuple.of(2, 511L), Tuple.of(4, 512L),
                Tuple.of(1, 1024L), Tuple.of(2, 262144L), Tuple.of(1, 262145L), Tuple.of(1, 1L << 27), Tuple.of(1, Place.PAGES - 1));
    }

    // ---- the rest ----

    private static Arbitrary<KernelObject> object() {
        return Combinators.combine(Arbitraries.of(Kind.THREAD, Kind.GATE, Kind.FACTORY, Kind.OTHER),
                Arbitraries.integers().between(1, World.OBJECTS)).as(KernelObject::new);
    }

    private static Arbitrary<KernelObject> anyObject() {
        return Arbitraries.frequencyOf(Tuple.of(6, object()), Tuple.of(1, task().map(KernelObject::task)),
                Tuple.of(1, Arbitraries.just(KernelObject.MEMORY)));
    }

    private static Arbitrary<Integer> mask() {
        return Arbitraries.of(Rights.ALL, 7, 6, 4, 5, 3, 2, 1, 0, 15, 224, 33);
    }

    private static Arbitrary<Integer> order() {
        return Arbitraries.integers().between(0, ORDERS.length - 1).map(i -> ORDERS[i]);
    }

    private static Arbitrary<Long> low() {
        return Arbitraries.of(0L, 0L, 1L, 2L, 511L, 512L, 512L, 1024L, 262144L, 524288L);
    }

    private static Arbitrary<Integer> excess() {
        return Arbitraries.frequency(Tuple.of(12, 0), Tuple.of(1, 1), Tuple.of(1, -1));
    }
}
