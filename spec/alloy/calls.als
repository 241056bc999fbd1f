module calls
-- Why a wait ends, and what follows for system calls: no lost rendezvous, no lost wakeup, order, death, confinement.
open objects
open threads
open sched
open ipc
open time
open irq
open waiting
open transitions

------------------------------------------------------------------------------------------------- reasons for wake (all that there are)
-- The running t delivers to r, which waits for that.
pred send_pre[t, r: Thread] { t in Ready and r in Receiving and accepts[r, t] }
-- r, which begins to receive, takes the message of w, which waited; from anyone: of the first in its queue. (With w's call, w then receives.)
pred take_pre[r, w: Thread] { r in Ready and w in queue.r }
-- t answers through slot s, its own or its task's.
pred reply_pre[t: Thread, s: ReplySlot] { t in Ready and some s.caller and s.place in t + t.serves }
-- The time of w is over.
pred expire_pre[w: Thread] { w = Clock.soonest and w.deadline not in Clock.now.later }
-- w is cancelled by whoever may exchange its registers; or it waits for o, which will go.
pred cancel_pre[w: Thread] { w in Sending + Receiving + Downing }
pred abort_pre[w: Thread, o: Object] { o in w.queue + w.from }
-- Semaphore m is raised while w is the first that waits.
pred raise_pre[m: Semaphore, w: Thread] { w = m.queueHead }

------------------------------------------------------------------------------------------------------------ THM-12 no lost rendezvous
-- Waiting begins exactly when nothing can be delivered: who begins to wait although a partner is there would break IPC-4.
check receive_THM_12 { all t: Thread, f: set Object | waitInv and t in Ready and f in Thread + Interrupt and lone f
  and (some f implies some queue.t & f else some queue.t) implies
  not IPC_4_noLostRendezvous[receive_Receiving[t], receive_Anyone[t, f], receive_from[t, f], queue] }
  for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check enqueue_THM_12 { all t, r: Thread | waitInv and t in Ready and r in Receiving and accepts[r, t] implies
  not IPC_4_noLostRendezvous[Receiving, Anyone, from, enqueue_queue[t, r]] }
  for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot

--------------------------------------------------------------------------------------------------------------- THM-13 no lost wakeup
-- A semaphore that cannot count has somebody to wake, who then is ready; all others go on waiting for it.
check raise_THM_13 { all m: Semaphore | waitInv and m in Made and not up_pre[m] implies
  one m.queueHead and m.queueHead in Downing and all w: m.queueHead |
    w in wake_Ready[w] and w not in wake_Downing[w] and wake_queue[w].m = queue.m - w and no wake_queueHead[w].w }
  for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
-- When the kernel is left, whoever waits with a deadline has it ahead, and the timer is set for it.
check leave_THM_13 { all a: set Instant, w: Thread | waitInv and leave_pre[a] and some w.deadline implies
  w.deadline in Clock.now.later and some a and a not in w.deadline.later }
  for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot

---------------------------------------------------------------------------------------------------------------- THM-14 priority order
-- Who is served first has the highest priority of all that wait;
check state_THM_14 { all q: Partner | waitInv and some queue.q implies one q.queueHead and no queue.q.rank & q.queueHead.rank.higher }
  for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
-- who comes stands behind all of its own priority and of higher ones, before all others, and the others keep their order.
check enqueue_THM_14 { all t: Thread, q: Object, cs, ws: set Thread, d: set Instant | waitInv and enqueue_pre[t, q, cs, ws, d] implies {
    let next = enqueue_queueNext[t, q] {
      all u: queue.q | t in u.^next iff u.rank in t.priority + t.priority.higher
      all u, v: queue.q | v in u.^next iff v in u.^queueNext
    } } }
  for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot

------------------------------------------------------------------------------------------------------- THM-15 nobody waits for the dead
-- When an object goes, nothing that any thread waits for, is bound to, runs by or answers through names it.
check die_THM_15 { all o: Object | waitInv and die_pre[o] implies {
    o not in Object.queue + Thread.from + Object.bound + ReplySlot.caller + Thread.lender + lender.Thread + queue.Object
    o not in Processor.current + Priority.readyHead + Thread.readyNext + Thread.readyPrev + Clock.soonest + Thread.timeNext
    o not in Partner.queueHead + Waiter.queueNext + Waiter.queuePrev + Pin.feeds
  } }
  for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot

--------------------------------------------------------------------------------------------------------------- THM-16 confinement
-- Nothing that waits on one side names the other side T: no queue, no partner, no reply slot.
pred apart[T: set Object, queue: Object->Object, from: Thread->Object, caller: ReplySlot->Thread] {
  no queue & (T->(Object - T) + (Object - T)->T) and no from & (T->(Object - T) + (Object - T)->T)
  all s: ReplySlot | some s.caller implies (s.caller in T iff s.place in T)
}
-- Threads are on the side of their task.
pred sides[T: set Object] { all t: Thread | some t.serves implies (t in T iff t.serves in T) }
-- A step by which a thread begins to wait, for somebody of its own side (THM-4: it can name no other), keeps the sides apart and
-- changes nothing for anybody else;
check enqueue_THM_16 { all T: set Object, t: Thread, q: Object | waitInv and sides[T] and apart[T, queue, from, caller]
  and enqueue_pre[t, q, none, none, none] and (t in T iff q in T) implies {
    apart[T, enqueue_queue[t, q], from, caller]
    all u: Thread - t | (u in enqueue_Ready[t] iff u in Ready) and u.(enqueue_queue[t, q]) = u.queue
  } }
  for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check receive_THM_16 { all T: set Object, t: Thread, f: set Object, a, s: set ReplySlot | waitInv and sides[T]
  and apart[T, queue, from, caller] and receive_pre[t, f, a, s, none, none] and (some f implies (t in T iff f in T)) implies {
    apart[T, queue, receive_from[t, f], receive_caller[t, s]]
    all u: Thread - t | (u in receive_Ready[t] iff u in Ready) and u.(receive_from[t, f]) = u.from
      and (receive_caller[t, s]).u = caller.u
  } }
  for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
-- and whom it wakes by an answer, or by taking a message, is of its side.
check reply_THM_16 { all T: set Object, t: Thread, s: ReplySlot | waitInv and sides[T] and apart[T, queue, from, caller]
  and reply_pre[t, s] implies (s.caller in T iff t in T) and apart[T, wake_queue[s.caller], wake_from[s.caller], wake_caller[s.caller]] }
  for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check take_THM_16 { all T: set Object, r, w: Thread | waitInv and sides[T] and apart[T, queue, from, caller] and take_pre[r, w] implies
  (w in T iff r in T) and apart[T, wake_queue[w], wake_from[w], wake_caller[w]] }
  for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
-- An end of a wait changes no other wait.
check wake_THM_16 { all w: Thread, u: Thread - w | waitInv and wake_pre[w] implies {
    (u in wake_Ready[w] iff u in Ready) and (u in wake_Sending[w] iff u in Sending) and (u in wake_Receiving[w] iff u in Receiving)
    (u in wake_Downing[w] iff u in Downing) and u.(wake_queue[w]) = u.queue and u.(wake_from[w]) = u.from
    u.(wake_deadline[w]) = u.deadline and (wake_caller[w]).u = caller.u
  } }
  for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot

-------------------------------------------------------------------------------------- THM-17 a failed send never enters the receive phase
check wake_THM_17 { all w: Thread | waitInv and wake_pre[w] and w in Calls + Waits implies {
    w in wake_Ready[w] and w not in wake_Receiving[w] + wake_Anyone[w] + wake_Calls[w] + wake_Waits[w]
    no w.(wake_from[w]) and no w.(wake_answers[w]) and no w.(wake_calledFrom[w]) and no (wake_caller[w]).w
  } }
  for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot

------------------------------------------------------------------------------------------------------------------ THM-18 one answer
-- An answer wakes the caller and uses up its slot: there is no second one. Other callers are as they were.
check reply_THM_18 { all t: Thread, s: ReplySlot | waitInv and reply_pre[t, s] implies all c: s.caller {
    wake_pre[c] and c in wake_Ready[c] and no s.(wake_caller[c]) and no (wake_caller[c]).c
    all r: ReplySlot - s | r.(wake_caller[c]) = r.caller
  } }
  for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
-- Every reason for a wake is one.
check send_THM_18 { all t, r: Thread | waitInv and send_pre[t, r] implies wake_pre[r] and t != r and r not in wake_calledFrom[r].ReplySlot }
  for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check expire_THM_18 { all w: Thread | waitInv and expire_pre[w] implies wake_pre[w] and no w.(wake_deadline[w]) and w not in Thread.(wake_timeNext[w]) }
  for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check abort_THM_18 { all w: Thread, o: Object | waitInv and abort_pre[w, o] implies wake_pre[w] and o not in w.(wake_queue[w]) + w.(wake_from[w]) }
  for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
run call_happens { some t, r: Thread, s: ReplySlot | leaveInv and send_pre[t, r] and some r.answers & s and some s.caller and some t.queueHead and some r.deadline }
  for 6 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 3 Priority, 3 Instant, 2 Pin, 3 ReplySlot
run reply_happens { some t: Thread, s: ReplySlot | leaveInv and reply_pre[t, s] and s.place in Task and s.caller.from != t and some s.caller.lender }
  for 6 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 3 Priority, 3 Instant, 2 Pin, 3 ReplySlot
