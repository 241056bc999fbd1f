module checks/enqueue
-- enqueue: a thread waits in the queue of its partner. Each conjunct that it can touch holds afterwards.
open objects
open threads
open sched
open ipc
open time
open irq
open waiting
open transitions

check enqueue_SCHED_1 { all t: Thread, q: Object, cs, ws: set Thread, d: set Instant | waitInv and enqueue_pre[t, q, cs, ws, d] implies
  SCHED_1_oneState[enqueue_Ready[t], enqueue_Sending[t, q], Receiving, enqueue_Downing[t, q], enqueue_Calls[cs], enqueue_Waits[ws]] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check enqueue_SCHED_2 { all t: Thread, q: Object, cs, ws: set Thread, d: set Instant | waitInv and enqueue_pre[t, q, cs, ws, d] implies
  SCHED_2_readyQueue[enqueue_Ready[t], priority, enqueue_readyHead[t], enqueue_readyNext[t], enqueue_current[t]] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check enqueue_SCHED_3 { all t: Thread, q: Object, cs, ws: set Thread, d: set Instant | waitInv and enqueue_pre[t, q, cs, ws, d] implies
  SCHED_3_readyLinks[enqueue_Ready[t], priority, enqueue_readyHead[t], enqueue_readyTail[t], enqueue_readyNext[t], enqueue_readyPrev[t],
    enqueue_current[t]] } for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check enqueue_SCHED_4 { all t: Thread, q: Object, cs, ws: set Thread, d: set Instant | waitInv and enqueue_pre[t, q, cs, ws, d] implies
  SCHED_4_filled[enqueue_Filled[t], enqueue_readyHead[t]] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check enqueue_SCHED_6 { all t: Thread, q: Object, cs, ws: set Thread, d: set Instant | waitInv and enqueue_pre[t, q, cs, ws, d] implies
  SCHED_6_readyCanRun[Made, enqueue_Ready[t], enqueue_Sending[t, q], Receiving, enqueue_Downing[t, q], Placed, priority,
    enqueue_current[t]] } for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check enqueue_IPC_1 { all t: Thread, q: Object, cs, ws: set Thread, d: set Instant | waitInv and enqueue_pre[t, q, cs, ws, d] implies
  IPC_1_senderQueue[enqueue_queue[t, q], enqueue_queueHead[t, q], enqueue_queueTail[t, q], enqueue_queueNext[t, q], enqueue_queuePrev[t,
    q]] } for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check enqueue_IPC_2 { all t: Thread, q: Object, cs, ws: set Thread, d: set Instant | waitInv and enqueue_pre[t, q, cs, ws, d] implies
  IPC_2_oneQueue[enqueue_Sending[t, q], enqueue_Downing[t, q], enqueue_queue[t, q]] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check enqueue_IPC_3 { all t: Thread, q: Object, cs, ws: set Thread, d: set Instant | waitInv and enqueue_pre[t, q, cs, ws, d] implies
  IPC_3_priorityOrder[enqueue_queue[t, q], enqueue_queueNext[t, q], enqueue_rank[t]] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check enqueue_IPC_4 { all t: Thread, q: Object, cs, ws: set Thread, d: set Instant | waitInv and enqueue_pre[t, q, cs, ws, d] implies
  IPC_4_noLostRendezvous[Receiving, Anyone, from, enqueue_queue[t, q]] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check enqueue_IPC_5 { all t: Thread, q: Object, cs, ws: set Thread, d: set Instant | waitInv and enqueue_pre[t, q, cs, ws, d] implies
  IPC_5_nobodyWaitsForDead[Made, enqueue_Sending[t, q], Receiving, enqueue_Downing[t, q], enqueue_queue[t, q], from] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check enqueue_IPC_8 { all t: Thread, q: Object, cs, ws: set Thread, d: set Instant | waitInv and enqueue_pre[t, q, cs, ws, d] implies
  IPC_8_nothingLeftOver[Receiving, Anyone, from, answers, calledFrom, enqueue_queue[t, q], enqueue_rank[t]] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check enqueue_IPC_9 { all t: Thread, q: Object, cs, ws: set Thread, d: set Instant | waitInv and enqueue_pre[t, q, cs, ws, d] implies
  IPC_9_gates[Made, bound, enqueue_queue[t, q]] } for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check enqueue_SEM_1 { all t: Thread, q: Object, cs, ws: set Thread, d: set Instant | waitInv and enqueue_pre[t, q, cs, ws, d] implies
  SEM_1_noLostWakeup[Up, enqueue_queue[t, q]] } for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check enqueue_TIME_1 { all t: Thread, q: Object, cs, ws: set Thread, d: set Instant | waitInv and enqueue_pre[t, q, cs, ws, d] implies
  TIME_1_onlyWaiting[enqueue_Sending[t, q], Receiving, enqueue_Downing[t, q], enqueue_deadline[t, d]] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check enqueue_TIME_2 { all t: Thread, q: Object, cs, ws: set Thread, d: set Instant | waitInv and enqueue_pre[t, q, cs, ws, d] implies
  TIME_2_timeoutList[enqueue_deadline[t, d], enqueue_soonest[t, d], enqueue_timeNext[t, d], enqueue_timePrev[t, d]] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check enqueue_IRQ_2 { all t: Thread, q: Object, cs, ws: set Thread, d: set Instant | waitInv and enqueue_pre[t, q, cs, ws, d] implies
  IRQ_2_queuedWhenPending[Pending, bound, enqueue_queue[t, q]] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot

-- It can happen, and where it matters.
run enqueue_happens { some t: Thread, q: Object, cs, ws: set Thread, d: set Instant | waitInv and enqueue_pre[t, q, cs, ws, d]
  and some q.queueHead.queueNext and some ahead[q, t.priority] and some behind[q, t.priority] and some sooner[d] and some latter[d] and some cs }
  for 6 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 3 Priority, 3 Instant, 2 Pin, 3 ReplySlot
