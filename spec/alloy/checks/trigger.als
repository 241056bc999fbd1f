module checks/trigger
-- trigger: an interrupt is pending.
open objects
open threads
open sched
open ipc
open time
open irq
open waiting
open transitions

check trigger_IPC_1 { all i: Interrupt, p: Priority | waitInv and trigger_pre[i, p] implies
  IPC_1_senderQueue[trigger_queue[i], trigger_queueHead[i, p], trigger_queueTail[i, p], trigger_queueNext[i, p], trigger_queuePrev[i, p]]
    } for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check trigger_IPC_2 { all i: Interrupt, p: Priority | waitInv and trigger_pre[i, p] implies
  IPC_2_oneQueue[Sending, Downing, trigger_queue[i]] } for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check trigger_IPC_3 { all i: Interrupt, p: Priority | waitInv and trigger_pre[i, p] implies
  IPC_3_priorityOrder[trigger_queue[i], trigger_queueNext[i, p], trigger_rank[i, p]] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check trigger_IPC_4 { all i: Interrupt, p: Priority | waitInv and trigger_pre[i, p] implies
  IPC_4_noLostRendezvous[Receiving, Anyone, from, trigger_queue[i]] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check trigger_IPC_5 { all i: Interrupt, p: Priority | waitInv and trigger_pre[i, p] implies
  IPC_5_nobodyWaitsForDead[Made, Sending, Receiving, Downing, trigger_queue[i], from] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check trigger_IPC_8 { all i: Interrupt, p: Priority | waitInv and trigger_pre[i, p] implies
  IPC_8_nothingLeftOver[Receiving, Anyone, from, answers, calledFrom, trigger_queue[i], trigger_rank[i, p]] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check trigger_IPC_9 { all i: Interrupt, p: Priority | waitInv and trigger_pre[i, p] implies
  IPC_9_gates[Made, bound, trigger_queue[i]] } for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check trigger_SEM_1 { all i: Interrupt, p: Priority | waitInv and trigger_pre[i, p] implies
  SEM_1_noLostWakeup[Up, trigger_queue[i]] } for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check trigger_IRQ_2 { all i: Interrupt, p: Priority | waitInv and trigger_pre[i, p] implies
  IRQ_2_queuedWhenPending[trigger_Pending[i], bound, trigger_queue[i]] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check trigger_IRQ_4 { all i: Interrupt, p: Priority | waitInv and trigger_pre[i, p] implies
  IRQ_4_maskedUntilUnmask[trigger_Pending[i], feeds, trigger_Masked[i], Level] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot

-- It can happen, and where it matters.
run trigger_happens { some i: Interrupt, p: Priority | waitInv and trigger_pre[i, p]
  and some i.bound and some feeds.i and some ahead[i.bound, p] and some behind[i.bound, p] }
  for 6 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 3 Priority, 3 Instant, 2 Pin, 3 ReplySlot
