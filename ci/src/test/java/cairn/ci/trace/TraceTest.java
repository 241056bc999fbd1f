package cairn.ci.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cairn.ci.CannotRun;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceTest {
    private static final List<String> REQUIREMENT = """
            # Tree

            ## REQ-CDT-3 Map
            `req~cdt-3~1`

            A map makes a child.

            Rationale:
            Authority shrinks.

            Needs: alloy, proof
            Covers: CDT-3, THM-1

            ## REQ-CDT-4 Grant
            `req~cdt-4~1`

            It moves.

            Rationale:
            Why not.

            Needs: boot
            """.lines().toList();

    @Test
    void requirementsAreReadByTheirMarks() {
        List<Requirement> all = Requirements.parse("cdt.md", REQUIREMENT);
        assertEquals(new Requirement("REQ-CDT-3", "Map", "A map makes a child.", "Authority shrinks.", "cdt.md", 3, List.of("alloy", "proof"),
                List.of("CDT-3", "THM-1")), all.get(0));
        assertEquals(List.of("boot"), all.get(1).needs());
        assertTrue(all.get(0).means("THM-1") && all.get(0).means("REQ-CDT-3") && !all.get(0).means("CDT-30"));
    }

    @Test
    void aBadRequirementIsNamedByPlace() {
        List<String> bad = REQUIREMENT.stream().map(l -> l.replace("Needs: boot", "Needs: hope")).toList();
        String message = assertThrows(CannotRun.class, () -> Requirements.parse("cdt.md", bad)).getMessage();
        assertTrue(message.startsWith("cdt.md:14: REQ-CDT-4 needs 'hope'"), message);
    }

    private static final List<String> TEST = """
            /** Faults. [REQ-MMU-4] */
            class FaultTest {
                @Test
                void first() {
                    other("[REQ-MMU-3]");
                }

                /** Stale. [CDT-10, REQ-MMU-3] */
                @Property(tries = 3)
                void second(@ForAll int x) throws IOException {
                    assert array[REQ] > 0;
                }
            }
            """.lines().toList();

    @Test
    void idsOfTheClassAndOfTheMethodCount() {
        assertEquals(new TestSources.Place("F", 10, List.of("CDT-10", "REQ-MMU-3", "REQ-MMU-4")), TestSources.find("F", TEST, "FaultTest", "second"));
        assertEquals(new TestSources.Place("F", 4, List.of("REQ-MMU-3", "REQ-MMU-4")), TestSources.find("F", TEST, "FaultTest", "first"));
    }
}
