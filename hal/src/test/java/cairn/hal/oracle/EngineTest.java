package cairn.hal.oracle;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cairn.hal.aarch64.CpuModel;
import org.junit.jupiter.api.Test;

/** The translator agrees with the interpreter on generated programs, fixed seeds. For more: {@link EngineCampaign}. */
class EngineTest {
    /**
     * Red: in RegionEmitter.last, charge(done) for charge(done + 1); in ArithmeticEmitter, leave out a low32(); in Fast.readable, leave out
     * the test of the last byte; in FlowGraph.reloaded, return 0; in FastFloat.multiplyD, finite for normal; in Lanes.greaterOrEqual,
     * leave out the complement.
     */
    @Test
    void generatedProgramsRunAlike() {
        EngineCase old = new EngineCase(CpuModel.ARMV8_0);
        EngineCase atomics = new EngineCase(CpuModel.ARMV8_1_ATOMICS);
        for (long seed = 0; seed < 3000; seed++) {
            assertNull(((seed & 1) == 0 ? old : atomics).run(seed));
        }
        assertTrue(old.translations() > 1500, "translations");
    }
}
