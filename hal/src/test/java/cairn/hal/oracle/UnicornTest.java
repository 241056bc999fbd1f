package cairn.hal.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

/** Our machine against a second oracle, in this process, also where no QEMU is installed; what it compares more is in {@link DifferentialTest}. */
class UnicornTest {
    private static final long SEED = 20261127;
    private static final int CASES = Integer.getInteger("cairn.oracle.cases", 1200) / 6;

    /** Red: in Cpu.carryOp, let the carry be 0. */
    @Test
    void everyClassAgreesWithUnicorn() throws Exception {
        boolean present = UnicornProcess.present();
        if (!present) {
            System.out.println("SKIPPED: Unicorn has no library for this system");
        }
        assumeTrue(present, "Unicorn cannot be loaded");
        Campaign all = Campaign.unicorn(SEED);
        all.everything(CASES, null);
        System.out.print(all.table());
        assertEquals("", String.join("\n", all.mismatches()));
        assertTrue(all.counts().values().stream().mapToInt(c -> c.cases).sum() >= 40 * CASES);
    }
}
