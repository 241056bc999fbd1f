module checks/bind
-- bind: a gate or interrupt object gets its thread.
open objects
open threads
open sched
open ipc
open time
open irq
open waiting
open transitions

check bind_IPC_9 { all o: Object, t: Thread | waitInv and bind_pre[o, t] implies
  IPC_9_gates[Made, bind_bound[o, t], queue] } for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check bind_IRQ_1 { all o: Object, t: Thread | waitInv and bind_pre[o, t] implies
  IRQ_1_boundExists[Made, bind_bound[o, t]] } for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check bind_IRQ_2 { all o: Object, t: Thread | waitInv and bind_pre[o, t] implies
  IRQ_2_queuedWhenPending[Pending, bind_bound[o, t], queue] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot

-- It can happen, and where it matters.
run bind_happens { some o: Object, t: Thread | waitInv and bind_pre[o, t]
  and some queue.t and some bound.t }
  for 6 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 3 Priority, 3 Instant, 2 Pin, 3 ReplySlot
