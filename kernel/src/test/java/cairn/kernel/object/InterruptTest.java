package cairn.kernel.object;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import cairn.kernel.Rig;
import cairn.kernel.abi.GateOp;
import cairn.kernel.abi.IcuOp;
import cairn.kernel.abi.IpcError;
import cairn.kernel.abi.IrqOp;
import cairn.kernel.abi.Item;
import cairn.kernel.abi.Limits;
import cairn.kernel.abi.Protocol;
import cairn.kernel.abi.Slots;
import cairn.kernel.abi.ThreadOp;
import cairn.kernel.abi.Unmap;
import cairn.kernel.abi.Utcb;
import cairn.kernel.hil.Cause;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Interrupt objects, semaphores and the interrupt controller, between the root thread (priority 64) and a driver (70) in the same task. */
class InterruptTest {
    private static final long DRIVER = 22;
    private static final long IRQ = 23;
    private static final long SEMAPHORE = 24;
    private static final long OTHER = 25;
    private static final long GATE = 26;
    private static final long LABEL = 0x4321;
    private static final int PIN = 35;
    private static final long WAIT = 0x806;
    private static final long SELF = 0x802;
    private static final long NOW = 0x400_0400L;

    private Rig rig;
    private Thread root;
    private Thread driver;

    @BeforeEach
    void begin() {
        rig = new Rig();
        root = rig.kernel.current();
        driver = thread(DRIVER, 0x400, 70);
        sleep(0);
        assertSame(root, rig.kernel.current());
        assertEquals(0, rig.create(Slots.FACTORY, IRQ, Protocol.IRQ_SENDER, 0));
        assertEquals(0, rig.create(Slots.FACTORY, SEMAPHORE, Protocol.SEMAPHORE, 0));
        assertEquals(0, bind(IRQ, LABEL, DRIVER));
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

    private void sleep(long until) {
        ipc(SELF, 0, until);
    }

    private long bind(long irq, long label, long thread) {
        rig.mr(0, IrqOp.BIND).mr(1, label).item(2, thread);
        return rig.call(irq, Protocol.KOBJECT, 2, 1);
    }

    private void hit(long irq) {
        assertEquals(0, ipc(irq << 12 | 1, (long) Protocol.IRQ << 16, 0));
    }

    private long icu(long operation, long pin, long irq) {
        rig.mr(0, operation).mr(1, pin).item(2, irq);
        return rig.call(Slots.ICU, Protocol.IRQ, 2, irq == 0 ? 0 : 1);
    }

    private boolean masked(int pin) {
        return (rig.unmasked >> pin & 1) == 0;
    }

    private void received(Thread t, long label) {
        assertSame(t, rig.kernel.current());
        assertEquals(0, t.frame[0], "no words, no error");
        assertEquals(label, t.frame[1]);
    }

    private long error(Thread t) {
        assertEquals(0x8000, t.frame[0], "no error");
        return rig.load(t.utcb() + Utcb.ERROR);
    }

    private long down(long timeouts) {
        rig.mr(0, IrqOp.DOWN);
        return ipc(SEMAPHORE << 12 | 3, (long) Protocol.SEMAPHORE << 16 | 1, timeouts);
    }

    private void wakeDriver() {
        rig.mr(0, ThreadOp.EX_REGS | 0x10000).mr(1, 0x3000).mr(2, -1);
        rig.call(DRIVER, Protocol.THREAD, 3, 0);
        assertSame(driver, rig.kernel.current());
    }

    private void driverWaits() {
        wakeDriver();
        ipc(WAIT, 0, 0);
        assertSame(root, rig.kernel.current());
    }

    private void delete(long slot) {
        assertEquals(0, rig.unmap(Slots.TASK, Unmap.SELF | Unmap.DELETE, Rig.cap(slot, 15)));
    }

    // ---- messages ---------------------------------------------------------------------------------------------------

    /** Red: in Interrupts.deliver, leave out the label. [REQ-IRQ-1] */
    @Test
    void aHitIsAMessageToWhoWaitsForAnyone() {
        driverWaits();
        hit(IRQ);
        received(driver, LABEL);
    }

    /** Red: in Pins.hit, send also when one was sent. [REQ-IRQ-1] */
    @Test
    void hitsOfWhoDoesNotWaitAreOneMessage() {
        hit(IRQ);
        hit(IRQ);
        wakeDriver();
        ipc(WAIT, 0, NOW);
        received(driver, LABEL);
        ipc(WAIT, 0, NOW);
        assertEquals(3, error(driver), "two hits, one message");
    }

    /** Red: in Interrupts.send, queue at priority 0. [REQ-IRQ-1] */
    @Test
    void anInterruptIsReceivedBeforeMessagesOfThreads() {
        ipc(DRIVER << 12 | 1, 1 << 16, 0x1001_0000L); // the root thread is the first in the queue of the driver
        rig.time += 10_000;
        rig.kernel.trap(Cause.INTERRUPT, 0, 0);
        Thread other = thread(OTHER, 0x800, 200);
        assertSame(other, rig.kernel.current());
        ipc(DRIVER << 12 | 1, 1 << 16, 0);
        hit(IRQ);
        wakeDriver();
        ipc(WAIT, 0, NOW);
        received(driver, LABEL);
    }

    /** Red: in Interrupts.send, ask accepts() in place of isOpen(). [REQ-IRQ-1] */
    @Test
    void aClosedWaitIsNotEndedByAnInterrupt() {
        hit(IRQ);
        assertSame(root, rig.kernel.current(), "the driver waits for itself alone");
    }

    /** Red: in Decoder.decode, set no call.awaited; in Interrupts.send, ask for isOpen. [REQ-IRQ-1] */
    @Test
    void aClosedWaitForAnInterruptObjectIsEndedByIt() {
        wakeDriver();
        rig.mr(0, IrqOp.UNMASK);
        ipc(IRQ << 12 | 3, (long) Protocol.IRQ << 16 | 1, 0);
        assertSame(root, rig.kernel.current());
        ipc(DRIVER << 12 | 1, 7L << 16, NOW);
        assertEquals(IpcError.TIMEOUT, error(root), "it waits for nobody else");
        hit(IRQ);
        received(driver, LABEL);
        hit(IRQ);
        assertEquals(0, ipc(IRQ << 12 | 3, (long) Protocol.IRQ << 16 | 1, NOW), "one was on its way");
        assertEquals(LABEL, driver.frame[1]);
        assertEquals(0x8000, ipc(IRQ << 12 | 2, 0, NOW), "without a send phase too");
        assertEquals(IpcError.TIMEOUT | IpcError.RECEIVE, error(driver));
        assertEquals(0x8000, ipc(SEMAPHORE << 12 | 2, 0, NOW), "a semaphore sends nothing");
    }

    /** Red: in Interrupts.ended, leave out who awaits it. [REQ-IRQ-1] */
    @Test
    void whoWaitsForAnInterruptObjectIsToldThatItGoes() {
        wakeDriver();
        ipc(IRQ << 12 | 2, 0, 0);
        assertSame(root, rig.kernel.current());
        delete(IRQ);
        assertEquals(IpcError.ABORTED | IpcError.RECEIVE, error(driver));
    }

    /** Red: in Pins.detach, forget what was sent. [REQ-IRQ-1] */
    @Test
    void aHitOutlivesItsReceiver() {
        hit(IRQ);
        rig.mr(0, IrqOp.DETACH);
        assertEquals(1, rig.call(IRQ, Protocol.IRQ_SENDER, 1, 0), "one was on its way");
        assertEquals(-2, rig.call(IRQ, Protocol.IRQ_SENDER, 1, 0));
        driverWaits();
        rig.mr(0, IrqOp.BIND).mr(1, LABEL + 1).item(2, DRIVER);
        rig.call(IRQ, Protocol.KOBJECT, 2, 1);
        received(driver, LABEL + 1);
        ipc(WAIT, 0, 0);
        delete(DRIVER);
        hit(IRQ);
        hit(IRQ);
        driver = thread(DRIVER, 0x400, 70);
        ipc(WAIT, 0, 0);
        rig.mr(0, IrqOp.BIND).mr(1, LABEL).item(2, DRIVER);
        rig.call(IRQ, Protocol.KOBJECT, 2, 1);
        received(driver, LABEL);
    }

    /** Red: in Interrupts.bind, do not send again. [REQ-IRQ-1] */
    @Test
    void aHitOnItsWayFollowsToTheNewThread() {
        hit(IRQ);
        Thread other = thread(OTHER, 0x800, 80);
        ipc(WAIT, 0, 0);
        rig.mr(0, IrqOp.BIND).mr(1, LABEL + 1).item(2, OTHER);
        rig.call(IRQ, Protocol.KOBJECT, 2, 1);
        received(other, LABEL + 1);
        ipc(WAIT, 0, 0);
        wakeDriver();
        ipc(WAIT, 0, NOW);
        assertEquals(3, error(driver), "nothing is left for the driver");
    }

    /** Red: in Interrupts.ended, leave the message in the queue. [REQ-IRQ-1] */
    @Test
    void aDeletedInterruptObjectSendsNothing() {
        hit(IRQ);
        delete(IRQ);
        wakeDriver();
        ipc(WAIT, 0, NOW);
        assertEquals(3, error(driver));
    }

    /** Red: in InterruptDecoder.bind, leave out the right. [REQ-IRQ-1] */
    @Test
    void rightsAndFormsAreChecked() {
        assertEquals(0, rig.map(Slots.TASK, Slots.TASK, 40L << 12, Rig.cap(IRQ, 4)));
        assertEquals(-1, bind(40, 0, DRIVER));
        rig.mr(0, IrqOp.DETACH);
        assertEquals(-1, rig.call(40, Protocol.IRQ_SENDER, 1, 0));
        assertEquals(-1, icu(IcuOp.BIND, PIN, 40));
        hit(40);
        assertEquals(-22, bind(IRQ, 0, Slots.LOG));
        assertEquals(-39, rig.call(IRQ, Protocol.SEMAPHORE, 1, 0));
        assertEquals(-39, bind(SEMAPHORE, 0, DRIVER));
        rig.mr(0, 9);
        assertEquals(-38, rig.call(IRQ, Protocol.IRQ, 1, 0));
        assertEquals(-38, rig.call(IRQ, Protocol.KOBJECT, 1, 0));
        assertEquals(-38, rig.call(SEMAPHORE, Protocol.SEMAPHORE, 1, 0));
        assertEquals(-22, rig.call(IRQ, Protocol.KOBJECT, 0, 0));
        rig.mr(0, IrqOp.BIND);
        assertEquals(-22, rig.call(IRQ, Protocol.KOBJECT, 1, 0));
    }

    /** As programs wait for an interrupt: they unmask and receive in one call. Red: in Kernel.systemCall, do not wait behind SILENT. [REQ-IRQ-1] */
    @Test
    void anOperationWithoutReplyMayBeFollowedByAWait() {
        wakeDriver();
        rig.mr(0, IrqOp.UNMASK);
        ipc(IRQ << 12 | 7, (long) Protocol.IRQ << 16 | 1, 0);
        assertSame(root, rig.kernel.current());
        hit(IRQ);
        received(driver, LABEL);
    }

    // ---- semaphores -------------------------------------------------------------------------------------------------

    /** Red: in Pins.up, count also when somebody waited. [REQ-IRQ-3] */
    @Test
    void aSemaphoreCounts() {
        hit(SEMAPHORE);
        hit(SEMAPHORE);
        assertEquals(0, down(NOW));
        assertEquals(0, down(NOW));
        down(NOW);
        assertEquals(3, error(root));
        wakeDriver();
        down(0);
        assertSame(root, rig.kernel.current());
        hit(SEMAPHORE);
        assertSame(driver, rig.kernel.current());
        assertEquals(0, driver.frame[0]);
        down(NOW);
        assertEquals(3, error(driver), "the up was taken");
    }

    /** Red: in Interrupts.down, queue at priority 0. [REQ-IRQ-3] */
    @Test
    void waitersAreServedByPriorityAndEndByTimeoutCancelAndDeletion() {
        down(0x2000 >> 3 | 100); // some time
        assertNull(rig.kernel.current());
        rig.time += 10_000;
        rig.kernel.trap(Cause.INTERRUPT, 0, 0);
        assertEquals(3, error(root));
        wakeDriver();
        down(0);
        Thread other = thread(OTHER, 0x800, 80);
        down(0);
        assertSame(root, rig.kernel.current());
        hit(SEMAPHORE);
        assertSame(other, rig.kernel.current(), "the higher priority first");
        rig.mr(0, ThreadOp.EX_REGS | 0x10000).mr(1, 0x3000).mr(2, -1);
        rig.call(DRIVER, Protocol.THREAD, 3, 0);
        assertEquals(7, error(driver));
        down(0);
        down(0);
        assertSame(root, rig.kernel.current());
        delete(SEMAPHORE);
        assertEquals(4, error(other));
        assertEquals(4, error(driver));
    }

    /** Red: in InterruptDecoder.decode, leave out the right for down. [REQ-IRQ-3] */
    @Test
    void downNeedsItsRight() {
        assertEquals(0, rig.map(Slots.TASK, Slots.TASK, 40L << 12, Rig.cap(SEMAPHORE, 5)));
        hit(40);
        rig.mr(0, IrqOp.DOWN);
        assertEquals(-1, rig.call(40, Protocol.SEMAPHORE, 1, 0));
    }

    // ---- pins -------------------------------------------------------------------------------------------------------

    /** Red: in Pins.hit, leave a level-triggered pin unmasked. [REQ-IRQ-2] */
    @Test
    void aLevelTriggeredPinIsMaskedUntilItsDriverSaysSo() {
        assertEquals(0, icu(IcuOp.BIND, PIN, IRQ));
        rig.mr(0, IrqOp.UNMASK);
        ipc(IRQ << 12 | 1, (long) Protocol.IRQ << 16 | 1, 0);
        assertEquals(false, masked(PIN));
        driverWaits();
        rig.interrupt(PIN);
        received(driver, LABEL);
        assertEquals(true, masked(PIN));
        rig.mr(0, IrqOp.UNMASK);
        ipc(IRQ << 12 | 7, (long) Protocol.IRQ << 16 | 1, 0);
        assertEquals(false, masked(PIN));
        rig.interrupt(PIN);
        received(driver, LABEL);
    }

    /** Red: in Pins.delivered, leave the pin masked. [REQ-IRQ-2] */
    @Test
    void anEdgeTriggeredPinIsMaskedWhileASecondEdgeWaits() {
        rig.mr(0, IcuOp.SET_MODE).mr(1, PIN).mr(2, IcuOp.MODE_SET);
        assertEquals(0, rig.call(Slots.ICU, Protocol.IRQ, 3, 0));
        assertEquals(0, icu(IcuOp.BIND, PIN, IRQ));
        rig.mr(0, IcuOp.UNMASK).mr(1, PIN);
        ipc(Slots.ICU << 12 | 1, (long) Protocol.IRQ << 16 | 2, 0);
        rig.interrupt(PIN);
        assertEquals(false, masked(PIN));
        rig.interrupt(PIN);
        assertEquals(true, masked(PIN));
        wakeDriver();
        ipc(WAIT, 0, NOW);
        received(driver, LABEL);
        assertEquals(false, masked(PIN));
    }

    /** Red: in Interrupts.fired, leave an unbound pin as it is. [REQ-IRQ-2] */
    @Test
    void aPinThatNobodyHandlesIsMasked() {
        rig.unmasked |= 1L << PIN;
        rig.interrupt(PIN);
        assertEquals(true, masked(PIN));
    }

    /** Seen red: when Interrupts.bindPin takes it from its pin before it looks at the new one. [REQ-IRQ-2] */
    @Test
    void whatIsRefusedANewPinKeepsItsOwn() {
        assertEquals(0, icu(IcuOp.BIND, PIN, IRQ));
        assertEquals(0, icu(IcuOp.BIND, PIN + 1, SEMAPHORE));
        assertEquals(-22, icu(IcuOp.BIND, PIN, SEMAPHORE));
        assertEquals(-22, icu(IcuOp.BIND, Rig.TIMER_PIN, SEMAPHORE));
        assertEquals(-22, icu(IcuOp.BIND, PIN + 1, IRQ), "the semaphore still hangs there");
        assertEquals(0, icu(IcuOp.BIND, PIN, IRQ), "where it hangs already");
    }

    private void unmaskPin(int pin) {
        rig.mr(0, IcuOp.UNMASK).mr(1, pin);
        ipc(Slots.ICU << 12 | 1, (long) Protocol.IRQ << 16 | 2, 0);
    }

    /** Red: in Pins.unmask, and in Pins.setLevel, do not look at what is on its way. [REQ-IRQ-5] */
    @Test
    void aLevelTriggeredPinStaysMaskedUntilItsMessageIsReceived() {
        assertEquals(0, icu(IcuOp.BIND, PIN, IRQ));
        unmaskPin(PIN);
        rig.interrupt(PIN);
        unmaskPin(PIN);
        assertEquals(true, masked(PIN));
        wakeDriver();
        ipc(WAIT, 0, NOW);
        received(driver, LABEL);
        assertEquals(false, masked(PIN), "as the program wanted");
        rig.mr(0, IcuOp.SET_MODE).mr(1, PIN).mr(2, IcuOp.MODE_SET);
        assertEquals(0, rig.call(Slots.ICU, Protocol.IRQ, 3, 0));
        rig.interrupt(PIN);
        assertEquals(false, masked(PIN), "by an edge");
        rig.mr(0, IcuOp.SET_MODE).mr(1, PIN).mr(2, IcuOp.MODE_SET | IcuOp.MODE_LEVEL);
        assertEquals(0, rig.call(Slots.ICU, Protocol.IRQ, 3, 0));
        assertEquals(true, masked(PIN));
        ipc(WAIT, 0, NOW);
        received(driver, LABEL);
        assertEquals(false, masked(PIN));
    }

    /** Red: in Pins.take, leave unmasks. [REQ-IRQ-2] */
    @Test
    void aNewPinIsMaskedUntilTheProgramSaysSo() {
        rig.mr(0, IcuOp.SET_MODE).mr(1, PIN).mr(2, IcuOp.MODE_SET);
        assertEquals(0, rig.call(Slots.ICU, Protocol.IRQ, 3, 0));
        assertEquals(0, icu(IcuOp.BIND, PIN, IRQ));
        unmaskPin(PIN);
        rig.interrupt(PIN);
        rig.interrupt(PIN);
        assertEquals(0, icu(IcuOp.BIND, PIN + 1, IRQ));
        wakeDriver();
        ipc(WAIT, 0, NOW);
        received(driver, LABEL);
        assertEquals(true, masked(PIN + 1));
    }

    /** Red: in Pins.takes, leave out the timer. [REQ-IRQ-2] */
    @Test
    void pinsAreBoundOnce() {
        assertEquals(0, icu(IcuOp.INFO, 0, 0));
        assertEquals(0, rig.mr(0));
        assertEquals(rig.pins(), rig.mr(1));
        assertEquals(0, rig.mr(2), "no message-signalled interrupts");
        assertEquals(-22, icu(IcuOp.BIND, rig.pins(), IRQ));
        assertEquals(-22, icu(IcuOp.BIND, -1, IRQ));
        assertEquals(-22, icu(IcuOp.BIND, Rig.TIMER_PIN, IRQ), "the timer is the kernel's");
        assertEquals(0, icu(IcuOp.BIND, PIN, IRQ));
        assertEquals(-22, icu(IcuOp.BIND, PIN, SEMAPHORE));
        assertEquals(0, icu(IcuOp.BIND, PIN + 1, IRQ), "it moves");
        assertEquals(0, icu(IcuOp.BIND, PIN, SEMAPHORE));
        assertEquals(0, icu(IcuOp.UNBIND, PIN, 0));
        assertEquals(0, icu(IcuOp.BIND, PIN, SEMAPHORE));
        delete(SEMAPHORE);
        assertEquals(0, icu(IcuOp.BIND, PIN, IRQ), "a deleted object leaves its pin");
        rig.mr(0, IcuOp.MSI_INFO).mr(1, 0);
        assertEquals(-38, rig.call(Slots.ICU, Protocol.IRQ, 2, 0));
        assertEquals(-39, rig.call(Slots.ICU, Protocol.TASK, 2, 0));
    }

    /** Red: in Decoder.log, hand out pin 0 of the controller. [REQ-IRQ-2] */
    @Test
    void logAndSchedulerHaveOnePin() {
        driverWaits();
        rig.mr(0, IcuOp.BIND).mr(1, 0).item(2, IRQ);
        assertEquals(0, rig.call(Slots.SCHEDULER, Protocol.IRQ, 2, 1));
        rig.mr(0, IcuOp.BIND).mr(1, 0).item(2, IRQ);
        assertEquals(0, rig.call(Slots.LOG, Protocol.IRQ, 2, 1));
        rig.mr(0, IcuOp.BIND).mr(1, 1).item(2, IRQ);
        assertEquals(-22, rig.call(Slots.LOG, Protocol.IRQ, 2, 1));
        rig.mr(0, IcuOp.BIND).mr(1, 0).item(2, IRQ);
        assertEquals(0, rig.call(Slots.LOG, Protocol.IRQ, 2, 1));
        assertEquals(false, masked(Rig.CONSOLE_PIN));
        rig.interrupt(Rig.CONSOLE_PIN);
        received(driver, LABEL);
    }

    /** Red: in Pins.up, do not mask when the count is not 0. [REQ-IRQ-2, REQ-IRQ-3] */
    @Test
    void aPinCanBeTheUpOfASemaphore() {
        rig.mr(0, IcuOp.SET_MODE).mr(1, PIN).mr(2, IcuOp.MODE_SET);
        assertEquals(0, rig.call(Slots.ICU, Protocol.IRQ, 3, 0));
        assertEquals(0, icu(IcuOp.BIND, PIN, SEMAPHORE));
        rig.mr(0, IcuOp.UNMASK).mr(1, PIN);
        ipc(Slots.ICU << 12 | 1, (long) Protocol.IRQ << 16 | 2, 0);
        rig.interrupt(PIN);
        assertEquals(false, masked(PIN));
        rig.interrupt(PIN);
        assertEquals(true, masked(PIN));
        assertEquals(0, down(NOW));
        assertEquals(false, masked(PIN), "one is left");
        assertEquals(0, down(NOW));
        down(NOW);
        assertEquals(3, error(root));
    }

    // ---- what else goes through interrupt objects ---------------------------------------------------------------------

    private void gate(long slot) {
        rig.store(rig.kernel.current().utcb() + Utcb.DESCRIPTOR, 0);
        rig.store(rig.kernel.current().utcb() + Utcb.BUFFER, slot << 12 | Item.MAP | Item.SMALL);
        rig.mr(0, Protocol.GATE).mr(1, 1).mr(2, 0x100).item(3, DRIVER);
        assertEquals(0, rig.call(Slots.FACTORY, Protocol.FACTORY, 3, 1));
    }

    /** Red: in Lifetime.end(Gate), leave out gateGone. [REQ-IRQ-4] */
    @Test
    void aServerIsToldThatAGateIsHeldByNobodyElse() {
        rig.mr(0, ThreadOp.WATCH_DELETION).item(1, IRQ);
        assertEquals(0, rig.call(DRIVER, Protocol.THREAD, 1, 1));
        rig.mr(0, ThreadOp.WATCH_DELETION).item(1, SEMAPHORE);
        assertEquals(-16, rig.call(DRIVER, Protocol.THREAD, 1, 1));
        gate(GATE);
        rig.mr(0, GateOp.DECREASE).mr(1, 1);
        assertEquals(0, rig.call(GATE, Protocol.KOBJECT, 2, 0));
        assertEquals(1, rig.valid(GATE), "nobody has been given one yet");
        assertEquals(0, rig.map(Slots.TASK, Slots.TASK, 40L << 12, Rig.cap(GATE, 15)));
        assertEquals(0, rig.map(Slots.TASK, Slots.TASK, 41L << 12, Rig.cap(GATE, 15)));
        driverWaits();
        assertEquals(0, rig.unmap(Slots.TASK, Unmap.SELF, Rig.cap(40, 15)));
        assertSame(root, rig.kernel.current());
        rig.mr(0, 1).mr(1, Unmap.SELF).mr(2, Rig.cap(41, 15));
        rig.call(Slots.TASK, Protocol.TASK, 3, 0);
        received(driver, LABEL);
        assertEquals(0, rig.valid(GATE), "the last one that counted is gone, and with it the gate");
        rig.mr(0, ThreadOp.WATCH_DELETION).item(1, SEMAPHORE);
        assertEquals(-16, rig.call(DRIVER, Protocol.THREAD, 1, 1));
        delete(IRQ);
        rig.mr(0, ThreadOp.WATCH_DELETION).item(1, SEMAPHORE);
        assertEquals(0, rig.call(DRIVER, Protocol.THREAD, 1, 1));
    }

    /** Red: in Subtree.counts, count the weak ones. [REQ-LIFE-3] */
    @Test
    void aWeakCapabilityKeepsNothingAlive() {
        assertEquals(0, rig.map(Slots.TASK, Slots.TASK, 40L << 12 | Item.WEAK, Rig.cap(SEMAPHORE, 15)));
        assertEquals(0, rig.map(Slots.TASK, Slots.TASK, 41L << 12, Rig.cap(40, 15)));
        assertEquals(0, rig.unmap(Slots.TASK, Unmap.SELF, Rig.cap(SEMAPHORE, 15)));
        assertEquals(1, rig.valid(40), "a strong one is left");
        assertEquals(0, rig.unmap(Slots.TASK, Unmap.SELF, Rig.cap(41, 15)));
        assertEquals(0, rig.valid(40));
    }

    /** Red: in Ipc.modified, change all. [REQ-THREAD-2] */
    @Test
    void labelsOfWaitingMessagesCanBeChanged() {
        hit(IRQ);
        rig.mr(0, ThreadOp.MODIFY_SENDERS).mr(1, 0xffff).mr(2, 7).mr(3, -1).mr(4, 1).mr(5, 0xff00).mr(6, 0x4300).mr(7, 0xff00).mr(8, 0x8000);
        assertEquals(0, rig.call(DRIVER, Protocol.THREAD, 9, 0));
        wakeDriver();
        ipc(WAIT, 0, NOW);
        received(driver, 0x8021);
    }
}
