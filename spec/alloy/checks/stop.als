module checks/stop
-- stop: a ready thread is not ready any more.
open objects
open threads
open sched
open ipc
open time
open irq
open waiting
open transitions

check stop_SCHED_1 { all t: Thread | waitInv and stop_pre[t] implies
  SCHED_1_oneState[stop_Ready[t], Sending, Receiving, Downing, Calls, Waits] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check stop_SCHED_2 { all t: Thread | waitInv and stop_pre[t] implies
  SCHED_2_readyQueue[stop_Ready[t], priority, stop_readyHead[t], stop_readyNext[t], stop_current[t]] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check stop_SCHED_3 { all t: Thread | waitInv and stop_pre[t] implies
  SCHED_3_readyLinks[stop_Ready[t], priority, stop_readyHead[t], stop_readyTail[t], stop_readyNext[t], stop_readyPrev[t], stop_current[t]]
    } for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check stop_SCHED_4 { all t: Thread | waitInv and stop_pre[t] implies
  SCHED_4_filled[stop_Filled[t], stop_readyHead[t]] } for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check stop_SCHED_6 { all t: Thread | waitInv and stop_pre[t] implies
  SCHED_6_readyCanRun[Made, stop_Ready[t], Sending, Receiving, Downing, Placed, priority, stop_current[t]] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot

-- It can happen, and where it matters.
run stop_happens { some t: Thread | waitInv and stop_pre[t]
  and some t.readyPrev and some t.readyNext }
  for 6 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 3 Priority, 3 Instant, 2 Pin, 3 ReplySlot
