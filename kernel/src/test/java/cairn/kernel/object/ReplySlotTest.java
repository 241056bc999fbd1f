package cairn.kernel.object;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import cairn.kernel.Rig;
import cairn.kernel.abi.Control;
import cairn.kernel.abi.ExRegs;
import cairn.kernel.abi.Limits;
import cairn.kernel.abi.Protocol;
import cairn.kernel.abi.Slots;
import cairn.kernel.abi.ThreadOp;
import cairn.kernel.abi.Unmap;
import cairn.kernel.abi.Utcb;
import cairn.kernel.hil.Frame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Explicit reply capabilities and triggered exceptions: a server (priority 100) and two clients, all in one task. */
class ReplySlotTest {
    private static final long SERVER = 22;
    private static final long CLIENT = 23;

    private Rig rig;
    private Thread root;
    private Thread server;
    private Thread client;

    @BeforeEach
    void begin() {
        rig = new Rig();
        root = rig.kernel.current();
        client = thread(CLIENT, 0x800, 60);
        server = thread(SERVER, 0x400, 100);
        assertSame(server, rig.kernel.current());
    }

    @AfterEach
    void audit() {
        Audit.check(rig);
    }

    private Thread thread(long slot, long utcb, int priority) {
        assertEquals(0, rig.create(Slots.FACTORY, slot, Protocol.THREAD, 0));
        assertEquals(0, rig.bind(slot, Slots.TASK, Limits.UTCB_AREA + utcb));
        Thread t = rig.boot.pools().thread(Capabilities.find(rig.boot.root(), slot).number());
        assertEquals(0, rig.place(slot, priority));
        rig.start(slot, 0x2000);
        return t;
    }

    private long ipc(long selector, long tag, long timeouts) {
        rig.kernel.current().frame[3] = timeouts;
        return rig.invoke(selector, tag);
    }

    /** The server waits, and keeps who calls in {@code slot}. */
    private void accept(long slot) {
        ipc(slot << 12 | 0x406, 0, 0);
    }

    private void reply(long slot, long label) {
        ipc(slot << 12 | 0x409, label << 16, 0);
    }

    private long error(Thread t) {
        assertEquals(0x8000, t.frame[0], "no error");
        return rig.load(t.utcb() + Utcb.ERROR);
    }

    /** Red: in Decoder, always the implicit one. [REQ-REPLY-1] */
    @Test
    void callersWaitInTheirSlotsAndAreAnsweredInAnyOrder() {
        accept(3);
        assertSame(root, rig.kernel.current());
        ipc(SERVER << 12 | 3, 1 << 16, 0);
        accept(5);
        assertSame(client, rig.kernel.current());
        ipc(SERVER << 12 | 3, 2 << 16, 0);
        assertSame(server, rig.kernel.current());
        reply(3, 31);
        assertEquals(31L << 16, root.frame[0]);
        reply(5, 51);
        assertEquals(51L << 16, client.frame[0]);
        reply(5, 52);
        assertEquals(4, error(server), "answered already");
        ipc(9, 0, 0);
        assertEquals(4, error(server), "nobody is in the implicit one");
    }

    /** Red: in Task.reply, leave out the range. [REQ-REPLY-1] */
    @Test
    void aSlotOutOfRangeIsRefused() {
        reply(Task.REPLY_SLOTS, 1);
        assertEquals(4, error(server));
        accept(Task.REPLY_SLOTS);
        assertEquals(0x13, error(server));
        reply(-1L >>> 12, 1);
        assertEquals(4, error(server));
    }

    /** Red: in Party.end, leave the slot as it is. [REQ-REPLY-1] */
    @Test
    void whoWaitsNoMoreIsOwedNothing() {
        accept(3);
        ipc(SERVER << 12 | 3, 1 << 16, 0);
        rig.mr(0, ThreadOp.EX_REGS | ExRegs.CANCEL).mr(1, 0x4000).mr(2, ExRegs.KEEP);
        rig.call(Slots.THREAD, Protocol.THREAD, 3, 0);
        assertEquals(7, error(root));
        reply(3, 1);
        assertEquals(4, error(server));
        accept(3);
        ipc(SERVER << 12 | 3, 1 << 16, 0);
        ipc(Slots.THREAD << 12 | 1, 6L << 16, 0);
        assertEquals(6L << 16, root.frame[0], "sent to directly");
        reply(3, 1);
        assertEquals(4, error(server));
        accept(3);
        ipc(SERVER << 12 | 3, 1 << 16, 0);
        rig.unmap(Slots.TASK, Unmap.SELF | Unmap.DELETE, Rig.cap(Slots.THREAD, 15));
        reply(3, 1);
        assertEquals(4, error(server), "it has gone");
    }

    /** Red: leave out forget() in both Ipc.deliver and ReplySlot.owe. [REQ-REPLY-1] */
    @Test
    void aSlotThatIsUsedAgainForgetsWhoWasThere() {
        accept(3);
        ipc(SERVER << 12 | 3, 1 << 16, 0);
        accept(3);
        ipc(SERVER << 12 | 3, 2 << 16, 0);
        assertEquals(Thread.BLOCKED, root.state());
        rig.mr(0, ThreadOp.EX_REGS | ExRegs.CANCEL).mr(1, 0x4000).mr(2, ExRegs.KEEP);
        rig.call(Slots.THREAD, Protocol.THREAD, 3, 0);
        assertEquals(7, error(root), "it waited on, in no slot");
        reply(3, 7);
        assertEquals(7L << 16, client.frame[0]);
        reply(3, 8);
        assertEquals(4, error(server));
    }

    // ---- exceptions that are asked for ------------------------------------------------------------------------------

    private void handler(long thread) {
        rig.mr(0, ThreadOp.CONTROL | Control.HANDLER).mr(1, 0).mr(2, SERVER << 12).mr(3, 0).mr(4, 0).mr(5, 0);
        assertEquals(0, rig.call(thread, Protocol.THREAD, 6, 0));
    }

    private void trigger(long thread, long flags) {
        rig.mr(0, ThreadOp.EX_REGS | ExRegs.TRIGGER | flags).mr(1, ExRegs.KEEP).mr(2, ExRegs.KEEP);
        rig.call(thread, Protocol.THREAD, 3, 0);
    }

    private void raised(long pc) {
        assertSame(server, rig.kernel.current());
        assertEquals((long) Protocol.EXCEPTION << 16 | 0x1000 | 40, server.frame[0]);
        assertEquals(0x3eL << 26, rig.mr(33));
        assertEquals(pc, rig.mr(36));
    }

    /** Red: in Kernel.trap, leave out triggered(). [REQ-THREAD-2] */
    @Test
    void aReadyThreadRaisesTheExceptionThatItIsTold() {
        handler(CLIENT);
        handler(Slots.THREAD);
        ipc(0x806, 0, 0);
        trigger(CLIENT, 0);
        raised(0x2000);
        ipc(0x80f, 0, 0x400_0000L);
        trigger(Slots.THREAD, 0);
        raised(root.frame[Frame.PC]);
        assertEquals(3, rig.mr(1) & 63, "behind the call: its result is there");
    }

    /** Red: in Blocking.resume, leave out list(). [REQ-THREAD-2] */
    @Test
    void aThreadInIpcRaisesItWhenTheIpcIsOver() {
        handler(CLIENT);
        ipc(0x802, 0, 0x1001);
        assertSame(root, rig.kernel.current());
        ipc(CLIENT << 12 | 2, 0, 0); // waits for the client
        assertSame(client, rig.kernel.current());
        ipc(0x806, 0, 0);
        rig.time += 50_000;
        rig.interrupt(Rig.TIMER_PIN);
        assertSame(server, rig.kernel.current());
        trigger(CLIENT, 0);
        assertSame(server, rig.kernel.current());
        assertEquals(Thread.BLOCKED, client.state());
        ipc(CLIENT << 12 | 1, 0, 0x400_0000L);
        ipc(0x806, 0, 0);
        raised(0x2000);
        ipc(0x80f, 0, 0x400_0000L);
        trigger(CLIENT, ExRegs.CANCEL);
    }
}
