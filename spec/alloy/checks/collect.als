module checks/collect
-- collect: a pending interrupt is received.
open objects
open threads
open sched
open ipc
open time
open irq
open waiting
open transitions

check collect_IPC_1 { all i: Interrupt | waitInv and collect_pre[i] implies
  IPC_1_senderQueue[collect_queue[i], collect_queueHead[i], collect_queueTail[i], collect_queueNext[i], collect_queuePrev[i]] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check collect_IPC_2 { all i: Interrupt | waitInv and collect_pre[i] implies
  IPC_2_oneQueue[Sending, Downing, collect_queue[i]] } for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check collect_IPC_3 { all i: Interrupt | waitInv and collect_pre[i] implies
  IPC_3_priorityOrder[collect_queue[i], collect_queueNext[i], collect_rank[i]] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check collect_IPC_4 { all i: Interrupt | waitInv and collect_pre[i] implies
  IPC_4_noLostRendezvous[Receiving, Anyone, from, collect_queue[i]] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check collect_IPC_5 { all i: Interrupt | waitInv and collect_pre[i] implies
  IPC_5_nobodyWaitsForDead[Made, Sending, Receiving, Downing, collect_queue[i], from] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check collect_IPC_8 { all i: Interrupt | waitInv and collect_pre[i] implies
  IPC_8_nothingLeftOver[Receiving, Anyone, from, answers, calledFrom, collect_queue[i], collect_rank[i]] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check collect_IPC_9 { all i: Interrupt | waitInv and collect_pre[i] implies
  IPC_9_gates[Made, bound, collect_queue[i]] } for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check collect_SEM_1 { all i: Interrupt | waitInv and collect_pre[i] implies
  SEM_1_noLostWakeup[Up, collect_queue[i]] } for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check collect_IRQ_2 { all i: Interrupt | waitInv and collect_pre[i] implies
  IRQ_2_queuedWhenPending[collect_Pending[i], bound, collect_queue[i]] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check collect_IRQ_4 { all i: Interrupt | waitInv and collect_pre[i] implies
  IRQ_4_maskedUntilUnmask[collect_Pending[i], feeds, Masked, Level] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot

-- It can happen, and where it matters.
run collect_happens { some i: Interrupt | waitInv and collect_pre[i]
  and some i.queuePrev and some i.queueNext and some feeds.i }
  for 6 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 3 Priority, 3 Instant, 2 Pin, 3 ReplySlot
