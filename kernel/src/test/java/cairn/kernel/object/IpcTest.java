package cairn.kernel.object;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cairn.kernel.Rig;
import cairn.kernel.abi.Control;
import cairn.kernel.abi.ExRegs;
import cairn.kernel.abi.Flexpage;
import cairn.kernel.abi.GateOp;
import cairn.kernel.abi.Item;
import cairn.kernel.abi.Limits;
import cairn.kernel.abi.Protocol;
import cairn.kernel.abi.Slots;
import cairn.kernel.abi.ThreadOp;
import cairn.kernel.abi.Unmap;
import cairn.kernel.abi.Utcb;
import cairn.kernel.core.ipc.Party;
import cairn.kernel.hil.Cause;
import cairn.kernel.hil.Frame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** IPC between the root thread (priority 64) and a server (70) in the same task or another; the whole kernel is audited after each test. */
class IpcTest {
    private static final long SERVER = 22;
    private static final long GATE = 23;
    private static final long THIRD = 24;
    private static final long B = 25;
    private static final long LABEL = 0x120;
    private static final long WAIT = 0x806;
    private static final long REPLY_WAIT = 0x80f;
    private static final long NOW = 0x400_0400L;
    private static final long HERE = 0x1000_0000L;
    private static final long DELETE = Unmap.SELF | Unmap.DELETE;

    private Rig rig;
    private Thread root;
    private Thread server;

    /** The server runs in the root task and has not waited yet; the gate leads to it. */
    @BeforeEach
    void begin() {
        rig = new Rig();
        root = rig.kernel.current();
        server = thread(SERVER, Slots.TASK, Limits.UTCB_AREA + 0x400, 0x2000, 70);
        assertSame(server, rig.kernel.current());
        gate(GATE, SERVER, LABEL);
    }

    @AfterEach
    void audit() {
        Audit.check(rig);
    }

    private Thread thread(long slot, long task, long utcb, long ip, int priority) {
        assertEquals(0, rig.create(Slots.FACTORY, slot, Protocol.THREAD, 0));
        assertEquals(0, rig.bind(slot, task, utcb));
        Thread t = rig.boot.pools().thread(Capabilities.find(rig.boot.root(), slot).number());
        assertEquals(0, rig.place(slot, priority));
        rig.start(slot, ip);
        return t;
    }

    private void gate(long slot, long thread, long label) {
        rig.store(rig.kernel.current().utcb() + Utcb.DESCRIPTOR, 0);
        rig.store(rig.kernel.current().utcb() + Utcb.BUFFER, slot << 12 | Item.MAP | Item.SMALL);
        rig.mr(0, Protocol.GATE).mr(1, 1).mr(2, label);
        if (thread != 0) {
            rig.item(3, thread);
        }
        assertEquals(0, rig.call(Slots.FACTORY, Protocol.FACTORY, 3, thread == 0 ? 0 : 1));
    }

    private long ipc(long selector, long tag, long timeouts) {
        rig.kernel.current().frame[3] = timeouts;
        return rig.invoke(selector, tag);
    }

    /** The server waits for anyone: the root thread runs. */
    private void serve() {
        ipc(WAIT, 0, 0);
        assertSame(root, rig.kernel.current());
    }

    private void callServer(long label, int words, int items) {
        ipc(GATE << 12 | 3, label << 16 | (long) items << 6 | words, 0);
        assertSame(server, rig.kernel.current());
    }

    private void reply(long label, int words, int items) {
        ipc(REPLY_WAIT, label << 16 | (long) items << 6 | words, 0x400_0000L);
        assertSame(root, rig.kernel.current());
    }

    private long error(Thread t) {
        assertEquals(0x8000, t.frame[0] & 0x8000, "no error");
        return rig.load(t.utcb() + Utcb.ERROR);
    }

    private void br(int i, long value) {
        rig.store(rig.kernel.current().utcb() + Utcb.BUFFER + 8L * i, value);
    }

    private void delete(long slot) {
        assertEquals(0, rig.unmap(Slots.TASK, DELETE, Rig.cap(slot, 15)));
    }

    // ---- messages ---------------------------------------------------------------------------------------------------

    @Test
    void aCallThroughAGateIsAnswered() {
        serve();
        rig.mr(0, 11).mr(1, 12).mr(2, 13);
        callServer(5, 2, 0);
        assertEquals(5L << 16 | 2, server.frame[0]);
        assertEquals(LABEL | 3, server.frame[1]);
        assertEquals(11, rig.mr(0));
        assertEquals(12, rig.mr(1));
        rig.mr(2, 99).mr(0, 21);
        reply(-7, 1, 0);
        assertEquals(-7L << 16 | 1, root.frame[0]);
        assertEquals(21, rig.mr(0));
        assertEquals(12, rig.mr(1), "only the words that were sent");
        callServer(1, 0, 0);
        reply(0, 0, 0);
    }

    @Test
    void aThreadCapabilityPassesTheSendersLabel() {
        serve();
        root.frame[1] = 0xabcd;
        ipc(SERVER << 12 | 1, 3L << 16, 0);
        assertEquals(0xabcd, server.frame[1]);
        assertEquals(3L << 16, server.frame[0]);
        ipc(REPLY_WAIT, 0, 0);
        assertSame(server, rig.kernel.current());
        assertEquals(4, error(server), "a plain send leaves nobody to answer, and nothing is waited for");
    }

    @Test
    void whoIsNotWaitedForTimesOut() {
        ipc(Slots.THREAD << 12 | 1, 0, NOW);
        assertEquals(2, error(server), "the root thread does not wait");
        ipc(0x802, 0, NOW);
        assertEquals(3, error(server), "nothing was sent");
        ipc(Slots.THREAD << 12 | 7, 0, NOW);
        assertEquals(2, error(server), "the send phase failed: no receive phase");
        ipc(Slots.THREAD << 12 | 2, 0, 0);
        assertSame(root, rig.kernel.current());
        assertEquals(Party.RECEIVING, server.phase());
        rig.time = 5;
        ipc(0x802, 0, 0x400 + 0x800 + 100);
        assertNull(rig.kernel.current(), "both wait");
        assertEquals(5 + (100L << 3), rig.alarm);
        rig.time = 804;
        rig.kernel.trap(Cause.INTERRUPT, 0, 0);
        assertNull(rig.kernel.current());
        rig.time = 805;
        rig.kernel.trap(Cause.INTERRUPT, 0, 0);
        assertSame(root, rig.kernel.current());
        assertEquals(3, error(root));
        br(4, 1000);
        ipc(0x802, 0, 0x8004);
        assertEquals(1000, rig.alarm, "an absolute timeout in BR4");
        rig.time = 1000;
        rig.kernel.trap(Cause.INTERRUPT, 0, 0);
        assertEquals(3, error(root));
        br(4, 1000);
        ipc(0x802, 0, 0x8004);
        assertSame(root, rig.kernel.current(), "it is over already");
    }

    /** Red: in Queue.insert, append. */
    @Test
    void waitingSendersAreServedByPriority() {
        Thread third = thread(THIRD, Slots.TASK, Limits.UTCB_AREA + 0x800, 0x3000, 80);
        ipc(0x802, 0, 100);
        ipc(0x802, 0, 1000);
        ipc(SERVER << 12 | 1, 64L << 16, 0); // the root thread is the first in the queue
        rig.time = 200;
        rig.kernel.trap(Cause.INTERRUPT, 0, 0);
        assertSame(third, rig.kernel.current());
        ipc(SERVER << 12 | 1, 80L << 16, 0);
        rig.time = 2000;
        rig.kernel.trap(Cause.INTERRUPT, 0, 0);
        assertSame(server, rig.kernel.current());
        ipc(WAIT, 0, 0);
        assertEquals(80L << 16, server.frame[0]);
        assertSame(third, rig.kernel.current());
        ipc(0x802, 0, 0);
        ipc(WAIT, 0, 0);
        assertEquals(64L << 16, server.frame[0]);
    }

    @Test
    void aClosedWaitPassesOverWhoComesFirst() {
        Thread third = thread(THIRD, Slots.TASK, Limits.UTCB_AREA + 0x800, 0x3000, 80);
        assertSame(third, rig.kernel.current());
        ipc(SERVER << 12 | 1, 80L << 16, 0);
        assertSame(server, rig.kernel.current());
        ipc(Slots.THREAD << 12 | 2, 0, 0); // the server waits for the root thread alone
        ipc(THIRD << 12 | 3, 0, NOW); // the third is sending itself
        assertEquals(2, error(root));
        ipc(SERVER << 12 | 1, 64L << 16, 0);
        assertEquals(64L << 16, server.frame[0], "a closed wait passes over who comes first");
        ipc(WAIT, 0, 0);
        assertEquals(80L << 16, server.frame[0]);
        assertSame(third, rig.kernel.current());
        assertEquals(0, third.frame[0]);
    }

    @Test
    void anAnswerIsOwedOnce() {
        serve();
        callServer(1, 0, 0);
        ipc(9, 7L << 16, 0); // reply only
        assertEquals(0, server.frame[0]);
        assertEquals(7L << 16, root.frame[0]);
        ipc(9, 8L << 16, 0);
        assertEquals(4, error(server));
        serve();
        callServer(1, 0, 0);
        ipc(Slots.THREAD << 12 | 1, 6L << 16, 0); // the caller waits for the server: a send reaches it too
        assertEquals(6L << 16, root.frame[0]);
        ipc(9, 0, 0);
        assertEquals(4, error(server), "and with that the answer is given");
    }

    /** Red: in Ipc.deliver, keep the caller when another has called. */
    @Test
    void theAnswerIsOwedToTheLastCallerEvenIfItDoesNotWait() {
        Thread third = thread(THIRD, Slots.TASK, Limits.UTCB_AREA + 0x800, 0x3000, 60);
        serve();
        callServer(1, 0, 0); // the root thread calls, and waits for the server
        ipc(WAIT, 0, 0); // the server takes the next message before it answers
        assertSame(third, rig.kernel.current());
        ipc(GATE << 12 | 3, 2L << 16, 0x400); // its receive timeout is zero
        assertSame(server, rig.kernel.current());
        assertEquals(2L << 16, server.frame[0]);
        assertEquals(3, error(third));
        ipc(9, 7L << 16, 0);
        assertEquals(4, error(server), "the slot was overwritten, then cleared: nobody gets the answer to the third's message");
        assertEquals(Party.RECEIVING, root.phase());
    }

    /** Seen red: when Ipc.bind begins with the last that waits. */
    @Test
    void whoWaitsAtAGateKeepsItsPlaceWhenItIsBound() {
        long open = 26;
        long fourth = 27;
        gate(open, 0, 0);
        Thread low = thread(THIRD, Slots.TASK, Limits.UTCB_AREA + 0x800, 0x3000, 80);
        ipc(open << 12 | 1, 3L << 16, 0);
        Thread high = thread(fourth, Slots.TASK, Limits.UTCB_AREA + 0xc00, 0x3000, 90);
        ipc(open << 12 | 1, 4L << 16, 0);
        assertSame(server, rig.kernel.current());
        assertEquals(0, rig.place(SERVER, 90));
        ipc(open << 12 | 1, 2L << 16, 0);
        assertSame(root, rig.kernel.current());
        rig.mr(0, GateOp.BIND).mr(1, 0x800).item(2, Slots.THREAD);
        assertEquals(0, rig.call(open, Protocol.KOBJECT, 2, 1));
        receives(4, high);
        receives(2, server);
        receives(3, low);
        ipc(WAIT, 0, NOW);
        assertEquals(3, error(root), "that was all");
    }

    /** The root thread receives a message with {@code label}; {@code from}, which sent it, goes on and waits. */
    private void receives(long label, Thread from) {
        assertSame(root, rig.kernel.current());
        ipc(WAIT, 0, NOW);
        assertEquals(label << 16, root.frame[0]);
        assertEquals(0x803, root.frame[1]);
        assertSame(from, rig.kernel.current());
        ipc(WAIT, 0, 0);
    }

    /** Red: in Ipc.deliver, read the gate's label. */
    @Test
    void aMessageKeepsTheLabelThatItWasSentThrough() {
        Thread third = thread(THIRD, Slots.TASK, Limits.UTCB_AREA + 0x800, 0x3000, 80);
        ipc(GATE << 12 | 1, 5L << 16, 0); // queued at the server
        assertSame(server, rig.kernel.current());
        rig.mr(0, GateOp.BIND).mr(1, 0x700).item(2, Slots.THREAD);
        assertEquals(0, rig.call(GATE, Protocol.KOBJECT, 2, 1));
        ipc(WAIT, 0, 0);
        assertEquals(5L << 16, server.frame[0]);
        assertEquals(LABEL | 3, server.frame[1], "the new label means nothing to the thread that was bound before");
        assertEquals(0, third.frame[0]);
    }

    // ---- items ------------------------------------------------------------------------------------------------------

    @Test
    void memoryGoesIntoTheWindow() {
        assertEquals(0, rig.create(Slots.FACTORY, B, Protocol.TASK, Rig.utcbArea()));
        Thread third = thread(THIRD, B, Limits.UTCB_AREA, 0x3000, 80);
        rig.store(third.utcb() + Utcb.BUFFER, Item.MAP);
        rig.store(third.utcb() + Utcb.BUFFER + 8, Rig.page(HERE, 14, 0));
        ipc(WAIT, 0, 0);
        assertSame(server, rig.kernel.current());
        rig.mr(0, 77).mr(1, 0x2000 | Item.MAP).mr(2, Rig.page(Rig.RAM + 0x5000, 12, 6));
        ipc(THIRD << 12 | 1, 1 << 6 | 1, 0);
        assertSame(third, rig.kernel.current());
        assertEquals(1 << 6 | 1, third.frame[0]);
        assertEquals(77, rig.mr(0));
        assertEquals(0x2000 | 12 << 6 | Flexpage.MEMORY << 4 | Item.MAP, rig.mr(1));
        assertEquals((Rig.RAM + 0x5000) >>> 12, third.task().memory.find(HERE + 0x2000 >>> 12).node().low());
        assertEquals(6, third.task().memory.find(HERE + 0x2000 >>> 12).node().rights() & 7);
        ipc(WAIT, 0, 0);
        rig.mr(0, 0x1000 | Item.MAP).mr(1, Rig.page(Rig.RAM + 0x10000, 16, 4)); // larger than the window: its second 16 KiB at 0x4000
        rig.mr(0, 0x4000 | Item.MAP);
        ipc(THIRD << 12 | 1, 1 << 6, 0);
        assertEquals((Rig.RAM + 0x14000) >>> 12, third.task().memory.find(HERE >>> 12).node().low());
        ipc(WAIT, 0, 0);
        rig.mr(0, Item.MAP).mr(1, Rig.page(0x1_0000_0000L, 12, 4));
        ipc(THIRD << 12 | 1, 1 << 6, 0);
        assertEquals(Item.NOTHING, rig.mr(0) & Item.KIND, "there was nothing to map");
    }

    /** Red: in Ipc.deliver, leave the receiver its bare error. */
    @Test
    void moreItemsThanBuffersOverflowOnBothSides() {
        br(0, 0);
        serve();
        rig.mr(0, Item.MAP).mr(1, Rig.cap(Slots.LOG, 15));
        root.frame[1] = 0x7;
        ipc(SERVER << 12 | 3, 1 << 6, 0);
        assertEquals(8, error(root));
        assertEquals(9, error(server));
        assertEquals(0x8000 | 1 << 6, server.frame[0], "what it was");
        assertEquals(0x7, server.frame[1], "and from whom");
        br(0, 40L << 12 | Item.MAP | Item.SMALL); // one for capabilities, none for memory
        ipc(WAIT, 0, 0);
        rig.mr(0, Item.MAP).mr(1, Rig.cap(Slots.LOG, 15)).mr(2, Item.MAP).mr(3, Rig.page(Rig.RAM, 12, 4));
        ipc(SERVER << 12 | 1, 2 << 6, 0);
        assertEquals(8, error(root));
        assertEquals(9, error(server));
        assertNotNull(Capabilities.find(rig.boot.root(), 40), "what went over stays");
    }

    @Test
    void aGateToOneselfCanComeAsItsLabel() {
        assertEquals(0, rig.create(Slots.FACTORY, B, Protocol.TASK, Rig.utcbArea()));
        rig.mr(0, 0);
        assertEquals(0, rig.map(B, Slots.TASK, 3L << 12, Rig.cap(SERVER, 15)));
        assertEquals(0, rig.map(B, Slots.TASK, 4L << 12, Rig.cap(GATE, 15)));
        assertEquals(0, rig.map(B, Slots.TASK, 5L << 12, Rig.cap(SERVER, 4)));
        assertEquals(0, rig.map(B, Slots.TASK, 6L << 12, Rig.cap(Slots.LOG, 15)));
        Thread third = thread(THIRD, B, Limits.UTCB_AREA, 0x3000, 80);
        assertSame(third, rig.kernel.current());
        ipc(0x802, 0, 100); // until the server waits
        br(0, 40L << 12 | Item.MAP | Item.SMALL | Item.RECEIVE_ID);
        ipc(WAIT, 0, 0);
        rig.mr(0, 0);
        rig.time += 200;
        rig.kernel.trap(Cause.INTERRUPT, 0, 0);
        assertSame(third, rig.kernel.current());
        rig.mr(0, Item.MAP).mr(1, Rig.cap(4, 6));
        ipc(3L << 12 | 1, 1 << 6, 0);
        assertEquals(Item.GATE_LABEL, rig.load(server.utcb()) & Item.KIND);
        assertEquals(LABEL | 2, rig.load(server.utcb() + 8));
        ipc(0x802, 0, 100);
        assertSame(server, rig.kernel.current());
        br(0, 40L << 12 | Item.MAP | Item.SMALL | Item.RECEIVE_ID);
        ipc(WAIT, 0, 0);
        rig.time += 200;
        rig.kernel.trap(Cause.INTERRUPT, 0, 0);
        assertSame(third, rig.kernel.current());
        rig.mr(0, Item.MAP).mr(1, Rig.cap(6, 15));
        ipc(5L << 12 | 1, 1 << 6, 0);
        assertEquals(4 | 1 | 8, Capabilities.find(rig.boot.root(), 40).rights() & 15, "S does not pass a channel without S");
        ipc(0x802, 0, 100);
        ipc(WAIT, 0, 0);
        assertSame(root, rig.kernel.current());
        rig.mr(0, Item.MAP).mr(1, Rig.cap(Slots.LOG, 15));
        ipc(SERVER << 12 | 1, 1 << 6, 0);
        assertEquals(Item.FLEXPAGE, rig.load(server.utcb()) & Item.KIND, "of the same task");
        assertEquals(Rig.cap(Slots.LOG, 15), rig.load(server.utcb() + 8));
    }

    // ---- gates ------------------------------------------------------------------------------------------------------

    @Test
    void anUnboundGateHoldsItsSendersUntilItIsBoundOrGone() {
        serve();
        gate(40, 0, 0);
        ipc(40 << 12 | 3, 0, NOW);
        assertEquals(2, error(root));
        Thread third = thread(THIRD, Slots.TASK, Limits.UTCB_AREA + 0x800, 0x3000, 80);
        ipc(40L << 12 | 3, 9L << 16, 0);
        assertSame(root, rig.kernel.current());
        rig.mr(0, GateOp.BIND).mr(1, 0x501).item(2, SERVER);
        assertEquals(-22, rig.call(40, Protocol.KOBJECT, 2, 1), "the low bits of a label are not its own");
        rig.mr(0, GateOp.BIND).mr(1, 0x500).item(2, SERVER);
        rig.call(40, Protocol.KOBJECT, 2, 1);
        assertEquals(0, root.frame[0] >> 16);
        assertSame(server, rig.kernel.current());
        assertEquals(0x503, server.frame[1]);
        ipc(9, 0, 0);
        assertSame(third, rig.kernel.current());
        rig.mr(0, GateOp.INFO);
        assertEquals(0, rig.call(40, Protocol.KOBJECT, 1, 0));
        assertEquals(0x500, rig.mr(0));
        gate(41, 0, 0);
        ipc(41L << 12 | 3, 9L << 16, 0);
        assertSame(server, rig.kernel.current());
        delete(41);
        assertEquals(4, error(third), "a gate that was never bound");
    }

    /** Red: in FactoryDecoder.gate, take the label before the item is looked for. */
    @Test
    void aGateWithoutThreadIsMadeWhateverStandsForItsLabel() {
        assertEquals(0, rig.create(Slots.FACTORY, 40, Protocol.GATE, -1));
        rig.mr(0, GateOp.INFO);
        assertEquals(0, rig.call(40, Protocol.KOBJECT, 1, 0));
        assertEquals(0, rig.mr(0));
    }

    /** Red: in Blocking.ended, tell all who wait with this gate. */
    @Test
    void whatIsInTheQueueOfAThreadOutlivesTheGateThatItCameThrough() {
        Thread third = thread(THIRD, Slots.TASK, Limits.UTCB_AREA + 0x800, 0x3000, 80);
        ipc(GATE << 12 | 3, 9L << 16, 0); // the server does not wait
        assertSame(server, rig.kernel.current());
        delete(GATE);
        ipc(WAIT, 0, 0);
        assertSame(server, rig.kernel.current());
        assertEquals(9L << 16, server.frame[0]);
        ipc(REPLY_WAIT, 5L << 16, 0x400_0000L);
        assertSame(third, rig.kernel.current());
        assertEquals(5L << 16, third.frame[0]);
    }

    @Test
    void theServerSideNeedsItsRight() {
        assertEquals(0, rig.create(Slots.FACTORY, B, Protocol.TASK, 0));
        assertEquals(0, rig.map(Slots.TASK, Slots.TASK, 40L << 12, Rig.cap(GATE, 15)));
        serve();
        rig.mr(0, GateOp.INFO);
        ipc(40L << 12 | 3, (long) Protocol.KOBJECT << 16 | 1, 0);
        assertSame(server, rig.kernel.current(), "mapped without the right of the server: a message");
        assertEquals((long) Protocol.KOBJECT << 16 | 1, server.frame[0]);
        reply(0, 0, 0);
    }

    // ---- the end of partners ----------------------------------------------------------------------------------------

    /** A gate that never had a thread is waited at; one whose thread has gone is not, until another is bound. As on the reference
     * kernel. Red: in Ipc.send, do not ask for an orphan; in Ipc.bind, leave it one. [REQ-IPC-4] */
    @Test
    void nobodyWaitsAtAGateThatItsThreadHasLeft() {
        thread(THIRD, Slots.TASK, Limits.UTCB_AREA + 0x800, 0x3000, 10);
        serve();
        delete(SERVER);
        ipc(GATE << 12 | 3, 0, 0);
        assertSame(root, rig.kernel.current(), "it does not wait");
        assertEquals(4, error(root));
        rig.mr(0, GateOp.BIND).mr(1, LABEL).item(2, THIRD);
        assertTrue(rig.boot.pools().gate(0).isOrphan());
        assertEquals(0, rig.call(GATE, Protocol.KOBJECT, 2, 1));
        assertFalse(rig.boot.pools().gate(0).isOrphan());
        ipc(GATE << 12 | 3, 0, 0);
        assertSame(rig.boot.pools().thread(Capabilities.find(rig.boot.root(), THIRD).number()), rig.kernel.current());
    }

    /** Red: in Ipc.callHandler, call the pager all the same. [REQ-IPC-4] */
    @Test
    void aFaultWhosePagerHasLeftItsGateIsAnException() {
        thread(THIRD, Slots.TASK, Limits.UTCB_AREA + 0x800, 0x3000, 10);
        gate(41, THIRD, 0x40);
        serve();
        delete(SERVER);
        handledBy(GATE, 41);
        fault(0x24L << 26 | 7, HERE);
        Thread third = rig.kernel.current();
        assertEquals(0x3000, third.frame[Frame.PC]);
        ipc(WAIT, 0, 0);
        assertEquals((long) Protocol.EXCEPTION << 16 | 0x1000 | 40, third.frame[0]);
        assertEquals(HERE, rig.mr(34));
    }

    @Test
    void whoeverWaitsForADeletedThreadIsTold() {
        Thread third = thread(THIRD, Slots.TASK, Limits.UTCB_AREA + 0x800, 0x3000, 80);
        ipc(GATE << 12 | 3, 0, 0); // sends to the server
        assertSame(server, rig.kernel.current());
        ipc(Slots.THREAD << 12 | 2, 0, 0); // the server waits for the root thread
        delete(SERVER);
        assertSame(third, rig.kernel.current());
        assertEquals(6, error(third));
        ipc(GATE << 12 | 1, 0, NOW);
        assertEquals(4, error(third), "nobody receives through the gate any more");
        ipc(Slots.THREAD << 12 | 2, 0, 0);
        delete(Slots.THREAD);
        assertEquals(15, error(third), "a closed wait for a thread that has gone");
    }

    @Test
    void aCallerThatGoesIsOwedNothing() {
        serve();
        callServer(1, 0, 0);
        delete(Slots.THREAD);
        ipc(9, 0, 0);
        assertEquals(4, error(server));
    }

    @Test
    void anExchangeOfRegistersCancels() {
        ipc(Slots.THREAD << 12 | 3, 0, 0); // sends to the root thread
        rig.mr(0, ThreadOp.EX_REGS | ExRegs.CANCEL).mr(1, 0x4000).mr(2, ExRegs.KEEP);
        rig.call(SERVER, Protocol.THREAD, 3, 0);
        assertSame(server, rig.kernel.current());
        assertEquals(6, error(server));
        assertEquals(0x4000, server.frame[Frame.PC]);
        serve();
        rig.start(SERVER, 0x5000);
        assertSame(root, rig.kernel.current(), "without the flag it goes on waiting");
        rig.mr(0, ThreadOp.EX_REGS | ExRegs.CANCEL).mr(1, -1).mr(2, ExRegs.KEEP);
        rig.call(SERVER, Protocol.THREAD, 3, 0);
        assertEquals(7, error(server));
        assertEquals(0x5000, server.frame[Frame.PC]);
    }

    // ---- faults -----------------------------------------------------------------------------------------------------

    private void handledBy(long pager, long handler) {
        rig.mr(0, ThreadOp.CONTROL | Control.PAGER | Control.HANDLER).mr(1, pager << 12).mr(2, handler << 12).mr(3, 0).mr(4, 0).mr(5, 0);
        assertEquals(0, rig.call(Slots.THREAD, Protocol.THREAD, 6, 0));
    }

    private void fault(long syndrome, long address) {
        rig.kernel.trap(Cause.SYNCHRONOUS, syndrome, address);
    }

    @Test
    void aPageFaultIsAskedOfThePager() {
        handledBy(GATE, 0);
        serve();
        rig.mr(0, 1).mr(1, 2).mr(2, 3);
        br(0, 4);
        root.frame[0] = 5;
        root.frame[Frame.PC] = 0x1234_5678L;
        fault(0x24L << 26 | 0x47, HERE + 0x123);
        assertSame(server, rig.kernel.current());
        assertEquals((long) Protocol.PAGE_FAULT << 16 | 2, server.frame[0]);
        assertEquals(LABEL | 3, server.frame[1]);
        assertEquals(HERE + 0x120 | 3, rig.mr(0));
        assertEquals(0x1234_5678L, rig.mr(1));
        rig.mr(0, HERE | Item.MAP).mr(1, Rig.page(Rig.RAM + 0x7000, 12, 6));
        reply(0, 0, 1);
        assertEquals((Rig.RAM + 0x7000) >>> 12, root.task().memory.find(HERE >>> 12).node().low());
        assertEquals(5, root.frame[0], "the registers are as they were");
        assertEquals(0x1234_5678L, root.frame[Frame.PC]);
        assertEquals(1, rig.mr(0), "and so is the UTCB");
        assertEquals(2, rig.mr(1));
        assertEquals(4, rig.load(root.utcb() + Utcb.BUFFER));
        fault(0x20L << 26 | 0x0f, HERE);
        assertEquals(HERE | 4, rig.mr(0), "execution, forbidden");
        delete(Slots.THREAD);
    }

    @Test
    void aRefusedFaultBecomesAnException() {
        handledBy(GATE, GATE);
        serve();
        for (int i = 0; i < 31; i++) {
            root.frame[i] = 100 + i;
        }
        fault(0x24L << 26 | 7, HERE);
        ipc(REPLY_WAIT, -12L << 16, 0x400_0000L);
        assertSame(server, rig.kernel.current());
        assertEquals((long) Protocol.EXCEPTION << 16 | 0x1000 | 40, server.frame[0]);
        assertEquals(100, rig.mr(1));
        assertEquals(130, rig.mr(31));
        assertEquals(0x24L << 26 | 7, rig.mr(33));
        assertEquals(HERE, rig.mr(34));
        rig.mr(1, 7).mr(36, 0x9000).mr(37, -1);
        reply(0, 40, 0);
        assertEquals(7, root.frame[0]);
        assertEquals(101, root.frame[1]);
        assertEquals(0x9000, root.frame[Frame.PC]);
        assertEquals(0xf000_0000L, root.frame[Frame.PSTATE], "of the processor state only the flags");
    }

    /** Red: in Kernel.isPageFault, answer true. [REQ-THREAD-2] */
    @Test
    void anAlignmentFaultIsAnException() {
        handledBy(0, GATE);
        serve();
        fault(0x24L << 26 | 0x21, HERE + 1);
        assertSame(server, rig.kernel.current());
        assertEquals((long) Protocol.EXCEPTION << 16 | 0x1000 | 40, server.frame[0]);
        assertEquals(0x24L << 26 | 0x21, rig.mr(33));
        assertEquals(HERE + 1, rig.mr(34));
    }

    private void alien(boolean yes) {
        rig.mr(0, ThreadOp.CONTROL | Control.ALIEN).mr(1, 0).mr(2, 0).mr(3, 0).mr(4, yes ? Control.ALIEN : 0).mr(5, 0);
        rig.call(Slots.THREAD, Protocol.THREAD, 6, 0);
    }

    private void told(long syndrome) {
        assertSame(server, rig.kernel.current());
        assertEquals((long) Protocol.EXCEPTION << 16 | 0x1000 | 40, server.frame[0]);
        assertEquals(syndrome, rig.mr(33));
    }

    /** Red: in Kernel.synchronous, leave out the question whether it is allowed; in Ipc.deliver, do not allow; in control, ignore MR4. [REQ-THREAD-2] */
    @Test
    void anAliensCallsGoToItsHandler() {
        handledBy(GATE, GATE);
        alien(true);
        serve();
        root.frame[Frame.PC] = 0x2004;
        rig.valid(SERVER);
        told(Rig.SVC);
        assertEquals(0x2000, rig.mr(36), "it stands before the call");
        assertEquals(0x2000, root.frame[Frame.PC]);
        reply(Protocol.ALLOW_SYSCALL, 40, 0);
        root.frame[Frame.PC] = 0x2004;
        rig.valid(SERVER);
        told(Rig.SVC | 1 << 16);
        assertEquals(0x2004, rig.mr(36), "it stands behind the call");
        assertEquals(1L << 16, rig.mr(1), "whose answer is there");
        reply(Protocol.ALLOW_SYSCALL, 0, 0);
        alien(false);
        told(Rig.SVC | 1 << 16);
        reply(0, 0, 0);
        assertEquals(1, rig.valid(SERVER), "no longer an alien");
        assertSame(root, rig.kernel.current());
    }

    /** Red: in Blocking.resume, leave out list(); in Ipc.after, raise it at once. [REQ-THREAD-2] */
    @Test
    void anAlienThatWaitsTellsWhenTheWaitIsOver() {
        handledBy(GATE, GATE);
        alien(true);
        serve();
        ipc(0x802, 0, 0x400 + 100);
        told(Rig.SVC);
        reply(Protocol.ALLOW_SYSCALL, 0, 0);
        ipc(0x802, 0, 0x400 + 100);
        assertNull(rig.kernel.current(), "both wait");
        rig.time = 200;
        rig.kernel.trap(Cause.INTERRUPT, 0, 0);
        told(Rig.SVC | 1 << 16);
        assertEquals(0x8000, rig.mr(1), "the timeout");
    }

    /** Red: in Kernel.synchronous, ask the pager of aliens too. [REQ-THREAD-2] */
    @Test
    void anAliensPageFaultIsAnException() {
        handledBy(GATE, GATE);
        alien(true);
        serve();
        fault(0x24L << 26 | 7, HERE);
        told(0x24L << 26 | 7);
        assertEquals(HERE, rig.mr(34));
    }

    @Test
    void aFaultThatNobodyResolvesStopsTheThread() {
        handledBy(GATE, 0);
        serve();
        fault(0x24L << 26 | 7, HERE);
        ipc(REPLY_WAIT, -12L << 16, 0x400_0000L);
        assertEquals("kernel: thread 0 stopped: read of 0x10000000, not mapped, pc 0x1000\n", rig.output());
        assertNull(rig.kernel.current());
        assertEquals(Thread.STOPPED, root.state());
    }

    /** As on the reference kernel. Red: in Kernel.reportStranded, report all. [REQ-IPC-4] */
    @Test
    void aHandlerThatGoesStopsTheThreadInSilence() {
        handledBy(GATE, GATE);
        serve();
        fault(0x3cL << 26, 0);
        delete(SERVER);
        assertEquals(Thread.STOPPED, root.state());
        assertTrue(root.lostItsHandler());
        assertEquals("", rig.output());
    }

    @Test
    void aPagerThatGoesStopsTheThread() {
        handledBy(GATE, 0);
        serve();
        fault(0x24L << 26 | 7, HERE);
        delete(SERVER);
        assertTrue(rig.output().startsWith("kernel: thread 0 stopped"), rig.output());
    }
}
