package cairn.hal.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cairn.hal.aarch64.CpuModel;
import org.junit.jupiter.api.Test;

/** Our machine against QEMU's user emulation, fixed seed. For more cases: {@link Campaign}. */
class DifferentialTest {
    private static final long SEED = 20261123;
    /** Cases of each class: over 100,000 in all. */
    private static final int CASES = Integer.getInteger("cairn.oracle.cases", 1200);

    @Test
    void everyClassAgreesWithQemu() throws Exception {
        oracle();
        Campaign all = new Campaign(SEED, CpuModel.ARMV8_0, "cortex-a57");
        all.everything(CASES, null);
        System.out.print(all.table());
        assertEquals("", String.join("\n", all.mismatches()));
        assertTrue(all.counts().values().stream().mapToInt(c -> c.cases).sum() >= 80 * CASES);
    }

    @Test
    void atomicsAgreeWithQemu() throws Exception {
        oracle();
        Campaign atomics = new Campaign(SEED, CpuModel.ARMV8_1_ATOMICS, "neoverse-n1");
        atomics.atomics(CASES);
        System.out.print(atomics.table());
        assertEquals("", String.join("\n", atomics.mismatches()));
    }

    private static void oracle() {
        boolean present = Qemu.present();
        if (!present) {
            System.out.println("SKIPPED: the differential test needs qemu-aarch64-static (package qemu-user-static), which is not installed");
        }
        assumeTrue(present, "qemu-aarch64-static is not installed");
    }
}
