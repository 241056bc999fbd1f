module threads
-- Threads and what they wait for: the state of scheduling, IPC, time, interrupts and semaphores. Conventions of objects.als: a relation
-- marked "state" can be changed by an operation, and predicates take the state relations as parameters OF THE SAME NAME.
open objects

-- A scheduling priority. p.higher: the priorities above it.
sig Priority {
  higher: set Priority,
  readyHead, readyTail: set Thread    -- state: oldest and newest thread in the ready queue of this priority
}
-- state: priorities whose ready queue is marked as not empty.
sig Filled in Priority {}
fact PriorityOrder {
  all p: Priority | p not in p.higher and p.higher.higher in p.higher
  all disj p, q: Priority | p in q.higher or q in p.higher
}
-- A moment of the board's virtual time. i.later: the moments after it.
sig Instant { later: set Instant }
fact InstantOrder {
  all i: Instant | i not in i.later and i.later.later in i.later
  all disj i, j: Instant | i in j.later or j in i.later
}
one sig Clock {
  now: one Instant,                   -- state: at this entry into the kernel
  armed: set Instant,                 -- state: when the timer will interrupt; none: never
  soonest: set Thread                 -- state: first in the list of timeouts
}
one sig Processor { current: set Thread } -- state: the running thread; none: idle

sig Interrupt, Semaphore extends Other {}
-- A line of the interrupt controller.
sig Pin { feeds: set Interrupt }      -- state: the interrupt object that it triggers
-- state: pins that the controller does not deliver.
sig Masked in Pin {}
-- state: pins that interrupt as long as the device asks, not once.
sig Level in Pin {}
-- Where a reply capability is kept: one implicit slot of each thread, explicit ones of a task.
sig ReplySlot {
  place: one Thread + Task,
  caller: set Thread                  -- state: who is answered through it
}

-- What a thread is doing: at most one of these, as one field of the kernel says. In none of them: stopped (not started yet, or a fault
-- that nobody handles).
sig Ready in Thread {}                -- state: runs or could run
sig Sending in Thread {}              -- state: send phase, the partner does not receive it yet
sig Receiving in Thread {}            -- state: receive phase
sig Downing in Thread {}              -- state: waits for a semaphore
-- How a sending thread will go on: receive from whom it sent to (call), or from anyone; in neither: not at all.
sig Calls, Waits in Thread {}         -- state
-- A receiving thread that takes anyone.
sig Anyone in Thread {}               -- state
-- Has a task and was given a priority: may be ready.
sig Placed in Thread {}               -- state

sig Tcb in Thread {
  priority: set Priority,             -- state
  readyNext, readyPrev: set Thread,   -- state: neighbours in the ready queue, newer and older
  from: set Object,                   -- state: whom a closed receive takes: a thread, or an interrupt object
  answers: set ReplySlot,             -- state: where the replies to callers of this thread go; of a receiving thread
  calledFrom: set ReplySlot,          -- state: the slot whose caller it is
  lender: set Thread,                 -- state: whose scheduling context it runs on, besides its own
  deadline: set Instant,              -- state: when its wait ends unsatisfied
  timeNext, timePrev: set Thread      -- state: neighbours in the list of timeouts
}
-- What stands in the queue of a partner: a thread that sends or waits for a semaphore, an interrupt object that is pending.
sig Waiter in Object {
  queue: set Object,                  -- state: whose queue it stands in
  queueNext, queuePrev: set Object,   -- state: neighbours there; the next is served later
  rank: set Priority                  -- state: priority with which it queued
}
-- What has such a queue.
sig Partner in Object {
  queueHead, queueTail: set Object    -- state: served first, served last
}
-- What delivers to a thread that it is bound to.
sig Port in Object {
  bound: set Thread                   -- state
}
-- Interrupt objects: triggered but not received yet.
sig Pending in Object {}              -- state
-- Semaphores whose counter is above zero.
sig Up in Object {}                   -- state
fact Carriers {
  Tcb = Thread
  Waiter = Thread + Interrupt
  Partner = Thread + Gate + Semaphore
  Port = Gate + Interrupt
}
