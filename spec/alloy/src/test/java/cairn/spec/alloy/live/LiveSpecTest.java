package cairn.spec.alloy.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cairn.spec.alloy.SpecException;
import cairn.spec.alloy.SpecSources;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LiveSpecTest {
    private static LiveSpec spec;

    @BeforeAll
    static void load() {
        spec = LiveSpec.load();
    }

    @Test
    void namesEveryConjunctWithItsSentence() {
        List<String> ids = spec.conjuncts().stream().map(Conjunct::id).toList();
        assertEquals(List.of("CDT-1", "CDT-2", "CDT-3", "CDT-4", "CDT-5", "CDT-6", "CDT-7", "CDT-8", "CDT-9", "CDT-10", "OBJ-1"), ids);
        Conjunct shrink = spec.conjuncts().get(2);
        assertEquals("rightsShrink", shrink.name());
        assertEquals("spec/alloy/derivation.als", shrink.file());
        assertTrue(shrink.text().startsWith("-- CDT-3 rights-shrink") && shrink.text().endsWith("}"), shrink.text());
        assertTrue(shrink.line() > 1);
    }

    @Test
    void builtStatesSatisfyTheInvariantAndAreWellFormed() {
        LiveState state = spec.newState();
        for (int seed = 0; seed < 200; seed++) {
            new RandomState(new Random(seed), 12).into(state);
            assertEquals(List.of(), spec.violations(state), "seed " + seed);
            assertEquals(List.of(), spec.mistakes(state), "seed " + seed);
        }
    }

    @Test
    void agreesWithAlloysOwnEvaluatorOnRandomStates() throws Exception {
        AlloyReference alloy = new AlloyReference(spec.module());
        LiveState state = spec.newState();
        Map<String, Integer> seen = new TreeMap<>();
        int clean = 0;
        for (int seed = 0; seed < 1500; seed++) {
            Random random = new Random(seed);
            RandomState built = new RandomState(random, 8 + random.nextInt(5)).spoil(random.nextInt(4));
            List<String> ours = spec.violations(built.into(state));
            assertEquals(alloy.violations(spec, built), ours, "seed " + seed);
            ours.forEach(id -> seen.merge(id, 1, Integer::sum));
            clean += ours.isEmpty() ? 1 : 0;
        }
        assertEquals(11, seen.size(), "every conjunct must be seen broken: " + seen);
        assertTrue(clean > 100, "and the invariant be seen to hold: " + clean);
    }

    @Test
    void refusesMoreAtomsThanAWordHolds() {
        LiveState state = spec.newState();
        for (int i = 0; i < 64; i++) {
            state.addAtom("Node");
        }
        assertTrue(assertThrows(SpecException.class, () -> state.addAtom("Node")).getMessage().startsWith("more than 64 atoms of Node"));
    }

    @Test
    void refusesNamesAndAtomsThatAreNotThere() {
        LiveState state = spec.newState();
        assertTrue(assertThrows(SpecException.class, () -> state.addAtom("Nod")).getMessage().contains("no signature 'Nod'"));
        assertTrue(assertThrows(SpecException.class, () -> state.tuple("owned", 0, 0)).getMessage().contains("no field 'owned'"));
        assertTrue(assertThrows(SpecException.class, () -> state.addAtom("Object")).getMessage().contains("most specific"));
        assertTrue(assertThrows(SpecException.class, () -> state.member("Node", 0)).getMessage().contains("not a subset"));
        state.addAtom("Node");
        assertTrue(assertThrows(SpecException.class, () -> state.tuple("parent", 0, 1)).getMessage().contains("no atom 1 of Node"));
    }

    @Test
    void tellsTheFillersMistakesFromTheKernels() {
        LiveState state = spec.newState();
        int f = state.addAtom("Frame");
        int g = state.addAtom("Frame");
        state.addAtom("CapSlot");
        List<String> mistakes = spec.mistakes(state);
        assertTrue(mistakes.contains("Small has 0 atoms, its declaration does not allow that"), mistakes.toString());
        assertTrue(mistakes.contains("Slot.owner: atom 0 has 0 values, its declaration does not allow that"), mistakes.toString());
        assertTrue(mistakes.contains("fact FrameOrder does not hold"), mistakes.toString());
        state.tuple("above", f, g);
        assertTrue(spec.mistakes(state).stream().noneMatch(m -> m.contains("FrameOrder")));
    }

    @Test
    void refusesWhatItCannotCompileWithPlaceAndReason() {
        String text = "module odd\nsig Node { parent: set Node }\npred CDT_1_few[parent: Node->Node] {\n  #parent < 3\n}\n";
        SpecSources sources = SpecSources.packaged().with("odd.als", text);
        String message = assertThrows(SpecException.class, () -> LiveSpec.load(sources, "odd.als")).getMessage();
        assertTrue(message.startsWith("odd.als:4: "), message);
        String unnamed = text.replace("#parent < 3", "no p").replace("[parent:", "[p:");
        String second = assertThrows(SpecException.class, () -> LiveSpec.load(sources.with("odd.als", unnamed), "odd.als")).getMessage();
        assertTrue(second.contains("'p' is a parameter that no signature or field has the name of"), second);
    }
}
