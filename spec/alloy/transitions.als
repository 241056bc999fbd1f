module transitions
-- What can happen to threads. A system call, an interrupt or a timeout is a sequence of these steps (the table in README.md says which),
-- and each step alone keeps every conjunct of waitInv. As in operations.als: X_pre is the guard, X_R the relation R afterwards, and what
-- has no such function stays. A thread that acts is Ready: it runs, or it goes on in the kernel after another one has served it.
open objects
open threads
open sched
open ipc
open time
open irq
open waiting

------------------------------------------------------------------------------------------------------------------------------ lists
-- A doubly linked list without w: of `next` and `prev` in either role, and of its ends (the head with next, the tail with prev).
fun cut[next, prev: univ->univ, w: univ]: univ->univ { (next - w->univ - univ->w) + (w.prev)->(w.next) }
fun cutEnd[end, next: univ->univ, w: univ]: univ->univ { (end - univ->w) + (end.w)->(w.next) }

-- In the queue of q: the last that is served before one of priority p that comes now, and the first that is served after it.
fun ahead[q: Object, p: set Priority]: set Object {
  { u: queue.q | u.rank in p + p.higher and no u.queueNext.rank & (p + p.higher) } }
fun behind[q: Object, p: set Priority]: set Object { some ahead[q, p] => ahead[q, p].queueNext else q.queueHead }
-- In the list of timeouts, likewise for a deadline d.
fun sooner[d: set Instant]: set Thread {
  { u: deadline.Instant | d in u.deadline.*later and no v: u.timeNext | d in v.deadline.*later } }
fun latter[d: set Instant]: set Thread { some sooner[d] => sooner[d].timeNext else Clock.soonest }

------------------------------------------------------------------------------------------------------------------------ ready queues
-- Thread t takes its turn after all others of its priority.
fun append_readyHead[t: Thread]: Priority->Thread { readyHead + (some t.priority.readyHead => none->none else t.priority->t) }
fun append_readyTail[t: Thread]: Priority->Thread { readyTail ++ t.priority->t }
fun append_readyNext[t: Thread]: Thread->Thread { readyNext + t.priority.readyTail->t }
fun append_readyPrev[t: Thread]: Thread->Thread { readyPrev + t->t.priority.readyTail }
fun append_Filled[t: Thread]: set Priority { Filled + t.priority }
-- Thread t leaves its ready queue, if it is in one.
fun remove_readyHead[t: Thread]: Priority->Thread { cutEnd[readyHead, readyNext, t] }
fun remove_readyTail[t: Thread]: Priority->Thread { cutEnd[readyTail, readyPrev, t] }
fun remove_readyNext[t: Thread]: Thread->Thread { cut[readyNext, readyPrev, t] }
fun remove_readyPrev[t: Thread]: Thread->Thread { cut[readyPrev, readyNext, t] }
fun remove_Filled[t: Thread]: set Priority { Filled - { p: Priority | p.readyHead = t and no t.readyNext } }

---------------------------------------------------------------------------------------------------------------------- queue of a partner
fun join_queueHead[w, q: Object, p: set Priority]: Object->Object { some ahead[q, p] => queueHead else queueHead ++ q->w }
fun join_queueTail[w, q: Object, p: set Priority]: Object->Object { some behind[q, p] => queueTail else queueTail ++ q->w }
fun join_queueNext[w, q: Object, p: set Priority]: Object->Object {
  (queueNext - ahead[q, p]->Object) + ahead[q, p]->w + w->behind[q, p] }
fun join_queuePrev[w, q: Object, p: set Priority]: Object->Object {
  (queuePrev - behind[q, p]->Object) + behind[q, p]->w + w->ahead[q, p] }

-------------------------------------------------------------------------------------------------------------------- list of timeouts
fun timed_soonest[t: Thread, d: set Instant]: Clock->Thread { some d and no sooner[d] => Clock->t else soonest }
fun timed_timeNext[t: Thread, d: set Instant]: Thread->Thread {
  some d => (timeNext - sooner[d]->Thread) + sooner[d]->t + t->latter[d] else timeNext }
fun timed_timePrev[t: Thread, d: set Instant]: Thread->Thread {
  some d => (timePrev - latter[d]->Thread) + latter[d]->t + t->sooner[d] else timePrev }

--------------------------------------------------------------------------------------------------------------------------- enqueue
-- Thread t waits in the queue of q: its send phase begins, or it waits for a semaphore. cs, ws (t or nobody): it will receive from whom
-- it sends to, or from anyone. d: when its wait ends unsatisfied.
pred enqueue_pre[t: Thread, q: Object, cs, ws: set Thread, d: set Instant] {
  t in Ready and q in Partner & Made and lone d
  cs + ws in t and no cs & ws
  q in Thread implies not accepts[q, t]
  q in Gate implies no q.bound
  q in Semaphore implies q not in Up and no cs + ws
}
-- Whether r takes a message of t at once.
pred accepts[r: Object, t: Thread] { r in Anyone or t in r.from }
fun enqueue_Ready[t: Thread]: set Thread { Ready - t }
fun enqueue_current[t: Thread]: Processor->Thread { current - Processor->t }
fun enqueue_readyHead[t: Thread]: Priority->Thread { remove_readyHead[t] }
fun enqueue_readyTail[t: Thread]: Priority->Thread { remove_readyTail[t] }
fun enqueue_readyNext[t: Thread]: Thread->Thread { remove_readyNext[t] }
fun enqueue_readyPrev[t: Thread]: Thread->Thread { remove_readyPrev[t] }
fun enqueue_Filled[t: Thread]: set Priority { remove_Filled[t] }
fun enqueue_Sending[t: Thread, q: Object]: set Thread { q in Semaphore => Sending else Sending + t }
fun enqueue_Downing[t: Thread, q: Object]: set Thread { q in Semaphore => Downing + t else Downing }
fun enqueue_Calls[cs: set Thread]: set Thread { Calls + cs }
fun enqueue_Waits[ws: set Thread]: set Thread { Waits + ws }
fun enqueue_queue[t: Thread, q: Object]: Object->Object { queue + t->q }
fun enqueue_rank[t: Thread]: Object->Priority { rank + t->t.priority }
fun enqueue_queueHead[t: Thread, q: Object]: Object->Object { join_queueHead[t, q, t.priority] }
fun enqueue_queueTail[t: Thread, q: Object]: Object->Object { join_queueTail[t, q, t.priority] }
fun enqueue_queueNext[t: Thread, q: Object]: Object->Object { join_queueNext[t, q, t.priority] }
fun enqueue_queuePrev[t: Thread, q: Object]: Object->Object { join_queuePrev[t, q, t.priority] }
fun enqueue_deadline[t: Thread, d: set Instant]: Thread->Instant { deadline + t->d }
fun enqueue_soonest[t: Thread, d: set Instant]: Clock->Thread { timed_soonest[t, d] }
fun enqueue_timeNext[t: Thread, d: set Instant]: Thread->Thread { timed_timeNext[t, d] }
fun enqueue_timePrev[t: Thread, d: set Instant]: Thread->Thread { timed_timePrev[t, d] }

--------------------------------------------------------------------------------------------------------------------------- receive
-- The receive phase of t begins, and nobody that it would take has sent yet: from f alone (a thread, or an interrupt object), or (no f)
-- from anyone, and then replies to callers go through slot a. s: the slot that t's caller right is put into, when t has called f. l (f or
-- nobody): f runs on t's time too.
pred receive_pre[t: Thread, f: set Object, a, s: set ReplySlot, l: set Thread, d: set Instant] {
  t in Ready and f in Thread + Interrupt and lone f and lone a and lone s and lone d
  some f iff no a
  some f implies f in Made and no queue.t & f
  no f implies no queue.t and a.place in t + t.serves
  some s implies some f and no s.caller and s.place in f + f.serves
  l in f & Ready - t and no l.lender
}
fun receive_Ready[t: Thread]: set Thread { Ready - t }
fun receive_current[t: Thread]: Processor->Thread { current - Processor->t }
fun receive_readyHead[t: Thread]: Priority->Thread { remove_readyHead[t] }
fun receive_readyTail[t: Thread]: Priority->Thread { remove_readyTail[t] }
fun receive_readyNext[t: Thread]: Thread->Thread { remove_readyNext[t] }
fun receive_readyPrev[t: Thread]: Thread->Thread { remove_readyPrev[t] }
fun receive_Filled[t: Thread]: set Priority { remove_Filled[t] }
fun receive_Receiving[t: Thread]: set Thread { Receiving + t }
fun receive_Anyone[t: Thread, f: set Object]: set Thread { some f => Anyone else Anyone + t }
fun receive_from[t: Thread, f: set Object]: Thread->Object { from + t->f }
fun receive_answers[t: Thread, a: set ReplySlot]: Thread->ReplySlot { answers + t->a }
fun receive_caller[t: Thread, s: set ReplySlot]: ReplySlot->Thread { caller + s->t }
fun receive_calledFrom[t: Thread, s: set ReplySlot]: Thread->ReplySlot { calledFrom + t->s }
fun receive_lender[t: Thread, l: set Thread]: Thread->Thread { lender + l->t }
fun receive_deadline[t: Thread, d: set Instant]: Thread->Instant { deadline + t->d }
fun receive_soonest[t: Thread, d: set Instant]: Clock->Thread { timed_soonest[t, d] }
fun receive_timeNext[t: Thread, d: set Instant]: Thread->Thread { timed_timeNext[t, d] }
fun receive_timePrev[t: Thread, d: set Instant]: Thread->Thread { timed_timePrev[t, d] }

------------------------------------------------------------------------------------------------------------------------------ wake
-- The wait of w is over, whatever it was and however it ended: it is ready. calls.als has the reasons, each a guard of its own.
pred wake_pre[w: Thread] { w in Sending + Receiving + Downing }
fun wake_Ready[w: Thread]: set Thread { Ready + w }
fun wake_Sending[w: Thread]: set Thread { Sending - w }
fun wake_Receiving[w: Thread]: set Thread { Receiving - w }
fun wake_Downing[w: Thread]: set Thread { Downing - w }
fun wake_Calls[w: Thread]: set Thread { Calls - w }
fun wake_Waits[w: Thread]: set Thread { Waits - w }
fun wake_Anyone[w: Thread]: set Thread { Anyone - w }
fun wake_readyHead[w: Thread]: Priority->Thread { append_readyHead[w] }
fun wake_readyTail[w: Thread]: Priority->Thread { append_readyTail[w] }
fun wake_readyNext[w: Thread]: Thread->Thread { append_readyNext[w] }
fun wake_readyPrev[w: Thread]: Thread->Thread { append_readyPrev[w] }
fun wake_Filled[w: Thread]: set Priority { append_Filled[w] }
fun wake_queue[w: Thread]: Object->Object { queue - w->Object }
fun wake_rank[w: Thread]: Object->Priority { rank - w->Priority }
fun wake_queueHead[w: Thread]: Object->Object { cutEnd[queueHead, queueNext, w] }
fun wake_queueTail[w: Thread]: Object->Object { cutEnd[queueTail, queuePrev, w] }
fun wake_queueNext[w: Thread]: Object->Object { cut[queueNext, queuePrev, w] }
fun wake_queuePrev[w: Thread]: Object->Object { cut[queuePrev, queueNext, w] }
fun wake_from[w: Thread]: Thread->Object { from - w->Object }
fun wake_answers[w: Thread]: Thread->ReplySlot { answers - w->ReplySlot }
fun wake_caller[w: Thread]: ReplySlot->Thread { caller - ReplySlot->w }
fun wake_calledFrom[w: Thread]: Thread->ReplySlot { calledFrom - w->ReplySlot }
fun wake_lender[w: Thread]: Thread->Thread { lender - Thread->w }
fun wake_deadline[w: Thread]: Thread->Instant { deadline - w->Instant }
fun wake_soonest[w: Thread]: Clock->Thread { cutEnd[soonest, timeNext, w] }
fun wake_timeNext[w: Thread]: Thread->Thread { cut[timeNext, timePrev, w] }
fun wake_timePrev[w: Thread]: Thread->Thread { cut[timePrev, timeNext, w] }

---------------------------------------------------------------------------------------------------------------------------- forget
-- Slot s no longer holds the right to answer; who waits for the answer goes on waiting.
pred forget_pre[s: ReplySlot] { some s.caller }
fun forget_caller[s: ReplySlot]: ReplySlot->Thread { caller - s->Thread }
fun forget_calledFrom[s: ReplySlot]: Thread->ReplySlot { calledFrom - Thread->s }

-------------------------------------------------------------------------------------------------------------------------- interrupts
-- trigger: i cannot be delivered at once: it is pending, in the queue of its thread if it is bound, with priority p. (Can it, then its
-- thread wakes, and the pin is masked.) Unbound it is pending in no queue, until a bind.
pred trigger_pre[i: Interrupt, p: Priority] { i in Made - Pending and no i.bound & (Anyone + from.i) }
fun trigger_Pending[i: Interrupt]: set Object { Pending + i }
fun trigger_Masked[i: Interrupt]: set Pin { Masked + (feeds.i & Level) }
fun trigger_queue[i: Interrupt]: Object->Object { queue + i->i.bound }
fun trigger_rank[i: Interrupt, p: Priority]: Object->Priority { rank + (some i.bound => i->p else none->none) }
fun trigger_queueHead[i: Interrupt, p: Priority]: Object->Object { some i.bound => join_queueHead[i, i.bound, p] else queueHead }
fun trigger_queueTail[i: Interrupt, p: Priority]: Object->Object { some i.bound => join_queueTail[i, i.bound, p] else queueTail }
fun trigger_queueNext[i: Interrupt, p: Priority]: Object->Object { some i.bound => join_queueNext[i, i.bound, p] else queueNext }
fun trigger_queuePrev[i: Interrupt, p: Priority]: Object->Object { some i.bound => join_queuePrev[i, i.bound, p] else queuePrev }

-- collect: i is pending no more: its thread received it, or (an unbind follows) it is dropped, or (a bind follows) triggered again.
pred collect_pre[i: Interrupt] { i in Pending }
fun collect_Pending[i: Interrupt]: set Object { Pending - i }
fun collect_queue[i: Interrupt]: Object->Object { queue - i->Object }
fun collect_rank[i: Interrupt]: Object->Priority { rank - i->Priority }
fun collect_queueHead[i: Interrupt]: Object->Object { cutEnd[queueHead, queueNext, i] }
fun collect_queueTail[i: Interrupt]: Object->Object { cutEnd[queueTail, queuePrev, i] }
fun collect_queueNext[i: Interrupt]: Object->Object { cut[queueNext, queuePrev, i] }
fun collect_queuePrev[i: Interrupt]: Object->Object { cut[queuePrev, queueNext, i] }

-- attach: pin p triggers i from now on, once it is unmasked. detach: it triggers nothing.
pred attach_pre[p: Pin, i: Interrupt] { i in Made and no p.feeds and no feeds.i }
fun attach_feeds[p: Pin, i: Interrupt]: Pin->Interrupt { feeds + p->i }
pred detach_pre[p: Pin] { some p.feeds }
fun detach_feeds[p: Pin]: Pin->Interrupt { feeds - p->Interrupt }
fun detach_Masked[p: Pin]: set Pin { Masked + p }
-- unmask: the driver has served the device.
pred unmask_pre[p: Pin] { some p.feeds and (p in Level implies no p.feeds & Pending) }
fun unmask_Masked[p: Pin]: set Pin { Masked - p }

----------------------------------------------------------------------------------------------------------------------------- bound
-- bind: gate or interrupt o delivers to t from now on. (Senders that waited for a gate to be bound are woken, and send again.)
pred bind_pre[o: Object, t: Thread] { o in Port & Made - Pending and t in Made and no o.bound and no queue.o }
fun bind_bound[o: Object, t: Thread]: Object->Thread { bound + o->t }
pred unbind_pre[o: Object] { some o.bound and o not in Pending }
fun unbind_bound[o: Object]: Object->Thread { bound - o->Thread }

------------------------------------------------------------------------------------------------------------------------- semaphores
-- up: nobody waits, so it is counted (if somebody does, the first in the queue wakes instead). down: as many as the counter says pass;
-- left (m or nothing): whether it is still above zero.
pred up_pre[m: Semaphore] { m in Made and no queue.m }
fun up_Up[m: Semaphore]: set Object { Up + m }
pred down_pre[m: Semaphore, left: set Semaphore] { m in Up and left in m }
fun down_Up[m: Semaphore, left: set Semaphore]: set Object { Up - m + left }

------------------------------------------------------------------------------------------------------------------------- scheduling
-- place: t has priority p from now on; waiting in a ready queue, it goes to the end of its new one.
pred place_pre[t: Thread, p: Priority] { t in Made }
fun moves[t: Thread]: set Thread { t & Ready - Processor.current }
fun place_Placed[t: Thread]: set Thread { Placed + t }
fun place_priority[t: Thread, p: Priority]: Thread->Priority { priority ++ t->p }
fun place_readyHead[t: Thread, p: Priority]: Priority->Thread {
  let m = moves[t], rest = cutEnd[readyHead, readyNext, m] | some m => rest + (some p.rest => none->none else p->t) else readyHead }
fun place_readyTail[t: Thread, p: Priority]: Priority->Thread {
  some moves[t] => cutEnd[readyTail, readyPrev, t] ++ p->t else readyTail }
fun place_readyNext[t: Thread, p: Priority]: Thread->Thread {
  some moves[t] => cut[readyNext, readyPrev, t] + p.(cutEnd[readyTail, readyPrev, t])->t else readyNext }
fun place_readyPrev[t: Thread, p: Priority]: Thread->Thread {
  some moves[t] => cut[readyPrev, readyNext, t] + t->p.(cutEnd[readyTail, readyPrev, t]) else readyPrev }
fun place_Filled[t: Thread, p: Priority]: set Priority { some moves[t] => remove_Filled[t] + p else Filled }

-- start: t, stopped, is ready. stop: t, ready, is not any more (a fault that nobody handles; or it will end).
pred start_pre[t: Thread] { t in Placed & Made - Ready - Sending - Receiving - Downing }
fun start_Ready[t: Thread]: set Thread { Ready + t }
fun start_readyHead[t: Thread]: Priority->Thread { append_readyHead[t] }
fun start_readyTail[t: Thread]: Priority->Thread { append_readyTail[t] }
fun start_readyNext[t: Thread]: Thread->Thread { append_readyNext[t] }
fun start_readyPrev[t: Thread]: Thread->Thread { append_readyPrev[t] }
fun start_Filled[t: Thread]: set Priority { append_Filled[t] }
pred stop_pre[t: Thread] { t in Ready }
fun stop_Ready[t: Thread]: set Thread { Ready - t }
fun stop_current[t: Thread]: Processor->Thread { current - Processor->t }
fun stop_readyHead[t: Thread]: Priority->Thread { remove_readyHead[t] }
fun stop_readyTail[t: Thread]: Priority->Thread { remove_readyTail[t] }
fun stop_readyNext[t: Thread]: Thread->Thread { remove_readyNext[t] }
fun stop_readyPrev[t: Thread]: Thread->Thread { remove_readyPrev[t] }
fun stop_Filled[t: Thread]: set Priority { remove_Filled[t] }

-- preempt: the running thread gives way, back (itself or nobody): to the end of its queue, else to the front.
pred preempt_pre[t: Thread, back: set Thread] { t in Processor.current and back in t }
fun preempt_current[t: Thread]: Processor->Thread { current - Processor->t }
fun preempt_readyHead[t: Thread, back: set Thread]: Priority->Thread {
  some back => append_readyHead[t] else readyHead ++ t.priority->t }
fun preempt_readyTail[t: Thread, back: set Thread]: Priority->Thread {
  some back => append_readyTail[t] else readyTail + (some t.priority.readyTail => none->none else t.priority->t) }
fun preempt_readyNext[t: Thread, back: set Thread]: Thread->Thread {
  some back => append_readyNext[t] else readyNext + t->t.priority.readyHead }
fun preempt_readyPrev[t: Thread, back: set Thread]: Thread->Thread {
  some back => append_readyPrev[t] else readyPrev + t.priority.readyHead->t }
fun preempt_Filled[t: Thread]: set Priority { append_Filled[t] }

-- dispatch: nobody runs: the first thread of the highest priority p that has one does.
pred dispatch_pre[t: Thread, p: Priority] {
  no Processor.current and p in Filled and no p.higher & Filled and t = p.readyHead
}
fun dispatch_current[t: Thread]: Processor->Thread { current + Processor->t }
fun dispatch_readyHead[t: Thread]: Priority->Thread { remove_readyHead[t] }
fun dispatch_readyTail[t: Thread]: Priority->Thread { remove_readyTail[t] }
fun dispatch_readyNext[t: Thread]: Thread->Thread { remove_readyNext[t] }
fun dispatch_readyPrev[t: Thread]: Thread->Thread { remove_readyPrev[t] }
fun dispatch_Filled[t: Thread]: set Priority { remove_Filled[t] }

-- leave: the kernel is left, the timer is set to a (for the end of the time slice or the first deadline); then leaveInv holds.
pred leave_pre[a: set Instant] {
  no Processor.current implies no Filled
  no Processor.current.priority.higher & Filled
  lone a and Clock.soonest.deadline in a.*later
  Clock.soonest.deadline in Clock.now.later
}
fun leave_armed[a: set Instant]: Clock->Instant { Clock->a }

----------------------------------------------------------------------------------------------------------------------- life and death
pred make_pre[o: Object] { o not in Made and o not in Memory }
fun make_Made[o: Object]: set Object { Made + o }
-- die: whoever waits for o or is bound to it was told before (wake, unbind), and o itself waits for nothing.
pred die_pre[o: Object] {
  o in Made and o not in Ready + Sending + Receiving + Downing + Pending
  no queue.o and no from.o and no feeds.o and no bound.o and no o.bound
}
fun die_Made[o: Object]: set Object { Made - o }
fun die_Placed[o: Object]: set Thread { Placed - o }
fun die_Up[o: Object]: set Object { Up - o }
