package cairn.kernel.object;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import cairn.kernel.Rig;
import cairn.kernel.abi.ExRegs;
import cairn.kernel.abi.Limits;
import cairn.kernel.abi.Protocol;
import cairn.kernel.abi.Slots;
import cairn.kernel.abi.Tag;
import cairn.kernel.abi.ThreadOp;
import cairn.kernel.hil.Cause;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Time lent on a call: the root thread (priority 64) calls a server (50), which may call a helper (40), while a rival (60) is ready.
 * All in one task; the threads are called by their capabilities. Seen red: without a comparison of priorities in Scheduler.settle, without
 * save in block, without ahead, with the first caller for good in lend, without lendNoMore in Ipc.deliver. [REQ-SCHED-2]
 */
class DonationTest {
    private static final long SERVER = 22;
    private static final long HELPER = 23;
    private static final long RIVAL = 24;
    private static final long WAIT = 0x806;
    private static final long CALL = 3;
    private static final long REPLY = 0x809;
    private static final long REPLY_WAIT = 0x80f;
    private static final long MILLISECOND = 1000;

    private Rig rig;
    private Thread root;
    private Thread server;
    private Thread helper;
    private Thread rival;

    /** Server and helper wait for anyone; the rival is ready and has not run. */
    @BeforeEach
    void begin() {
        rig = new Rig();
        root = rig.kernel.current();
        server = waiting(SERVER, 1, 50);
        helper = waiting(HELPER, 2, 40);
        rival = thread(RIVAL, 3, 60);
        assertSame(root, rig.kernel.current());
    }

    @AfterEach
    void audit() {
        Audit.check(rig);
    }

    private Thread thread(long slot, int n, int priority) {
        assertEquals(0, rig.create(Slots.FACTORY, slot, Protocol.THREAD, 0));
        assertEquals(0, rig.bind(slot, Slots.TASK, Limits.UTCB_AREA + n * 0x400L));
        assertEquals(0, rig.place(slot, priority));
        rig.start(slot, 0x1000);
        return rig.boot.pools().thread(Capabilities.find(rig.boot.root(), slot).number());
    }

    /** It runs first, at a priority above all, until it waits; then it is given {@code priority}. */
    private Thread waiting(long slot, int n, int priority) {
        Thread t = thread(slot, n, 200);
        assertSame(t, rig.kernel.current());
        ipc(WAIT, 0);
        assertEquals(0, rig.place(slot, priority));
        return t;
    }

    private void ipc(long selector, long tag) {
        rig.kernel.current().frame[3] = 0;
        rig.invoke(selector, tag);
    }

    private void callServer() {
        ipc(SERVER << 12 | CALL, 0);
        assertSame(server, rig.kernel.current(), "the server runs in its caller's place");
    }

    private void pass(long microseconds) {
        rig.time += microseconds;
        rig.kernel.trap(Cause.INTERRUPT, 0, 0);
    }

    private void cancel(long slot) {
        rig.mr(0, ThreadOp.EX_REGS | ExRegs.CANCEL).mr(1, ExRegs.KEEP).mr(2, ExRegs.KEEP);
        assertEquals(0, rig.call(slot, Protocol.THREAD, 3, 0));
    }

    @Test
    void theCalledRunsInPlaceOfItsCaller() {
        callServer();
        assertEquals(64, server.priority());
        assertSame(root, server.runsOn());
        ipc(REPLY_WAIT, 0);
        assertSame(root, rig.kernel.current());
        assertEquals(50, server.priority());
        assertSame(server, server.runsOn());
    }

    @Test
    void notWithTheScheduleFlag() {
        ipc(SERVER << 12 | CALL, Tag.SCHEDULE);
        assertSame(rival, rig.kernel.current());
        assertEquals(50, server.priority());
    }

    @Test
    void notWithoutAReceivePhase() {
        ipc(SERVER << 12 | 1, 0);
        assertSame(root, rig.kernel.current());
        assertEquals(50, server.priority());
    }

    @Test
    void aHigherServerKeepsItsPriority() {
        assertEquals(0, rig.place(SERVER, 100));
        callServer();
        assertEquals(100, server.priority());
        assertSame(server, server.runsOn());
    }

    @Test
    void itIsLentOnAndComesBackInSteps() {
        callServer();
        ipc(HELPER << 12 | CALL, 0);
        assertSame(helper, rig.kernel.current());
        assertEquals(64, helper.priority());
        assertSame(root, helper.runsOn());
        ipc(REPLY_WAIT, 0);
        assertSame(server, rig.kernel.current());
        assertEquals(40, helper.priority());
        assertEquals(64, server.priority());
        ipc(REPLY, 0);
        assertSame(root, rig.kernel.current());
    }

    /** The root thread gives up: server and helper are left with the server's 50, so the rival runs. */
    @Test
    void whatIsLentOnGoesWithTheFirstCaller() {
        rig.kernel.current().frame[3] = 5; // receive, microseconds
        rig.invoke(SERVER << 12 | CALL, 0);
        ipc(HELPER << 12 | CALL, 0);
        pass(10);
        assertSame(root, rig.kernel.current());
        assertEquals(50, server.priority());
        assertEquals(50, helper.priority());
        assertSame(server, helper.runsOn());
        ipc(WAIT, 0);
        assertSame(rival, rig.kernel.current());
        ipc(WAIT, 0);
        assertSame(helper, rig.kernel.current());
    }

    @Test
    void thePlaceOfACallerIsItsServersToo() {
        callServer();
        assertEquals(0, rig.place(Slots.THREAD, 55)); // the root thread's
        assertSame(rival, rig.kernel.current());
        assertEquals(55, server.priority());
    }

    @Test
    void whoeverIsCanceledTakesItsTimeBack() {
        callServer();
        cancel(Slots.THREAD);
        assertSame(root, rig.kernel.current());
        assertEquals(50, server.priority());
    }

    @Test
    void whoeverEndsTakesItsTimeBack() {
        callServer();
        assertEquals(0, rig.unmap(Slots.TASK, 0xc000_0000L, Rig.cap(Slots.THREAD, 15)));
        assertSame(rival, rig.kernel.current());
        assertEquals(50, server.priority());
        assertSame(server, server.runsOn());
    }

    @Test
    void aServerThatEndsGivesItBack() {
        callServer();
        assertEquals(0, rig.unmap(Slots.TASK, 0xc000_0000L, Rig.cap(SERVER, 15)));
        assertSame(root, rig.kernel.current());
        assertEquals(0x8000, root.frame[0]);
    }

    /** 6 ms of the caller's 10, then 5 of the called: the slice is over, and one of the caller's priority is next. */
    @Test
    void theTimeSliceIsTheCallers() {
        assertEquals(0, rig.place(RIVAL, 64));
        pass(6 * MILLISECOND);
        callServer();
        pass(3 * MILLISECOND);
        assertSame(server, rig.kernel.current());
        pass(MILLISECOND);
        assertSame(rival, rig.kernel.current());
        ipc(WAIT, 0);
        assertSame(server, rig.kernel.current(), "at its caller's priority still");
        assertEquals(64, server.priority());
    }

    /** The called uses 3 ms of the caller's slice; back in the caller, 7 are left. */
    @Test
    void whatTheCalledLeavesOfTheSliceComesBack() {
        assertEquals(0, rig.place(RIVAL, 64));
        callServer();
        pass(3 * MILLISECOND);
        ipc(REPLY_WAIT, 0);
        assertSame(root, rig.kernel.current(), "its slice is not over: it goes on before the rival");
        pass(6 * MILLISECOND);
        assertSame(root, rig.kernel.current());
        pass(MILLISECOND);
        assertSame(rival, rig.kernel.current());
    }

    /** Who blocks and is woken again goes on with the rest of its slice; otherwise blocking often would make one's time endless. */
    @Test
    void blockingDoesNotRenewTheSlice() {
        pass(6 * MILLISECOND);
        rig.kernel.current().frame[3] = 100; // receive, microseconds
        rig.invoke(WAIT, 0);
        pass(100);
        assertSame(root, rig.kernel.current());
        assertEquals(0, rig.place(RIVAL, 64));
        pass(4 * MILLISECOND);
        assertSame(rival, rig.kernel.current());
    }

    /** Two callers are owed an answer: the higher one counts, whether it came first or second. */
    @Test
    void theHighestCallerCounts() {
        callServer();
        rig.invoke(0x1406, 0); // waits on, into explicit slot 1; the root thread stays in the implicit one
        assertSame(rival, rig.kernel.current());
        ipc(SERVER << 12 | CALL, 0);
        assertSame(server, rig.kernel.current());
        assertSame(root, server.runsOn());
        assertEquals(0, rig.place(RIVAL, 90));
        rig.invoke(0x1409, 0); // answers the rival
        assertSame(rival, rig.kernel.current());
        assertEquals(64, server.priority(), "the root thread's, which still waits");
    }

    @Test
    void aHigherCallerTakesOver() {
        callServer();
        rig.invoke(0x1406, 0);
        assertEquals(0, rig.place(RIVAL, 90));
        ipc(SERVER << 12 | CALL, 0);
        assertSame(server, rig.kernel.current());
        assertEquals(90, server.priority());
        assertSame(rival, server.runsOn());
    }

    /** The root thread is no longer owed an answer, though it still waits: its time is its own. */
    @Test
    void whoseSlotIsTakenLendsNoMore() {
        callServer();
        ipc(WAIT, 0);
        assertSame(rival, rig.kernel.current());
        ipc(SERVER << 12 | CALL, 0);
        assertSame(server, rig.kernel.current());
        assertEquals(60, server.priority());
        assertSame(rival, server.runsOn());
    }
}
