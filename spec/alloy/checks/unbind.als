module checks/unbind
-- unbind: a gate or interrupt object loses its thread.
open objects
open threads
open sched
open ipc
open time
open irq
open waiting
open transitions

check unbind_IPC_9 { all o: Object | waitInv and unbind_pre[o] implies
  IPC_9_gates[Made, unbind_bound[o], queue] } for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check unbind_IRQ_1 { all o: Object | waitInv and unbind_pre[o] implies
  IRQ_1_boundExists[Made, unbind_bound[o]] } for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check unbind_IRQ_2 { all o: Object | waitInv and unbind_pre[o] implies
  IRQ_2_queuedWhenPending[Pending, unbind_bound[o], queue] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot

-- It can happen, and where it matters.
run unbind_happens { some o: Object | waitInv and unbind_pre[o]
  and some queue.(o.bound) }
  for 6 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 3 Priority, 3 Instant, 2 Pin, 3 ReplySlot
