module ipc
-- Rendezvous: queues of senders, receivers, reply slots, gates.
open objects
open threads

-- IPC-1 sender-queue: a partner's queue, from its head along next, holds exactly those who say that they stand in it, each once;
-- neighbours name each other.
pred IPC_1_senderQueue[queue, queueHead, queueTail, queueNext, queuePrev: Object->Object] {
  all q: Partner | lone q.queueHead and lone q.queueTail and q.queueHead.*queueNext = queue.q
  all w: Waiter | lone w.queueNext and lone w.queuePrev and w not in w.^queueNext
  all w: Waiter | no w.queue implies no w.queueNext and no w.queuePrev
  all w, v: Waiter | v in w.queueNext iff w in v.queuePrev
  all w: Waiter | some w.queue implies (no w.queuePrev iff w in w.queue.queueHead) and (no w.queueNext iff w in w.queue.queueTail)
}

-- IPC-2 one-queue: nobody stands in two queues; exactly those threads stand in one that send or wait for a semaphore.
pred IPC_2_oneQueue[Sending, Downing: set Thread, queue: Object->Object] {
  all w: Waiter | lone w.queue and w.queue in Partner
  all t: Thread | (t in Sending iff some t.queue & (Thread + Gate)) and (t in Downing iff some t.queue & Semaphore)
}

-- IPC-3 priority-order: whoever stands behind another queued with the same priority or a lower one.
pred IPC_3_priorityOrder[queue, queueNext: Object->Object, rank: Object->Priority] {
  all w: Waiter | some w.queue implies one w.rank and no w.queueNext.rank & w.rank.higher
}

-- IPC-4 no-lost-rendezvous: nobody stands in the queue of a thread that would receive it: no sender, no pending interrupt.
pred IPC_4_noLostRendezvous[Receiving, Anyone: set Thread, from: Thread->Object, queue: Object->Object] {
  all p: Receiving | p in Anyone implies no queue.p
  all p: Receiving | no queue.p & p.from
}

-- IPC-5 nobody-waits-for-dead: whom a thread or an interrupt waits for exists, and so does whoever waits.
pred IPC_5_nobodyWaitsForDead[Made: set Object, Sending, Receiving, Downing: set Thread, queue: Object->Object, from: Thread->Object] {
  Sending + Receiving + Downing in Made
  queue in Made->Made and from in Made->Made
}

-- IPC-6 reply-slots: slot and caller name each other; a slot holds one caller at most, a caller is in one slot at most.
pred IPC_6_replySlots[caller: ReplySlot->Thread, calledFrom: Thread->ReplySlot] {
  calledFrom = ~caller
  all s: ReplySlot | lone s.caller
  all t: Thread | lone t.calledFrom
}

-- IPC-7 caller-waits: whoever is in a reply slot waits for the answer: in a closed receive.
pred IPC_7_callerWaits[Receiving, Anyone: set Thread, caller: ReplySlot->Thread, from: Thread->Object] {
  all s: ReplySlot | s.caller in Receiving - Anyone
  all s: ReplySlot | some s.caller implies s.caller.from in s.place + serves.(s.place)
}

-- IPC-8 nothing-left-over: a thread carries what belongs to a wait only while it waits.
pred IPC_8_nothingLeftOver[Receiving, Anyone: set Thread, from: Thread->Object, answers, calledFrom: Thread->ReplySlot,
                           queue: Object->Object, rank: Object->Priority] {
  Anyone in Receiving
  from.Object = Receiving - Anyone and Thread.from in Thread + Interrupt
  all t: Thread | lone t.from and lone t.answers
  answers.ReplySlot = Anyone
  all t: Thread | t.answers.place in t + t.serves
  calledFrom.ReplySlot in Receiving
  rank.Priority = queue.Object
}

-- IPC-9 gates: a gate is bound to one thread at most, which exists; only an unbound gate has senders queued.
pred IPC_9_gates[Made: set Object, bound: Object->Thread, queue: Object->Object] {
  all g: Gate | lone g.bound and (some g.bound implies g in Made and g.bound in Made)
  all g: Gate | some g.bound implies no queue.g
}

-- SEM-1 no-lost-wakeup: nobody waits for a semaphore whose counter is above zero.
pred SEM_1_noLostWakeup[Up: set Object, queue: Object->Object] {
  Up in Semaphore and no queue.Up
}
