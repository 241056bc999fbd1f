package cairn.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cairn.spec.alloy.SpecSources;
import cairn.spec.alloy.live.LiveSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a copy of the specification, one conjunct is changed: what the trials then say. */
class ConjunctChangesTest {
    @TempDir
    Path folder;

    private static Rig with(String file, String old, String changed) {
        SpecSources right = SpecSources.packaged();
        assertNotEquals(right.text(file), right.text(file).replace(old, changed), old + " is not in " + file);
        return Rig.with(LiveSpec.load(right.with(file, right.text(file).replace(old, changed)), "operations.als"));
    }

    /** The same change is a proof that must stay open: proofs/notprovable/strengthened-conjunct.seed. */
    @Test
    void aConjunctStrongerThanTheKernelKeepsIsRefutedByAStateThatTheTrialsFind() {
        Failure<?> failure = new Campaign(with("derivation.als", "no n.parent implies n.top = n", "no n.parent implies n.top = n and no n.first"),
                KernelFactory.REAL, 1, 60, 1).run(50);
        assertNotNull(failure, "no state of the kernel refutes it");
        assertTrue(failure.ids().contains("CDT-5"), () -> String.valueOf(failure));
    }

    /** What escapes is no longer "caught", and that blocks the verdict: see PropertyResults in ci. */
    @Test
    void aConjunctThatSaysLessLetsABrokenKernelEscape() throws IOException {
        BrokenKernel broken = BrokenKernel.byId("restrict-ignores-children");
        assertTrue(BrokenKernels.hunt(Rig.withInvariants(), broken, 1, 150, folder, folder).caught(), "caught by CDT-3 as it is");
        BrokenKernels.Outcome outcome = BrokenKernels.hunt(with("derivation.als", "some n.parent implies n.rights in n.parent.rights", "n.rights in Right"),
                broken, 1, 150, folder, folder);
        assertFalse(outcome.caught(), () -> String.valueOf(outcome.failure()));
        assertEquals("missed", outcome.row().status());
        assertTrue(Files.readString(folder.resolve(broken.id() + ".json")).contains("\"status\": \"missed\""));
    }
}
