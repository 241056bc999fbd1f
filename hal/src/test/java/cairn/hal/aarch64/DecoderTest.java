package cairn.hal.aarch64;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Branches, exceptions and system instructions cannot be tried on random words under the oracle; so the decoder is compared with a
 * second statement of what is allocated at EL0, as mask and value, straight from the manual's encodings.
 */
class DecoderTest {
    private record Encoding(int mask, int value, int near, int far) {
        Encoding(int mask, int value, int op) {
            this(mask, value, op, op);
        }
    }

    private static final Encoding[] ALLOCATED = {
        new Encoding(0xfc000000, 0x14000000, Op.B, Op.B_FAR),
        new Encoding(0xfc000000, 0x94000000, Op.BL, Op.BL_FAR),
        new Encoding(0xff000000, 0xb4000000, Op.CBZ64, Op.CBZ64_FAR),
        new Encoding(0xff000000, 0x34000000, Op.CBZ32, Op.CBZ32_FAR),
        new Encoding(0xff000000, 0xb5000000, Op.CBNZ64, Op.CBNZ64_FAR),
        new Encoding(0xff000000, 0x35000000, Op.CBNZ32, Op.CBNZ32_FAR),
        new Encoding(0x7f000000, 0x36000000, Op.TBZ, Op.TBZ_FAR),
        new Encoding(0x7f000000, 0x37000000, Op.TBNZ, Op.TBNZ_FAR),
        new Encoding(0xff00001f, 0x54000000, Op.BEQ, Op.BCOND_FAR),
        new Encoding(0xff00001f, 0x54000001, Op.BNE, Op.BCOND_FAR),
        new Encoding(0xff00001f, 0x54000002, Op.BCS, Op.BCOND_FAR),
        new Encoding(0xff00001f, 0x54000003, Op.BCC, Op.BCOND_FAR),
        new Encoding(0xff00001f, 0x54000004, Op.BMI, Op.BCOND_FAR),
        new Encoding(0xff00001f, 0x54000005, Op.BPL, Op.BCOND_FAR),
        new Encoding(0xff00001f, 0x54000006, Op.BVS, Op.BCOND_FAR),
        new Encoding(0xff00001f, 0x54000007, Op.BVC, Op.BCOND_FAR),
        new Encoding(0xff00001f, 0x54000008, Op.BHI, Op.BCOND_FAR),
        new Encoding(0xff00001f, 0x54000009, Op.BLS, Op.BCOND_FAR),
        new Encoding(0xff00001f, 0x5400000a, Op.BGE, Op.BCOND_FAR),
        new Encoding(0xff00001f, 0x5400000b, Op.BLT, Op.BCOND_FAR),
        new Encoding(0xff00001f, 0x5400000c, Op.BGT, Op.BCOND_FAR),
        new Encoding(0xff00001f, 0x5400000d, Op.BLE, Op.BCOND_FAR),
        new Encoding(0xff00001e, 0x5400000e, Op.B, Op.BCOND_FAR),
        new Encoding(0xfffffc1f, 0xd61f0000, Op.BR),
        new Encoding(0xfffffc1f, 0xd63f0000, Op.BLR),
        new Encoding(0xfffffc1f, 0xd65f0000, Op.BR), // RET
        new Encoding(0xffe0001f, 0xd4000001, Op.SVC),
        new Encoding(0xffe0001f, 0xd4200000, Op.BRK),
        new Encoding(0xfffff01f, 0xd503201f, Op.NOP), // HINT
        new Encoding(0xfffff0ff, 0xd503305f, Op.CLREX),
        new Encoding(0xfffff0ff, 0xd503309f, Op.NOP), // DSB
        new Encoding(0xfffff0ff, 0xd50330bf, Op.NOP), // DMB
        new Encoding(0xfffff0ff, 0xd50330df, Op.NOP), // ISB
        new Encoding(0xfffff0ff, 0xd50340df, Op.SYSREG_TRAP), // DAIFSet
        new Encoding(0xfffff0ff, 0xd50340ff, Op.SYSREG_TRAP), // DAIFClr
        new Encoding(0xffffffe0, 0xd50b7420, Op.DC_ZVA),
        new Encoding(0xffffffe0, 0xd50b7520, Op.CACHE_OP),
        new Encoding(0xffffffe0, 0xd50b7a20, Op.CACHE_OP),
        new Encoding(0xffffffe0, 0xd50b7b20, Op.CACHE_OP),
        new Encoding(0xffffffe0, 0xd50b7e20, Op.CACHE_OP),
        new Encoding(0xffffffe0, 0xd53b0020, Op.MRS), // CTR_EL0
        new Encoding(0xffffffe0, 0xd53b00e0, Op.MRS), // DCZID_EL0
        new Encoding(0xffffffe0, 0xd53b4200, Op.MRS), // NZCV
        new Encoding(0xffffffe0, 0xd53b4400, Op.MRS), // FPCR
        new Encoding(0xffffffe0, 0xd53b4420, Op.MRS), // FPSR
        new Encoding(0xffffffe0, 0xd53bd040, Op.MRS), // TPIDR_EL0
        new Encoding(0xffffffe0, 0xd53bd060, Op.MRS), // TPIDRRO_EL0
        new Encoding(0xffffffe0, 0xd53be000, Op.MRS), // CNTFRQ_EL0
        new Encoding(0xffffffe0, 0xd53be040, Op.MRS), // CNTVCT_EL0
        new Encoding(0xffffffe0, 0xd51b4200, Op.MSR),
        new Encoding(0xffffffe0, 0xd51b4400, Op.MSR),
        new Encoding(0xffffffe0, 0xd51b4420, Op.MSR),
        new Encoding(0xffffffe0, 0xd51bd040, Op.MSR),
        new Encoding(0xffdfffe0, 0xd51b4220, Op.SYSREG_TRAP), // DAIF
        new Encoding(0xffffffe0, 0xd53be020, Op.SYSREG_TRAP), // CNTPCT_EL0
        new Encoding(0xffdfffe0, 0xd51be200, Op.SYSREG_TRAP), // CNTP_TVAL, CTL, CVAL; CNTV the same
        new Encoding(0xffdfffe0, 0xd51be220, Op.SYSREG_TRAP),
        new Encoding(0xffdfffe0, 0xd51be240, Op.SYSREG_TRAP),
        new Encoding(0xffdfffe0, 0xd51be300, Op.SYSREG_TRAP),
        new Encoding(0xffdfffe0, 0xd51be320, Op.SYSREG_TRAP),
        new Encoding(0xffdfffe0, 0xd51be340, Op.SYSREG_TRAP),
    };

    private final SplittableRandom random = new SplittableRandom(11);
    private final Decoder decoder = new Decoder(CpuModel.ARMV8_0);

    /** A word of this group: random, or an allocated one with up to three bits changed. */
    private int word() {
        if (random.nextInt(3) == 0) {
            return random.nextInt() & ~(15 << 25) | (10 + random.nextInt(2)) << 25;
        }
        Encoding near = ALLOCATED[random.nextInt(ALLOCATED.length)];
        int word = near.value | random.nextInt() & ~near.mask;
        for (int flips = random.nextInt(4); flips > 0; flips--) {
            word ^= 1 << random.nextInt(25);
        }
        return word;
    }

    @Test
    void branchesExceptionsAndSystem() {
        for (int i = 0; i < 1_000_000; i++) {
            int word = word();
            int at = random.nextInt(CodePage.ENTRIES);
            int near = Op.UNDEFINED;
            int far = Op.UNDEFINED;
            for (Encoding e : ALLOCATED) {
                if ((word & e.mask) == e.value) {
                    near = e.near;
                    far = e.far;
                    break;
                }
            }
            decoder.decode(word, at);
            if (decoder.op != near) {
                assertEquals(far, decoder.op, Integer.toHexString(word));
            }
        }
    }

    @Test
    void reservedTopLevelGroups() {
        for (int i = 0; i < 100_000; i++) {
            int word = random.nextInt() & ~(15 << 25) | random.nextInt(4) << 25;
            decoder.decode(word, 0);
            assertEquals(Op.UNDEFINED, decoder.op, Integer.toHexString(word));
        }
    }
}
