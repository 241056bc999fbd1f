package cairn.kernel.object;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.assertSame;

import cairn.kernel.Rig;
import cairn.kernel.abi.Control;
import cairn.kernel.abi.Limits;
import cairn.kernel.abi.Protocol;
import cairn.kernel.abi.Slots;
import cairn.kernel.abi.Tag;
import cairn.kernel.abi.ThreadOp;
import cairn.kernel.abi.Trampoline;
import cairn.kernel.abi.Unmap;
import cairn.kernel.abi.Utcb;
import cairn.kernel.hil.Cause;
import cairn.kernel.hil.Frame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Page faults that the root thread handles itself, and vector registers that go along with messages, to a second thread (70), which is its
 * exception handler. Seen red: without the mask of the processor state, when it stays armed, without a look at the end of the page, and
 * when vector registers go to the unwilling. [REQ-THREAD-3]
 */
class TrampolineTest {
    private static final long SECOND = 22;
    private static final long SELF = 0x801;
    private static final long STRUCTURE = Limits.UTCB_AREA + 0x800;
    private static final long HANDLER = 0x7000;
    private static final long WRITE_FAULT = 0x24L << 26 | 1 << 6 | 0x7;
    private static final long ADDRESS = 0x1234_5678L;
    private static final long WAIT = 0x806;
    private static final long REPLY_WAIT = 0x80f;

    private Rig rig;
    private Thread root;
    private Thread second;
    private long structure;

    @BeforeEach
    void begin() {
        rig = new Rig();
        root = rig.kernel.current();
        structure = root.utcb() + 0x800;
        assertEquals(0, rig.create(Slots.FACTORY, SECOND, Protocol.THREAD, 0));
        assertEquals(0, rig.bind(SECOND, Slots.TASK, Limits.UTCB_AREA + 0x400));
        second = rig.boot.pools().thread(Capabilities.find(rig.boot.root(), SECOND).number());
        assertEquals(0, rig.place(SECOND, 70));
        rig.start(SECOND, 0x2000);
        assertSame(second, rig.kernel.current());
        rig.invoke(WAIT, 0);
        assertSame(root, rig.kernel.current());
        rig.mr(0, ThreadOp.CONTROL | Control.HANDLER).mr(1, 0).mr(2, SECOND << 12).mr(3, 0).mr(4, 0).mr(5, 0);
        assertEquals(0, rig.call(Slots.THREAD, Protocol.THREAD, 6, 0));
        rig.store(structure, HANDLER);
    }

    @AfterEach
    void audit() {
        Audit.check(rig);
    }

    private long control(long slot, long what, long address) {
        rig.mr(0, ThreadOp.TRAMPOLINE | what).mr(1, address);
        return rig.call(slot, Protocol.THREAD, 2, 0);
    }

    private void setUp() {
        assertEquals(0, control(Slots.THREAD, Trampoline.SETUP, STRUCTURE));
    }

    /** Registers x0 .. x30 are 100 .. 130. */
    private void fault() {
        for (int i = 0; i < 31; i++) {
            root.frame[i] = 100 + i;
        }
        root.frame[Frame.SP] = 0x9000;
        root.frame[Frame.PC] = 0x5000;
        root.frame[Frame.PSTATE] = 0x6000_0000L;
        rig.mr(0, 77);
        rig.kernel.trap(Cause.SYNCHRONOUS, WRITE_FAULT, ADDRESS);
    }

    private void leave(long what) {
        rig.mr(0, ThreadOp.TRAMPOLINE | what);
        rig.invoke(SELF, (long) Protocol.THREAD << Tag.LABEL_SHIFT | 1);
    }

    private long saved(int word) {
        return rig.load(structure + Trampoline.STATE + 8L * word);
    }

    @Test
    void aFaultGoesToTheHandlerAndBack() {
        setUp();
        fault();
        assertSame(root, rig.kernel.current());
        assertEquals(HANDLER, root.frame[Frame.PC]);
        assertEquals(STRUCTURE, root.frame[0]);
        assertEquals(ADDRESS & ~7L | 3, root.frame[1], "not mapped, a write");
        assertEquals(100, saved(1));
        assertEquals(130, saved(31));
        assertEquals(WRITE_FAULT, saved(33));
        assertEquals(ADDRESS, saved(34));
        assertEquals(0x9000, saved(35));
        assertEquals(0x5000, saved(36));
        assertEquals(77, rig.load(structure + Trampoline.SAVED_MR0));
        assertEquals(Trampoline.IN_PROGRESS, rig.load(structure + Trampoline.FLAGS));
        rig.store(structure + Trampoline.STATE + 8 * 37, 0xf000_03c5L);
        rig.store(structure + Trampoline.STATE + 8 * 5, 555);
        leave(Trampoline.RESUME);
        assertEquals(0x5000, root.frame[Frame.PC]);
        assertEquals(0x9000, root.frame[Frame.SP]);
        assertEquals(100, root.frame[0]);
        assertEquals(555, root.frame[4]);
        assertEquals(130, root.frame[30]);
        assertEquals(0xf000_0000L, root.frame[Frame.PSTATE], "the condition flags alone");
        assertEquals(77, rig.mr(0));
        assertEquals(0, rig.load(structure + Trampoline.FLAGS));
        fault();
        assertEquals(HANDLER, root.frame[Frame.PC], "armed again");
    }

    @Test
    void aFaultOfTheHandlerGoesToThePager() {
        setUp();
        fault();
        fault();
        assertEquals(Thread.STOPPED, root.state(), "there is no pager");
    }

    @Test
    void itCanBeDisarmed() {
        setUp();
        assertEquals(0, control(Slots.THREAD, Trampoline.DISABLE, 0));
        assertEquals(1, rig.mr(0));
        assertEquals(0, control(Slots.THREAD, Trampoline.DISABLE, 0));
        assertEquals(0, rig.mr(0));
        assertEquals(0, control(Slots.THREAD, Trampoline.ENABLE, 0));
        fault();
        assertEquals(HANDLER, root.frame[Frame.PC]);
    }

    @Test
    void aFaultIsReflected() {
        setUp();
        fault();
        leave(Trampoline.REFLECT);
        assertSame(second, rig.kernel.current());
        assertEquals((long) Protocol.EXCEPTION << 16 | Tag.TRANSFER_FPU | 40, second.frame[0]);
        assertEquals(WRITE_FAULT, rig.mr(33));
        assertEquals(ADDRESS, rig.mr(34));
        assertEquals(0x5000, rig.mr(36));
        assertEquals(100, rig.mr(1));
        rig.mr(36, 0x5004);
        rig.invoke(REPLY_WAIT, 40);
        assertSame(root, rig.kernel.current());
        assertEquals(0x5004, root.frame[Frame.PC]);
    }

    /** Red: keep both in Lifetime.takeThread. */
    @Test
    void aNewThreadReflectsNoFaultOfTheOneBefore() {
        second.reflectedSyndrome = WRITE_FAULT;
        second.reflectedAddress = ADDRESS;
        rig.unmap(Slots.TASK, Unmap.SELF | Unmap.DELETE, Rig.cap(SECOND, 15));
        assertFalse(second.exists());
        assertEquals(0, rig.create(Slots.FACTORY, SECOND, Protocol.THREAD, 0));
        assertTrue(second.exists(), "the same number again");
        assertEquals(0, second.reflectedSyndrome);
        assertEquals(0, second.reflectedAddress);
    }

    @Test
    void anExceptionCanWaitForTheEnd() {
        setUp();
        fault();
        rig.store(structure + Trampoline.FLAGS, Trampoline.IN_PROGRESS | Trampoline.TRIGGER_LATER);
        leave(Trampoline.RESUME);
        assertSame(second, rig.kernel.current());
        assertEquals(0x3eL << 26, rig.mr(33));
        assertEquals(0x5000, rig.mr(36));
    }

    @Test
    void badUseIsRefused() {
        assertEquals(-22, control(Slots.THREAD, Trampoline.SETUP, 0x1000_0000L), "not kernel-user memory");
        assertEquals(-22, control(Slots.THREAD, Trampoline.SETUP, STRUCTURE + 4));
        assertEquals(-22, control(Slots.THREAD, Trampoline.SETUP, Limits.UTCB_AREA + 4096 - Trampoline.SIZE + 8), "over the end of the page");
        assertEquals(-38, control(Slots.THREAD, 0x50000, 0));
        assertEquals(-22, control(SECOND, Trampoline.RESUME, 0), "another's");
        assertEquals(-22, control(Slots.THREAD, Trampoline.RESUME, 0), "there is none");
        assertEquals(0, control(Slots.THREAD, Trampoline.ENABLE, 0));
        fault();
        assertEquals(Thread.STOPPED, root.state());
    }

    // ---- vector registers -------------------------------------------------------------------------------------------

    private void raise() {
        for (int i = 0; i < Thread.VECTOR_WORDS; i++) {
            root.vectors[i] = 1000 + i;
            second.vectors[i] = 0;
        }
        rig.kernel.trap(Cause.SYNCHRONOUS, 0, 0);
        assertSame(second, rig.kernel.current());
    }

    @Test
    void vectorsGoToAWillingHandlerAndBack() {
        rig.store(second.utcb() + Utcb.DESCRIPTOR, Utcb.INHERIT_FPU);
        raise();
        for (int i = 0; i < Thread.VECTOR_WORDS; i++) {
            assertEquals(1000 + i, second.vectors[i]);
        }
        second.vectors[3] = 5;
        rig.invoke(REPLY_WAIT, Tag.TRANSFER_FPU | 40);
        assertEquals(5, root.vectors[3]);
        assertEquals(1004, root.vectors[4]);
    }

    @Test
    void vectorsStayWithTheUnwillingAndTheSilent() {
        raise();
        assertEquals(0, second.vectors[3], "the handler did not ask for them");
        second.vectors[3] = 5;
        rig.invoke(REPLY_WAIT, 40);
        assertEquals(1003, root.vectors[3], "the handler did not pass its own");
    }
}
