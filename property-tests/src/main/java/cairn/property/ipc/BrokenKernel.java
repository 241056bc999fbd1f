package cairn.property.ipc;

import cairn.property.BrokenKernel.Edit;
import java.util.List;

/**
 * One deliberate fault in what threads wait for: one line of the kernel's source changed.
 *
 * @param file    below {@code cairn/kernel}
 * @param catches the ID that must be among those that catch it
 */
public record BrokenKernel(String id, String file, Edit edit, String catches) {
    private BrokenKernel(String id, String file, String method, String line, String instead, String catches) {
        this(id, file, new Edit(file.substring(file.lastIndexOf('/') + 1), method, line, instead), catches);
    }

    public static final List<BrokenKernel> ALL = List.of(
            // ---- meeting
            new BrokenKernel("ipc-receiver-overlooks-senders", "object/Ipc", "receive",
                    "if (sender != null) {", "if (false) {", "IPC-4"),
            new BrokenKernel("ipc-closed-receive-takes-anyone", "core/ipc/Party", "accepts",
                    "return phase == RECEIVING && (partner == null || partner == from);", "return phase == RECEIVING;", "STATE"),
            new BrokenKernel("ipc-failed-send-receives", "object/Ipc", "send",
                    "blocking.fail(t, IpcError.TIMEOUT);", "goOn(t);", "RESULT"),
            new BrokenKernel("ipc-wait-is-closed", "decode/IpcDecoder", "decode",
                    "call.open = said.isOpen();", "call.open = said.isOpen() && !said.replies();", "STATE"),
            new BrokenKernel("ipc-last-word-lost", "object/Transfer", "run",
                    "for (int i = 0; i < words && i < Utcb.MESSAGE_WORDS; i++) {", "for (int i = 0; i < words - 1; i++) {", "WORDS"),
            new BrokenKernel("ipc-gate-label-with-all-rights", "object/Ipc", "send",
                    "t.label = t.gate.label | t.rights & (Right.W | Right.S); // of now: the gate may be bound to another while this waits",
                    "t.label = t.gate.label | Right.W | Right.S;", "RESULT"),
            new BrokenKernel("ipc-gate-serves-clients", "decode/Decoder", "gate",
                    "if (!said.sends() || said.label() != Protocol.KOBJECT || (rights & Right.SERVER) == 0) {",
                    "if (!said.sends() || said.label() != Protocol.KOBJECT) {", "STATE"),
            new BrokenKernel("ipc-thread-obeys-without-right", "decode/ThreadDecoder", "decode",
                    "if ((rights & Right.S) == 0) {", "if (false) {", "RESULT"),
            // ---- capabilities in messages
            new BrokenKernel("ipc-strong-right-passes", "object/Transfer", "object",
                    "mask = mask & ~Right.S;", "", "RIGHTS"),
            new BrokenKernel("ipc-window-ignored", "object/Transfer", "range",
                    "windowSize = Flexpages.count(flexpage);", "windowSize = CapSpace.CAPABILITIES;", "RIGHTS"),
            new BrokenKernel("ipc-label-of-any-gate", "object/Transfer", "object",
                    "if (gate != null && gate.thread != null && gate.thread.task == r.task) {", "if (gate != null && gate.thread != null) {", "WORDS"),
            new BrokenKernel("ipc-buffer-used-twice", "object/Transfer", "next",
                    "objectBuffer = at;", "", "RESULT"),
            new BrokenKernel("ipc-grant-keeps", "object/Capabilities", "one",
                    "if (!grant) {", "if (true) {", "RIGHTS"),
            // ---- queues
            new BrokenKernel("ipc-queue-ignores-priority", "core/ipc/SenderQueue", "insert",
                    "while (before != null && before.priority < priority) {", "while (before != null && before.priority < 0) {", "IPC-3"),
            new BrokenKernel("ipc-queue-last-come-first", "core/ipc/SenderQueue", "insert",
                    "while (before != null && before.priority < priority) {", "while (before != null && before.priority <= priority) {", "QUEUE"),
            new BrokenKernel("ipc-abort-leaves-in-queue", "core/ipc/Party", "end",
                    "queue.remove(this);", "", "IPC-2"),
            new BrokenKernel("ipc-queue-forgets-back-link", "core/ipc/SenderQueue", "remove",
                    "p.after.before = p.before;", "", "IPC-1"),
            new BrokenKernel("ipc-bind-takes-one-sender", "object/Ipc", "bind",
                    "while (p != null) {", "if (p != null) {", "IPC-9"),
            new BrokenKernel("ipc-modify-one-sender", "object/Ipc", "modifySenders",
                    "p = p.queuedBehind();", "p = null;", "STATE"),
            // ---- reply slots
            new BrokenKernel("ipc-stale-reply-slot", "core/ipc/Party", "end",
                    "owed.forget();", "", "IPC-7"),
            new BrokenKernel("ipc-caller-keeps-its-slot", "core/ipc/ReplySlot", "forget",
                    "caller.owed = null;", "", "IPC-6"),
            new BrokenKernel("ipc-overwritten-caller-stays", "object/Ipc", "deliver",
                    "s.answer.forget(); // even if the new one will not wait", "", "SLOT"),
            new BrokenKernel("ipc-send-and-wait-is-owed", "object/Ipc", "deliver",
                    "s.answer = open && s.receives && !s.open ? r.replySlot : null;", "s.answer = open && s.receives ? r.replySlot : null;", "SLOT"),
            new BrokenKernel("ipc-explicit-slot-wraps", "object/Task", "reply",
                    "return index >= 0 && index < REPLY_SLOTS ? replies[(int) index] : null;", "return replies[(int) index & REPLY_SLOTS - 1];",
                    "RESULT"),
            // ---- the end of waiting
            new BrokenKernel("ipc-lost-wakeup", "object/Blocking", "resume",
                    "scheduler.wake(t);", "", "SCHED-2"),
            new BrokenKernel("ipc-timeout-not-cancelled", "object/Ipc", "deliver",
                    "blocking.end(r);", "r.ipc.end();", "TIME-1"),
            new BrokenKernel("ipc-timeout-late", "object/Timeouts", "over",
                    "return head != null && head.limit <= now ? head : null;", "return head != null && head.limit < now ? head : null;", "TIME-4"),
            new BrokenKernel("ipc-timer-not-armed-later", "object/Scheduler", "arm",
                    "if (next != armed || next <= since) {", "if (next < armed || next <= since) {", "TIME-3"),
            new BrokenKernel("ipc-timeouts-forget-back-link", "object/Timeouts", "remove",
                    "t.later.sooner = t.sooner;", "", "TIME-2"),
            new BrokenKernel("ipc-cancel-names-wrong-phase", "object/Blocking", "cancel",
                    "fail(t, IpcError.CANCELED | side(t));", "fail(t, IpcError.CANCELED);", "RESULT"),
            new BrokenKernel("ipc-death-leaves-receiver", "object/Blocking", "leave",
                    "if (x.ipc.awaits(t.ipc)) {", "if (false) {", "IPC-5"),
            new BrokenKernel("ipc-death-leaves-senders", "object/Blocking", "leave",
                    "while (p != null) {", "while (p != null && p.number < 0) {", "IPC-5"),
            new BrokenKernel("ipc-gate-goes-sender-stays", "object/Blocking", "ended",
                    "if (x.ipc.inQueue() == g.senders) {", "if (false) {", "STATE"),
            new BrokenKernel("ipc-semaphore-goes-waiter-stays", "object/Interrupts", "ended",
                    "while (p != null) {", "while (p != null && p.number < 0) {", "IPC-5"),
            // ---- semaphores and interrupts
            new BrokenKernel("ipc-up-wakes-nobody", "object/Interrupts", "up",
                    "if (p == null) {", "if (true) {", "SEM-1"),
            new BrokenKernel("ipc-down-takes-nothing", "object/Interrupts", "down",
                    "i.count = i.count - 1;", "", "OBJECT"),
            new BrokenKernel("ipc-interrupt-without-label", "object/Interrupts", "deliver",
                    "t.frame[1] = i.label;", "t.frame[1] = 0;", "RESULT"),
            new BrokenKernel("ipc-detach-forgets-a-hit", "object/Interrupts", "unbind",
                    "i.pending = i.pending || i.sent() && !pins.isLevel(i.pin);", "", "OBJECT"),
            new BrokenKernel("ipc-death-leaves-interrupt", "object/Interrupts", "left",
                    "unbind(pools.interrupt(n));", "", "IRQ-1"),
            new BrokenKernel("ipc-interrupt-overlooks-its-waiter", "object/Interrupts", "send",
                    "if (i.thread.ipc.accepts(i.ipc)) {", "if (i.thread.ipc.accepts(i.ipc) && i.thread.open) {", "IPC-4"),
            new BrokenKernel("ipc-interrupt-goes-waiter-stays", "object/Interrupts", "ended",
                    "if (pools.thread(n).ipc.awaits(i.ipc)) {", "if (false) {", "IPC-5"),
            // ---- turns
            new BrokenKernel("ipc-ready-queue-unmarked", "object/ReadyQueue", "prepend",
                    "bits[p / 64] = bits[p / 64] | 1L << p % 64;", "", "SCHED-4"),
            new BrokenKernel("ipc-ready-queue-forgets-back-link", "object/ReadyQueue", "remove",
                    "t.after.before = t.before;", "", "SCHED-3"),
            new BrokenKernel("ipc-priority-ignored", "object/Scheduler", "leave",
                    "} else if (top > c.priority) {", "} else if (false) {", "TURN"),
            new BrokenKernel("ipc-quantum-never-recharged", "object/Scheduler", "leave",
                    "c.on.left = c.on.quantum;", "", "TIME"),
            new BrokenKernel("ipc-preempted-goes-last", "object/Scheduler", "leave",
                    "ready.prepend(c);", "ready.append(c);", "TURN"),
            new BrokenKernel("ipc-switch-to-the-last", "object/Scheduler", "yield",
                    "ready.prepend(to);", "ready.append(to);", "TURN"),
            // ---- turns that are lent
            new BrokenKernel("ipc-lent-turn-kept", "object/Blocking", "end",
                    "scheduler.takeBack(t);", "", "SCHED-7"),
            new BrokenKernel("ipc-last-lender-counts", "object/Scheduler", "lend",
                    "if (to.lender.priority >= t.priority) {", "if (false) {", "TURN"),
            new BrokenKernel("ipc-lent-no-further", "object/Scheduler", "settle",
                    "x = x.borrower;", "x = null;", "TURN"),
            new BrokenKernel("ipc-answered-goes-last", "object/Scheduler", "wake",
                    "if (t.ahead) {", "if (false) {", "TURN"),
            new BrokenKernel("ipc-overwritten-caller-lends", "object/Ipc", "deliver",
                    "scheduler.lendNoMore(pools.thread(s.answer.caller().number));", "", "TURN"),
            new BrokenKernel("ipc-lends-against-its-will", "object/Ipc", "receive",
                    "if (t.answer != null && (t.tag & Tag.SCHEDULE) == 0) {", "if (t.answer != null) {", "TURN"));

    /** The one of that ID, or null. */
    public static BrokenKernel byId(String id) {
        return ALL.stream().filter(b -> b.id.equals(id)).findFirst().orElse(null);
    }
}
