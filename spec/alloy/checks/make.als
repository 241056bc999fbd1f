module checks/make
-- make: an object begins to exist.
open objects
open threads
open sched
open ipc
open time
open irq
open waiting
open transitions

check make_SCHED_6 { all o: Object | waitInv and make_pre[o] implies
  SCHED_6_readyCanRun[make_Made[o], Ready, Sending, Receiving, Downing, Placed, priority, current] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check make_IPC_5 { all o: Object | waitInv and make_pre[o] implies
  IPC_5_nobodyWaitsForDead[make_Made[o], Sending, Receiving, Downing, queue, from] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check make_IPC_9 { all o: Object | waitInv and make_pre[o] implies
  IPC_9_gates[make_Made[o], bound, queue] } for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check make_IRQ_1 { all o: Object | waitInv and make_pre[o] implies
  IRQ_1_boundExists[make_Made[o], bound] } for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check make_IRQ_3 { all o: Object | waitInv and make_pre[o] implies
  IRQ_3_onePin[make_Made[o], feeds] } for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot

-- It can happen, and where it matters.
run make_happens { some o: Object | waitInv and make_pre[o]
  and o in Thread and some Ready }
  for 6 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 3 Priority, 3 Instant, 2 Pin, 3 ReplySlot
