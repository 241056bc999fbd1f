package cairn.hal.aarch64;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import cairn.hal.board.Board;
import cairn.hal.board.OneThread;
import cairn.kernel.hil.Frame;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Exceptions with their syndrome, fault address and untouched registers; accesses across pages; code that changes. */
class FaultTest {
    private static final long CODE = 0x400000;
    private static final long DATA = 0x410000;
    private static final long FRAMES = Board.RAM_BASE + 0x20_0000;

    private static final int LDR_X0_X1 = 0xf9400020;
    private static final int STR_X0_X1 = 0xf9000020;
    private static final int SVC = 0xd4000001;

    private OneThread one;
    private int leaves;

    @BeforeEach
    void machine() {
        one = new OneThread();
        leaves = one.leaves(CODE);
        map(CODE, 0, 4 | 1);
        one.frame[Frame.PC] = CODE;
    }

    private void map(long va, int frame, int rights) {
        one.board.mmu().setLeaf(leaves, (int) (va >>> 12) & 511, 3, (FRAMES >>> 12) + frame, rights, 2);
        one.board.mmu().invalidate(1, va >>> 12, 3);
    }

    private void code(int... words) {
        for (int i = 0; i < words.length; i++) {
            word(FRAMES + 4 * i, words[i]);
        }
    }

    private void word(long physical, int value) {
        one.board.ram().write(physical, new byte[] {(byte) value, (byte) (value >> 8), (byte) (value >> 16), (byte) (value >> 24)}, 0, 4);
    }

    private void run() {
        one.machine.run(1000);
    }

    private void assertAbort(int ec, int iss, long far, long pc) {
        assertEquals(Long.toHexString((long) ec << 26 | 1 << 25 | iss), Long.toHexString(one.lastSyndrome));
        assertEquals(Long.toHexString(far), Long.toHexString(one.lastFault));
        assertEquals(Long.toHexString(pc), Long.toHexString(one.frame[Frame.PC]));
    }

    @Test
    void systemCallReturnsBehindItself() {
        code(0xd4000001 | 0x1234 << 5);
        run();
        assertAbort(0x15, 0x1234, 0, CODE + 4);
    }

    @Test
    void breakpointStaysAtItself() {
        code(0xd4200000 | 0xbeef << 5);
        run();
        assertAbort(0x3c, 0xbeef, 0, CODE);
    }

    @Test
    void undefinedInstructions() {
        int[] words = {
            0x00000000, // UDF
            0xd4000002, // HVC
            0xd4000003, // SMC
            0xd4400000, // HLT
            0xd69f03e0, // ERET
            0xd5384240, // MRS CurrentEL
            0xd51b0020, // MSR CTR_EL0
            0xd508871f, // TLBI VMALLE1
            0xd5087620, // DC IVAC
            0xd5087840, // AT
            0xd51bd060 // MSR TPIDRRO_EL0
        };
        for (int word : words) {
            machine();
            code(word);
            run();
            assertAbort(0x00, 0, 0, CODE);
        }
    }

    @Test
    void trappedSystemRegisters() {
        code(0xd53be020); // MRS x0, CNTPCT_EL0
        run();
        assertAbort(0x18, 3 << 20 | 1 << 17 | 3 << 14 | 14 << 10 | 0 << 5 | 0 << 1 | 1, 0, CODE);
        machine();
        code(0xd50342df); // MSR DAIFSet, #2
        run();
        assertAbort(0x18, 6 << 17 | 3 << 14 | 4 << 10 | 31 << 5 | 2 << 1, 0, CODE);
    }

    @Test
    void systemRegistersOfEl0() {
        one.frame[Frame.TPIDRRO] = 0x1234;
        code(0xd53bd060, 0xd51bd040, 0xd53bd041, 0xd53b0022, 0xd53b00e3, 0xd53be004, 0xd53be045, 0xd53be046, SVC);
        run();
        assertEquals(0x1234, one.frame[0]);
        assertEquals(0x1234, one.frame[1]);
        assertEquals(0x1234, one.frame[Frame.TPIDR]);
        assertEquals(4, one.frame[3]);
        assertEquals(100_000_000, one.frame[4]);
        assertEquals(1, one.frame[6] - one.frame[5]);
    }

    @Test
    void translationFaultsAtEachLevel() {
        long[] addresses = {1L << 40, 2L << 30, 0x600000, 0x401000};
        for (int level = 0; level < 4; level++) {
            machine();
            code(LDR_X0_X1);
            one.frame[0] = 77;
            one.frame[1] = addresses[level];
            run();
            assertAbort(0x24, 0x04 | level, addresses[level], CODE);
            assertEquals(77, one.frame[0]);
        }
    }

    @Test
    void addressesOutsideTheUserHalf() {
        for (long va : new long[] {1L << 48, -8, 0xffff_0000_0040_0000L, 0x0001_0000_0040_0000L, 7L << 60 | CODE}) {
            machine();
            code(LDR_X0_X1);
            one.frame[1] = va;
            run();
            assertAbort(0x24, 0x04, va, CODE);
        }
    }

    @Test
    void writesCarryWnr() {
        code(STR_X0_X1);
        one.frame[1] = 0x401000;
        run();
        assertAbort(0x24, 0x47, 0x401000, CODE);
    }

    @Test
    void permissionFaults() {
        map(DATA, 1, 4);
        code(STR_X0_X1);
        one.frame[1] = DATA + 8;
        run();
        assertAbort(0x24, 0x4f, DATA + 8, CODE);
        one.frame[Frame.PC] = DATA;
        run();
        assertAbort(0x20, 0x0f, DATA, DATA);
        map(DATA, 1, 1); // execute only
        one.frame[Frame.PC] = CODE;
        code(LDR_X0_X1);
        run();
        assertAbort(0x24, 0x0f, DATA + 8, CODE);
        word(FRAMES + 4096, SVC);
        one.frame[Frame.PC] = DATA;
        run();
        assertAbort(0x15, 0, 0, DATA + 4);
    }

    @Test
    void writeWithoutReadGrantsNothing() {
        map(DATA, 1, 2);
        code(STR_X0_X1);
        one.frame[1] = DATA;
        run();
        assertAbort(0x24, 0x4f, DATA, CODE);
    }

    @Test
    void instructionAborts() {
        one.frame[Frame.PC] = 0x402004;
        run();
        assertAbort(0x20, 0x07, 0x402004, 0x402004);
        one.frame[Frame.PC] = CODE + 2;
        run();
        assertAbort(0x22, 0, CODE + 2, CODE + 2);
    }

    @Test
    void fallingOffAPageFaultsAtTheNext() {
        word(FRAMES + 4092, 0xd503201f);
        one.frame[Frame.PC] = CODE + 4092;
        run();
        assertAbort(0x20, 0x07, CODE + 4096, CODE + 4096);
    }

    @Test
    void accessFlagAddressSizeAndExternalAborts() {
        long entry = one.board.tableBase() + leaves * 4096L + ((DATA >>> 12) & 511) * 8;
        code(LDR_X0_X1);
        one.frame[1] = DATA;
        one.board.ram().store(entry, PageTables.leaf(3, FRAMES >>> 12, 7, 2) & ~(1L << 10));
        run();
        assertAbort(0x24, 0x0b, DATA, CODE);
        one.board.ram().store(entry, PageTables.leaf(3, 1L << 30, 7, 2));
        run();
        assertAbort(0x24, 0x03, DATA, CODE);
        one.board.ram().store(entry, PageTables.leaf(3, 0x1000, 7, 0));
        run();
        assertAbort(0x24, 0x10, DATA, CODE);
        one.board.ram().store(one.board.tableBase(), 0x1_0000_0003L);
        one.board.mmu().invalidate(1, CODE >>> 12, 1);
        run();
        assertAbort(0x20, 0x15, CODE, CODE);
    }

    @Test
    void hierarchicalPermissions() {
        map(DATA, 1, 7);
        long top = one.board.tableBase();
        long entry = one.board.ram().load(top);
        one.frame[1] = DATA;
        code(STR_X0_X1);
        one.board.ram().store(top, entry | 1L << 62);
        one.board.mmu().invalidate(1, 0, 1);
        run();
        assertAbort(0x24, 0x4f, DATA, CODE);
        one.board.ram().store(top, entry | 1L << 61);
        one.board.mmu().invalidate(1, 0, 1);
        one.frame[Frame.PC] = CODE;
        run();
        assertAbort(0x24, 0x4f, DATA, CODE);
        one.board.ram().store(top, entry | 1L << 60);
        one.board.mmu().invalidate(1, 0, 1);
        run();
        assertAbort(0x20, 0x0f, CODE, CODE);
    }

    @Test
    void alignment() {
        map(DATA, 1, 6);
        int[] loads = {0xc85f7c20, 0xc8dffc20, 0x885f7c20, 0xc87f0820};
        for (int load : loads) {
            one.frame[Frame.PC] = CODE;
            code(load);
            one.frame[1] = DATA + 2;
            run();
            assertAbort(0x24, 0x21, DATA + 2, CODE);
        }
        one.frame[Frame.PC] = CODE;
        code(0xc89ffc20); // STLR
        run();
        assertAbort(0x24, 0x61, DATA + 2, CODE);
        one.board.mmu().setLeaf(leaves, (int) (DATA >>> 12) & 511, 3, (FRAMES >>> 12) + 1, 6, 0); // device memory
        one.board.mmu().invalidate(1, DATA >>> 12, 3);
        code(LDR_X0_X1);
        run();
        assertAbort(0x24, 0x21, DATA + 2, CODE);
        one.frame[1] = DATA + 4092; // across into another page of device memory
        one.board.mmu().setLeaf(leaves, (int) (DATA + 4096 >>> 12) & 511, 3, (FRAMES >>> 12) + 2, 6, 0);
        run();
        assertAbort(0x24, 0x21, DATA + 4092, CODE);
        one.frame[1] = DATA + 8;
        code(LDR_X0_X1, SVC);
        run();
        assertAbort(0x15, 0, 0, CODE + 8);
    }

    @Test
    void accessesAcrossPages() {
        map(DATA, 3, 6);
        map(DATA + 4096, 1, 6); // not the neighbouring frame
        one.frame[0] = 0x1122334455667788L;
        for (int offset = 1; offset < 8; offset++) {
            one.frame[Frame.PC] = CODE;
            one.frame[1] = DATA + 4096 - offset;
            code(STR_X0_X1, 0xf9400022, SVC); // ldr x2, [x1]
            run();
            assertAbort(0x15, 0, 0, CODE + 12);
            assertEquals(one.frame[0], one.frame[2]);
            byte[] tail = one.board.ram().read(FRAMES + 4 * 4096 - offset, offset);
            byte[] head = one.board.ram().read(FRAMES + 4096, 8 - offset);
            for (int i = 0; i < 8; i++) {
                assertEquals((byte) (one.frame[0] >>> 8 * i), i < offset ? tail[i] : head[i - offset]);
            }
        }
    }

    @Test
    void storeAcrossPagesIsAllOrNothing() {
        map(DATA, 3, 6);
        one.board.ram().store(FRAMES + 4 * 4096 - 8, 99L << 32);
        one.frame[1] = DATA + 4092;
        code(STR_X0_X1);
        one.frame[0] = -1;
        run();
        assertAbort(0x24, 0x47, DATA + 4096, CODE);
        assertEquals(99L << 32, one.board.ram().load(FRAMES + 4 * 4096 - 8));
        code(0xa9400420); // ldp x0, x1, [x1]: the second word faults, nothing changes
        one.frame[1] = DATA + 4088;
        run();
        assertAbort(0x24, 0x07, DATA + 4096, CODE);
        assertEquals(-1, one.frame[0]);
        assertEquals(DATA + 4088, one.frame[1]);
        code(0xf8408c20); // ldr x0, [x1, #8]!: no write-back after a fault
        run();
        assertAbort(0x24, 0x07, DATA + 4096, CODE);
        assertEquals(DATA + 4088, one.frame[1]);
    }

    @Test
    void selfModifyingCode() {
        map(DATA, 0, 6); // the code frame again, writable
        code(0x91000400, // add x0, x0, #1
                0xb9000022, // str w2, [x1]
                0x91000400,
                0xf1000463, // subs x3, x3, #1
                0x54ffff81, // b.ne start
                SVC);
        one.frame[1] = DATA + 8;
        one.frame[2] = 0x91000800; // add x0, x0, #2
        one.frame[3] = 2;
        run();
        assertAbort(0x15, 0, 0, CODE + 24);
        assertEquals(1 + 2 + 1 + 2, one.frame[0]);
        one.frame[Frame.PC] = CODE;
        one.frame[0] = 0;
        one.frame[3] = 1;
        one.frame[2] = 0x91000c00; // add x0, x0, #3; the page was decoded and is stored to through a cached translation
        run();
        assertEquals(1 + 3, one.frame[0]);
        one.frame[Frame.PC] = CODE;
        one.frame[0] = 0;
        one.frame[3] = 1;
        one.frame[1] = DATA + 2044; // elsewhere in the page
        word(FRAMES, 0x91001000); // the kernel changes it: add x0, x0, #4
        run();
        assertEquals(4 + 3, one.frame[0]);
    }

    @Test
    void pageWrittenFirstAndExecutedLater() {
        // A write translation is cached before the frame holds decoded code: it must not bypass the decoder afterwards.
        map(DATA, 1, 7);
        code(0xb9000022, // str w2, [x1]
                0xb9000423, // str w3, [x1, #4]
                0xd63f0020, // blr x1
                0xb9000024, // str w4, [x1]
                0xd63f0020, // blr x1
                SVC);
        one.frame[1] = DATA;
        one.frame[2] = 0x91000400; // add x0, x0, #1
        one.frame[3] = 0xd65f03c0; // ret
        one.frame[4] = 0x91004000; // add x0, x0, #16
        run();
        assertAbort(0x15, 0, 0, CODE + 24);
        assertEquals(17, one.frame[0]);
    }

    @Test
    void storeAcrossTwoCodePagesForgetsBoth() {
        map(CODE + 4096, 1, 5);
        map(DATA, 0, 6);
        map(DATA + 4096, 1, 6);
        code(0xf9000022, 0x14000000 | (4092 - 4) / 4); // str x2, [x1]; b to the last word
        word(FRAMES + 4092, 0xd503201f);
        word(FRAMES + 4096, SVC);
        one.frame[1] = DATA + 4092;
        one.frame[2] = 0x91000400_91000400L;
        word(FRAMES + 4100, SVC);
        one.frame[Frame.PC] = CODE + 4092;
        run();
        assertAbort(0x15, 0, 0, CODE + 4100);
        one.frame[Frame.PC] = CODE;
        run();
        assertAbort(0x15, 0, 0, CODE + 4104);
        assertEquals(2, one.frame[0]);
    }

    @Test
    void unmapAndRemapAreSeenAtOnce() {
        map(DATA, 1, 6);
        one.board.ram().store(FRAMES + 4096, 11);
        one.board.ram().store(FRAMES + 2 * 4096, 22);
        code(LDR_X0_X1, SVC);
        one.frame[1] = DATA;
        run();
        assertEquals(11, one.frame[0]);
        map(DATA, 2, 6);
        one.frame[Frame.PC] = CODE;
        run();
        assertEquals(22, one.frame[0]);
        one.board.mmu().clearEntry(leaves, (int) (DATA >>> 12) & 511);
        one.board.mmu().invalidate(1, DATA >>> 12, 3);
        one.frame[Frame.PC] = CODE;
        run();
        assertAbort(0x24, 0x07, DATA, CODE);
        assertNull(one.board.mmu().walk(0, DATA));
    }

    @Test
    void clearedRootTableLeavesNoTranslation() {
        map(DATA, 1, 6);
        code(LDR_X0_X1, SVC);
        one.frame[1] = DATA;
        run();
        assertAbort(0x15, 0, 0, CODE + 8);
        one.board.mmu().clearTable(0);
        one.board.mmu().activate(1, 0);
        one.frame[Frame.PC] = CODE;
        run();
        assertAbort(0x20, 0x04, CODE, CODE);
    }

    @Test
    void spacesDoNotSeeEachOthersTranslations() {
        // 40 spaces share one layout but for the frame of DATA; they take turns, so the TLBs are used again.
        Board board = new Board(CpuModel.ARMV8_0, 16 << 20, 200, java.io.OutputStream.nullOutputStream());
        for (int space = 0; space < 40; space++) {
            int root = space * 4;
            for (int t = 0; t < 4; t++) {
                board.mmu().clearTable(root + t);
            }
            board.mmu().setTable(root, 0, root + 1);
            board.mmu().setTable(root + 1, 0, root + 2);
            board.mmu().setTable(root + 2, 2, root + 3);
            board.mmu().setLeaf(root + 3, 0, 3, FRAMES >>> 12, 5, 2);
            board.mmu().setLeaf(root + 3, 16, 3, (FRAMES >>> 12) + 1 + space, 6, 2);
            board.ram().store(FRAMES + 4096L * (1 + space), 1000 + space);
        }
        board.ram().store(FRAMES, (long) SVC << 32 | LDR_X0_X1 & 0xffff_ffffL);
        long[] frame = new long[Frame.WORDS];
        for (int turn = 0; turn < 200; turn++) {
            int space = turn * 7 % 40;
            board.mmu().activate(space, space * 4);
            frame[1] = DATA;
            frame[Frame.PC] = CODE;
            board.cpu().load(frame, null);
            assertEquals(Cpu.TRAP, board.cpu().run(10, 0));
            board.cpu().save(frame);
            assertEquals(1000 + space, frame[0]);
        }
    }

    @Test
    void walkReportsWhatWasWritten() {
        for (int rights = 0; rights < 8; rights++) {
            map(DATA, 1, rights);
            int data = (rights & 4) != 0 ? rights & 6 : 0;
            assertEquals(new Translation((FRAMES >>> 12) + 1, data | rights & 1, 3, 2), one.board.mmu().walk(0, DATA + 5));
        }
        int level2 = leaves - 1;
        one.board.mmu().setLeaf(level2, 3, 2, Board.RAM_BASE >>> 12, 6, 4);
        assertEquals(new Translation((Board.RAM_BASE >>> 12) + 5, 6, 2, 4), one.board.mmu().walk(0, 0x605123));
        one.board.mmu().setLeaf(level2 - 1, 1, 1, Board.RAM_BASE >>> 12, 4, 0);
        assertEquals(new Translation((Board.RAM_BASE >>> 12) + 0x205, 4, 1, 0), one.board.mmu().walk(0, 0x4020_5000L));
    }

    @Test
    void cacheMaintenanceNeedsAReadableAddress() {
        code(0xd50b7b21, 0xd50b7521, SVC); // DC CVAU x1; IC IVAU x1
        one.frame[1] = CODE;
        run();
        assertAbort(0x15, 0, 0, CODE + 12);
        one.frame[Frame.PC] = CODE;
        one.frame[1] = DATA;
        run();
        assertAbort(0x24, 1 << 8 | 1 << 6 | 7, DATA, CODE);
    }

    @Test
    void deviceRegistersAtEl0() {
        one.board.mmu().setLeaf(leaves, 20, 3, Board.UART_BASE >>> 12, 6, 0);
        code(0xb9000020, SVC); // str w0, [x1]
        one.frame[0] = 'A';
        one.frame[1] = CODE + 20 * 4096;
        run();
        assertEquals("A", one.text());
    }

    @Test
    void randomWordsNeverBreakTheMachine() {
        java.util.SplittableRandom random = new java.util.SplittableRandom(5);
        map(DATA, 3, 6);
        for (int i = 0; i < 20_000; i++) {
            int word = random.nextInt();
            code(word, SVC);
            one.frame[Frame.PC] = CODE;
            for (int r = 0; r < 32; r++) {
                one.frame[r] = random.nextInt(2) == 0 ? DATA + random.nextInt(4096) : random.nextLong();
            }
            one.machine.run(3);
        }
    }
}
