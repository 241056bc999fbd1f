package cairn.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cairn.spec.alloy.SpecSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** States and counterexamples that Alloy finds, as tests of the kernel. */
class FromAlloyTest {
    @TempDir
    Path folder;

    @Test
    void onEveryStateThatAlloyFindsEveryOperationIsAsSpecified() throws IOException {
        FromAlloy run = new FromAlloy(Rig.withInvariants(), KernelFactory.REAL);
        run.all(SpecSources.packaged(), 3);
        assertEquals(87, run.states(), "states of up to three nodes");
        run.each(SpecSources.packaged(), 1, 4);
        assertTrue(run.states() > 100, run::summary);
        boolean passed = run.failure() == null;
        new Row("alloy-states", "on each state of a small world that Alloy finds, every operation with every argument: answer, state, "
                + "invariants and step as specified", "property", run.states(), 0, passed ? "passed" : "failed",
                passed ? List.of() : run.failure().ids(), run.tests(), run.coverage(),
                "java -cp CLASSPATH cairn.property.FromAlloy --nodes 3").write(Path.of("target/properties"));
        System.out.println("from Alloy: " + run.summary());
        assertNull(run.failure(), () -> String.valueOf(run.failure()));
    }

    @Test
    void aWrongKernelIsFoundOnTheStatesOfThreeNodes() {
        FromAlloy run = new FromAlloy(Rig.withInvariants(), Mutant.compile(BrokenKernel.byId("grant-keeps-old-slot")));
        run.all(SpecSources.packaged(), 3);
        assertNotNull(run.failure());
        assertTrue(run.failure().ids().contains("CDT-7"), () -> String.valueOf(run.failure()));
    }

    @Test
    void aCounterexampleIsAReplayThatAKernelWithTheSameFaultFails() throws IOException {
        assertEquals(0, FromAlloy.run("--counterexamples", "^broken/(restrict_ignores_children|unmap_leaks_nodes|grant_keeps_old_slot)/", "--to",
                folder.toString()), "the real kernel does none of that");
        assertFails("alloy-broken-restrict_ignores_children-restrict-CDT-3.txt", "restrict-ignores-children", "CDT-3");
        assertFails("alloy-broken-unmap_leaks_nodes-unmap-CDT-8.txt", "unmap-leaks-nodes", "CDT-8");
        assertFails("alloy-broken-grant_keeps_old_slot-grant-CDT-7.txt", "grant-keeps-old-slot", "CDT-7");
    }

    /** On the real kernel the replay holds; on one with the fault that the wrong specification describes, the conjunct does not. */
    private void assertFails(String name, String kernel, String id) throws IOException {
        Path file = folder.resolve(name);
        assertTrue(Files.isRegularFile(file), () -> name + " is not among " + names());
        assertEquals(0, Fuzz.run("--replay", file.toString()), name);
        List<cairn.model.Operation> steps = ReplayFile.read(file).operations();
        Failure<?> failure = Trial.run(Rig.withInvariants(), Mutant.compile(BrokenKernel.byId(kernel)), 1, new Coverage(), steps);
        assertNotNull(failure, name + " on " + kernel);
        assertEquals(steps.size(), failure.steps().size(), name + " fails before its last step");
        assertTrue(failure.ids().contains(id), () -> String.valueOf(failure));
    }

    private List<String> names() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).toList();
        } catch (IOException e) {
            return List.of(e.toString());
        }
    }

    @Test
    void aCheckOfTheSpecificationThatFailsWouldBecomeATestOfTheKernel() {
        SpecSources right = SpecSources.packaged();
        SpecSources wrong = right.with("operations.als", right.text("operations.als").replace("rs in s.rights and fs in s.frames", "fs in s.frames"));
        Pattern filter = Pattern.compile("^map/CDT-3$");
        List<FromAlloy.Counterexample> found = FromAlloy.counterexamples(wrong, filter);
        assertEquals(1, found.size(), () -> String.valueOf(found));
        assertTrue(Script.line(found.get(0).steps().get(found.get(0).steps().size() - 1)).startsWith("map "), () -> String.valueOf(found));
        assertEquals(List.of(), FromAlloy.counterexamples(right, filter), "a check that holds has no counterexample");
    }
}
