package cairn.spec.alloy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SpecSourcesTest {
    private static final SpecSources SPEC = SpecSources.packaged();

    private static String hash(SpecSources sources, String file, String label) {
        return sources.hash(file, label, "settings");
    }

    private static void changes(boolean expected, String file, String from, String to, String of, String label) {
        String text = SPEC.text(file);
        assertTrue(text.contains(from), from);
        SpecSources changed = SPEC.with(file, text.replace(from, to));
        String before = hash(SPEC, of, label);
        String after = hash(changed, of, label);
        assertEquals(expected, !before.equals(after), label + " after '" + from + "' became '" + to + "'");
    }

    @Test
    void whatACommandDependsOnChangesItsHashAndNothingElseDoes() {
        changes(true, "operations.als", "fun delete_first", "fun delete_first /* x */ [m: Node]: Node->Node { first } fun delete_second",
                "checks/delete.als", "delete_CDT_2");
        changes(false, "operations.als", "(first - n->Node - n.parent->Node)", "(first - n->Node)", "checks/map.als", "map_CDT_2");
        changes(true, "operations.als", "(first - n->Node - n.parent->Node)", "(first - n->Node)", "checks/delete.als", "delete_CDT_2");
        changes(true, "operations.als", "rs in s.rights", "some rs", "checks/map.als", "map_CDT_10");
        changes(true, "objects.als", "all f: Frame | f not in", "all f: Frame | no f &", "checks/map.als", "map_CDT_3");
        changes(true, "derivation.als", "n.rights in n.parent.rights", "some n.rights", "checks/grant.als", "grant_CDT_6");
        changes(true, "checks/map.als", "for 7 but", "for 6 but", "checks/map.als", "map_CDT_3");
        changes(false, "checks/map.als", "-- It can happen", "-- It could happen", "checks/map.als", "map_CDT_3");
        changes(false, "theorems.als", "objectAuthority", "whatTheyCanDo", "checks/map.als", "map_CDT_3");
        changes(true, "broken/map_adds_rights.als", "fs in s.frames", "some fs", "broken/map_adds_rights.als", "map_CDT_3");
        assertNotEquals(hash(SPEC, "checks/map.als", "map_CDT_3"), hash(SPEC, "checks/map.als", "map_CDT_4"));
        assertNotEquals(hash(SPEC, "checks/map.als", "map_CDT_3"), SPEC.hash("checks/map.als", "map_CDT_3", "others"));
    }

    @Test
    void everySourceParses() {
        for (String file : SPEC.files()) {
            if (!file.startsWith("broken/") && !file.startsWith("checks/")) {
                SPEC.parse(file);
            }
        }
        assertTrue(assertThrows(SpecException.class, () -> SPEC.parse("absent.als")).getMessage().contains("no such file"));
    }

    @Test
    void aMistakeInAnOpenedSourceIsReportedThere() {
        SpecSources broken = SPEC.with("space.als", SPEC.text("space.als") + "\npred odd { some Nodes }\n");
        String message = assertThrows(SpecException.class, () -> broken.parse("checks/map.als")).getMessage();
        int line = SPEC.text("space.als").split("\n", -1).length + 1;
        assertTrue(message.startsWith("spec/alloy/space.als:" + line + ": "), message);
    }
}
