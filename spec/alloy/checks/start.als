module checks/start
-- start: a stopped thread is ready.
open objects
open threads
open sched
open ipc
open time
open irq
open waiting
open transitions

check start_SCHED_1 { all t: Thread | waitInv and start_pre[t] implies
  SCHED_1_oneState[start_Ready[t], Sending, Receiving, Downing, Calls, Waits] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check start_SCHED_2 { all t: Thread | waitInv and start_pre[t] implies
  SCHED_2_readyQueue[start_Ready[t], priority, start_readyHead[t], start_readyNext[t], current] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check start_SCHED_3 { all t: Thread | waitInv and start_pre[t] implies
  SCHED_3_readyLinks[start_Ready[t], priority, start_readyHead[t], start_readyTail[t], start_readyNext[t], start_readyPrev[t], current] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check start_SCHED_4 { all t: Thread | waitInv and start_pre[t] implies
  SCHED_4_filled[start_Filled[t], start_readyHead[t]] } for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check start_SCHED_6 { all t: Thread | waitInv and start_pre[t] implies
  SCHED_6_readyCanRun[Made, start_Ready[t], Sending, Receiving, Downing, Placed, priority, current] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot

-- It can happen, and where it matters.
run start_happens { some t: Thread | waitInv and start_pre[t]
  and some t.priority.readyHead }
  for 6 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 3 Priority, 3 Instant, 2 Pin, 3 ReplySlot
