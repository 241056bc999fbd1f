package cairn.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cairn.spec.alloy.SpecSources;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Steps of the kernel against the specification's operations: guard, effect on every relation, and what stays as it was. */
class SpecifiedStepsTest {
    @Test
    void everyStepIsTheOperationThatTheSpecificationSays() throws IOException {
        Campaign campaign = new Campaign(Rig.withInvariants(), KernelFactory.REAL, 11, 400, 1);
        Failure<?> failure = campaign.run(50);
        assertNull(failure, () -> String.valueOf(failure));
        Map<String, long[]> compared = campaign.coverage().specified();
        assertEquals(List.of("anchor", "delete", "destroy", "grant", "map", "restrict", "unmap"), List.copyOf(compared.keySet()));
        StringBuilder json = new StringBuilder("{");
        compared.forEach((operation, n) -> {
            assertTrue(n[0] > 0 && n[1] > 0, operation + ": " + n[0] + " carried out, " + n[1] + " refused");
            json.append(json.length() == 1 ? "\n" : ",\n").append("  \"").append(operation).append("\": {\"carriedOut\": ").append(n[0])
                    .append(", \"refused\": ").append(n[1]).append('}');
        });
        Disk.write(Path.of("target/live-steps.json"), json.append("\n}\n").toString());
    }

    @Test
    void anOperationWithoutOneOfItsEffectsIsNoticed() {
        notice("map without its effect on top");
        notice("delete without its effect on nextSibling");
        notice("unmap without its effect on shown");
    }

    @Test
    void aWeakerGuardIsNoticed() {
        notice("restrict_pre without 'no (parent.n).rights & rs'");
        notice("map_pre without 'free[k]'");
    }

    private static void notice(String name) {
        SpecMutants.Mutant mutant = SpecMutants.all(SpecSources.packaged()).stream().filter(m -> m.name().equals(name)).findFirst().orElseThrow();
        assertNotNull(SpecMutants.noticedBy(mutant), name + " survives");
    }
}
