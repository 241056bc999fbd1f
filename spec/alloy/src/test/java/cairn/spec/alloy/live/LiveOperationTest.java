package cairn.spec.alloy.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cairn.spec.alloy.SpecException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LiveOperationTest {
    private static LiveSpec spec;

    @BeforeAll
    static void load() {
        spec = LiveSpec.load();
    }

    /** Arguments of which a fair share is allowed: sorts as declared, children and slots of the right kind when luck has it. */
    private static long[] arguments(Random random, LiveOperation operation, LiveState s) {
        int nodes = s.atoms("Node");
        long[] values = new long[operation.parameters().size()];
        long source = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (operation.parameters().get(i)) {
                case "s", "n" -> source = one(random, live(s, nodes, true));
                case "f" -> source = one(random, factories(s, nodes));
                case "d" -> one(random, live(s, nodes, false) & ~source);
                case "a" -> !operation.name().equals("destroy") ? source = one(random, live(s, nodes, false)) : anchorOf(s, values[0], nodes);
                case "o" -> 1L << random.nextInt(s.atoms("Object"));
                case "k" -> operation.name().equals("create") ? one(random, freeCapSlots(s)) : 1L << random.nextInt(s.atoms("Slot"));
                case "rs" -> random.nextInt(1 << s.atoms("Right"));
                case "fs" -> operation.name().equals("anchor") ? random.nextInt(4) == 0 ? 6 : 0 : frames(random, s, source);
                case "self" -> random.nextBoolean() ? source : 0;
                default -> throw new IllegalStateException(operation.parameters().get(i));
            };
        }
        return values;
    }

    private static long factories(LiveState s, int nodes) {
        long set = 0;
        for (int n = 0; n < nodes; n++) {
            set |= s.has("object", n, 4) && !s.has("top", n, n) ? 1L << n : 0;
        }
        return set;
    }

    private static long freeCapSlots(LiveState s) {
        long set = 0;
        for (int k = 0; k < s.atoms("Slot"); k++) {
            boolean held = false;
            for (int n = 0; n < s.atoms("Node"); n++) {
                held |= s.has("holds", k, n);
            }
            set |= s.in("CapSlot", k) && !held ? 1L << k : 0;
        }
        return set;
    }

    private static long live(LiveState s, int nodes, boolean wanted) {
        long set = 0;
        for (int n = 0; n < nodes; n++) {
            set |= s.in("Live", n) == wanted ? 1L << n : 0;
        }
        return set == 0 ? 1 : set;
    }

    private static long one(Random random, long set) {
        long left = set == 0 ? 1 : set;
        for (int skip = random.nextInt(Long.bitCount(left)); skip > 0; skip--) {
            left &= left - 1;
        }
        return left & -left;
    }

    private static long anchorOf(LiveState s, long object, int nodes) {
        for (int n = 0; n < nodes; n++) {
            boolean root = s.in("Live", n) && s.has("object", n, Long.numberOfTrailingZeros(object)) && s.has("top", n, n);
            if (root) {
                return 1L << n;
            }
        }
        return 1;
    }

    private static long frames(Random random, LiveState s, long source) {
        int block = random.nextInt(s.atoms("Block"));
        long set = 0;
        for (int f = 0; f < s.atoms("Frame"); f++) {
            set |= s.has("span", block, f) ? 1L << f : 0;
        }
        boolean memory = s.has("object", Long.numberOfTrailingZeros(source), 0);
        return memory == (random.nextInt(8) > 0) ? set : 0;
    }

    private static long[] members(LiveState s, String set, int count) {
        long bits = 0;
        for (int i = 0; i < count; i++) {
            bits |= s.in(set, i) ? 1L << i : 0;
        }
        return new long[] {bits};
    }

    @Test
    void operationsAreAllThere() {
        assertEquals(Set.of("anchor", "create", "map", "grant", "unmap", "delete", "restrict", "strip", "destroy"), spec.operations());
        assertEquals(List.of("s", "d", "k", "rs", "fs"), spec.operation("map").parameters());
        assertEquals(List.of("rights", "shownRights"), spec.operation("restrict").changes());
        assertTrue(assertThrows(SpecException.class, () -> spec.operation("mop")).getMessage().contains("no operation 'mop'"));
    }

    @Test
    void guardsAndEffectsAgreeWithAlloysOwnEvaluator() throws Exception {
        AlloyReference alloy = new AlloyReference(spec.module());
        Map<String, Integer> allowed = new TreeMap<>();
        for (int seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            RandomState built = new RandomState(random, 9 + random.nextInt(4)).spoil(random.nextInt(2));
            LiveState state = built.into(spec.newState());
            for (String name : spec.operations()) {
                LiveOperation operation = spec.operation(name);
                long[] arguments = arguments(random, operation, state);
                boolean may = operation.allowed(state, arguments);
                assertEquals(alloy.allowed(built, operation, arguments), may, name + " in seed " + seed);
                allowed.merge(name, may ? 1 : 0, Integer::sum);
                LiveState after = built.into(spec.newState());
                operation.apply(after, arguments);
                for (Map.Entry<String, Set<Integer>> effect : alloy.effects(built, operation, arguments).entrySet()) {
                    assertEquals(effect.getValue(), values(after, effect.getKey()), name + "_" + effect.getKey() + " in seed " + seed);
                }
            }
        }
        allowed.forEach((name, times) -> assertTrue(times >= 8, name + " was allowed only " + times + " times"));
    }

    private static Set<Integer> values(LiveState s, String relation) {
        Set<Integer> values = new TreeSet<>();
        if (relation.equals("Live") || relation.equals("Used") || relation.equals("Made")) {
            for (int i = 0; i < s.atoms(RandomState.sortOf(relation)); i++) {
                if (s.in(relation, i)) {
                    values.add(i);
                }
            }
            return values;
        }
        for (int from = 0; from < s.atoms(RandomState.leftOf(relation)); from++) {
            for (int to = 0; to < s.atoms(RandomState.rightOf(relation)); to++) {
                if (s.has(relation, from, to)) {
                    values.add(from * 64 + to);
                }
            }
        }
        return values;
    }

    /** Induction again, by walking: far more nodes than the solver's scope, though not all states. */
    @Test
    void randomWalksOfAllowedOperationsKeepTheInvariant() {
        Map<String, Integer> steps = new TreeMap<>();
        int most = 0;
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            LiveState state = new RandomState(random, 40).into(spec.newState());
            for (int i = 0; i < 400; i++) {
                LiveOperation operation = spec.operation(List.copyOf(spec.operations()).get(random.nextInt(spec.operations().size())));
                boolean often = Set.of("map", "grant", "create").contains(operation.name()) || random.nextInt(8) == 0;
                long[] arguments = arguments(random, operation, state);
                if (often && operation.allowed(state, arguments)) {
                    operation.apply(state, arguments);
                    assertEquals(List.of(), spec.violations(state), operation.name() + " at step " + i + " of seed " + seed);
                    steps.merge(operation.name(), 1, Integer::sum);
                }
            }
            most = Math.max(most, Long.bitCount(members(state, "Live", 40)[0]));
        }
        assertEquals(spec.operations(), steps.keySet(), steps.toString());
        assertTrue(most > 12, "walks should leave the solver's scope: " + most + " live nodes, " + steps);
    }

    @Test
    void aStepThatIsNotAsSpecifiedIsNamed() {
        LiveOperation restrict = spec.operation("restrict");
        RandomState built = new RandomState(new Random(3), 12);
        LiveState before = built.into(spec.newState());
        int n = -1;
        for (int i = 0; i < 12 && n < 0; i++) {
            n = restrict.allowed(before, LiveOperation.atom(i), 0) && before.has("rights", i, 0) ? i : -1;
        }
        assertTrue(n >= 0);
        long[] arguments = {LiveOperation.atom(n), 1};
        LiveState after = built.into(spec.newState());
        assertEquals(restrict.allowed(before, arguments) ? List.of("rights") : List.of(), firstOf(restrict.differences(before, after, arguments)));
        after.removeTuple("rights", n, 0);
        assertFalse(restrict.differences(before, after, arguments).contains("rights"));
        restrict.apply(after, arguments);
        assertEquals(List.of(), restrict.differences(before, after, arguments));
        after.tuple("parent", 0, n);
        assertEquals(List.of("parent"), restrict.differences(before, after, arguments));
        assertTrue(assertThrows(SpecException.class, () -> restrict.differences(before, after, 1)).getMessage().contains("takes 2 arguments"));
        LiveState more = built.into(spec.newState());
        more.addAtom("Node");
        assertTrue(assertThrows(SpecException.class, () -> restrict.differences(before, more, arguments)).getMessage()
                .contains("different numbers of atoms of Node"));
    }

    private static List<String> firstOf(List<String> names) {
        return names.isEmpty() ? names : names.subList(0, 1);
    }
}
