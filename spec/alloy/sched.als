module sched
-- Who may run, and the ready queues.
open objects
open threads

-- SCHED-1 one-state: a thread is at one thing at a time; only a sending thread has a phase to come, one at most.
pred SCHED_1_oneState[Ready, Sending, Receiving, Downing, Calls, Waits: set Thread] {
  no Ready & (Sending + Receiving + Downing) and no Sending & (Receiving + Downing) and no Receiving & Downing
  Calls + Waits in Sending and no Calls & Waits
}

-- SCHED-2 ready-queue: the ready queues hold exactly the ready threads but the running one, each in the queue of its own priority only.
pred SCHED_2_readyQueue[Ready: set Thread, priority: Thread->Priority, readyHead: Priority->Thread, readyNext: Thread->Thread,
                        current: Processor->Thread] {
  all p: Priority | p.readyHead.*readyNext = (priority.p & Ready) - Processor.current
}

-- SCHED-3 ready-links: neighbours in a ready queue name each other, the ends have none; who is in no queue has no neighbours.
pred SCHED_3_readyLinks[Ready: set Thread, priority: Thread->Priority, readyHead, readyTail: Priority->Thread,
                        readyNext, readyPrev: Thread->Thread, current: Processor->Thread] {
  let queued = Ready - Processor.current {
    all t: Thread | lone t.readyNext and lone t.readyPrev and (t not in queued implies no t.readyNext and no t.readyPrev)
    all t, u: queued | u in t.readyNext iff t in u.readyPrev
    all t: queued | t not in t.^readyNext
    all p: Priority | lone p.readyHead and lone p.readyTail and (some p.readyHead iff some p.readyTail)
    all t: queued | (no t.readyPrev iff t in t.priority.readyHead) and (no t.readyNext iff t in t.priority.readyTail)
  }
}

-- SCHED-4 filled: the marks say exactly which ready queues are not empty.
pred SCHED_4_filled[Filled: set Priority, readyHead: Priority->Thread] {
  Filled = readyHead.Thread
}

-- SCHED-5 highest-runs (when the kernel is left): nobody waits in a queue with a higher priority than the running thread's, nor at all
-- while the processor idles.
pred SCHED_5_highestRuns[priority: Thread->Priority, Filled: set Priority, current: Processor->Thread] {
  no Processor.current.priority.higher & Filled
  no Processor.current implies no Filled
}

-- SCHED-6 ready-can-run: a thread that is ready, or will be when its wait ends, has a task and a priority; a running thread is ready.
pred SCHED_6_readyCanRun[Made: set Object, Ready, Sending, Receiving, Downing, Placed: set Thread, priority: Thread->Priority,
                         current: Processor->Thread] {
  Ready in Placed & Made and lone Processor.current and Processor.current in Ready
  Sending + Receiving + Downing in Placed
  all t: Placed | one t.priority
}

-- SCHED-7 lent-once: a thread lends its scheduling context to one thread at most, the one that it waits for; nobody lends to itself,
-- however far around.
pred SCHED_7_lentOnce[Receiving: set Thread, from: Thread->Object, lender: Thread->Thread] {
  all t: Thread | lone t.lender and lone lender.t and t not in t.^lender
  all t: Thread | t.lender in Receiving and (some t.lender implies t.lender.from = t)
}
