module checks/die
-- die: an object ends.
open objects
open threads
open sched
open ipc
open time
open irq
open waiting
open transitions

check die_SCHED_6 { all o: Object | waitInv and die_pre[o] implies
  SCHED_6_readyCanRun[die_Made[o], Ready, Sending, Receiving, Downing, die_Placed[o], priority, current] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check die_IPC_5 { all o: Object | waitInv and die_pre[o] implies
  IPC_5_nobodyWaitsForDead[die_Made[o], Sending, Receiving, Downing, queue, from] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check die_IPC_9 { all o: Object | waitInv and die_pre[o] implies
  IPC_9_gates[die_Made[o], bound, queue] } for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check die_SEM_1 { all o: Object | waitInv and die_pre[o] implies
  SEM_1_noLostWakeup[die_Up[o], queue] } for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check die_IRQ_1 { all o: Object | waitInv and die_pre[o] implies
  IRQ_1_boundExists[die_Made[o], bound] } for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check die_IRQ_3 { all o: Object | waitInv and die_pre[o] implies
  IRQ_3_onePin[die_Made[o], feeds] } for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot

-- It can happen, and where it matters.
run die_happens { some o: Object | waitInv and die_pre[o]
  and o in Thread and o in Placed and some Sending }
  for 6 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 3 Priority, 3 Instant, 2 Pin, 3 ReplySlot
