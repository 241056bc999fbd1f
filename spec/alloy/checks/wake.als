module checks/wake
-- wake: the wait of a thread is over.
open objects
open threads
open sched
open ipc
open time
open irq
open waiting
open transitions

check wake_SCHED_1 { all w: Thread | waitInv and wake_pre[w] implies
  SCHED_1_oneState[wake_Ready[w], wake_Sending[w], wake_Receiving[w], wake_Downing[w], wake_Calls[w], wake_Waits[w]] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check wake_SCHED_2 { all w: Thread | waitInv and wake_pre[w] implies
  SCHED_2_readyQueue[wake_Ready[w], priority, wake_readyHead[w], wake_readyNext[w], current] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check wake_SCHED_3 { all w: Thread | waitInv and wake_pre[w] implies
  SCHED_3_readyLinks[wake_Ready[w], priority, wake_readyHead[w], wake_readyTail[w], wake_readyNext[w], wake_readyPrev[w], current] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check wake_SCHED_4 { all w: Thread | waitInv and wake_pre[w] implies
  SCHED_4_filled[wake_Filled[w], wake_readyHead[w]] } for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check wake_SCHED_6 { all w: Thread | waitInv and wake_pre[w] implies
  SCHED_6_readyCanRun[Made, wake_Ready[w], wake_Sending[w], wake_Receiving[w], wake_Downing[w], Placed, priority, current] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check wake_SCHED_7 { all w: Thread | waitInv and wake_pre[w] implies
  SCHED_7_lentOnce[wake_Receiving[w], wake_from[w], wake_lender[w]] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check wake_IPC_1 { all w: Thread | waitInv and wake_pre[w] implies
  IPC_1_senderQueue[wake_queue[w], wake_queueHead[w], wake_queueTail[w], wake_queueNext[w], wake_queuePrev[w]] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check wake_IPC_2 { all w: Thread | waitInv and wake_pre[w] implies
  IPC_2_oneQueue[wake_Sending[w], wake_Downing[w], wake_queue[w]] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check wake_IPC_3 { all w: Thread | waitInv and wake_pre[w] implies
  IPC_3_priorityOrder[wake_queue[w], wake_queueNext[w], wake_rank[w]] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check wake_IPC_4 { all w: Thread | waitInv and wake_pre[w] implies
  IPC_4_noLostRendezvous[wake_Receiving[w], wake_Anyone[w], wake_from[w], wake_queue[w]] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check wake_IPC_5 { all w: Thread | waitInv and wake_pre[w] implies
  IPC_5_nobodyWaitsForDead[Made, wake_Sending[w], wake_Receiving[w], wake_Downing[w], wake_queue[w], wake_from[w]] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check wake_IPC_6 { all w: Thread | waitInv and wake_pre[w] implies
  IPC_6_replySlots[wake_caller[w], wake_calledFrom[w]] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check wake_IPC_7 { all w: Thread | waitInv and wake_pre[w] implies
  IPC_7_callerWaits[wake_Receiving[w], wake_Anyone[w], wake_caller[w], wake_from[w]] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check wake_IPC_8 { all w: Thread | waitInv and wake_pre[w] implies
  IPC_8_nothingLeftOver[wake_Receiving[w], wake_Anyone[w], wake_from[w], wake_answers[w], wake_calledFrom[w], wake_queue[w], wake_rank[w]]
    } for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check wake_IPC_9 { all w: Thread | waitInv and wake_pre[w] implies
  IPC_9_gates[Made, bound, wake_queue[w]] } for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check wake_SEM_1 { all w: Thread | waitInv and wake_pre[w] implies
  SEM_1_noLostWakeup[Up, wake_queue[w]] } for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check wake_TIME_1 { all w: Thread | waitInv and wake_pre[w] implies
  TIME_1_onlyWaiting[wake_Sending[w], wake_Receiving[w], wake_Downing[w], wake_deadline[w]] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check wake_TIME_2 { all w: Thread | waitInv and wake_pre[w] implies
  TIME_2_timeoutList[wake_deadline[w], wake_soonest[w], wake_timeNext[w], wake_timePrev[w]] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check wake_IRQ_2 { all w: Thread | waitInv and wake_pre[w] implies
  IRQ_2_queuedWhenPending[Pending, bound, wake_queue[w]] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot

-- It can happen, and where it matters.
run wake_happens { some w: Thread | waitInv and wake_pre[w]
  and some w.queuePrev and some w.queueNext and some w.timePrev and some w.timeNext and some w.priority.readyHead }
  for 6 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 3 Priority, 3 Instant, 2 Pin, 3 ReplySlot
