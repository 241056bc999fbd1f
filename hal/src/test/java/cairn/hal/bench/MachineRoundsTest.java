package cairn.hal.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The guest that times the machine does its rounds: answers are right, every program has its ten parts. */
class MachineRoundsTest {
    /** Red: in guests/rounds/rounds.c, leave out the increment in serve. */
    @Test
    void allProgramsAreMeasured() throws Exception {
        MachineRounds rounds = new MachineRounds();
        rounds.run();
        assertEquals(List.of("near", "far", "map", "fault"), rounds.rows().stream().map(r -> r.name).toList());
    }
}
