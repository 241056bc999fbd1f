module checks/dispatch
-- dispatch: the processor is given to a thread.
open objects
open threads
open sched
open ipc
open time
open irq
open waiting
open transitions

check dispatch_SCHED_2 { all t: Thread, p: Priority | waitInv and dispatch_pre[t, p] implies
  SCHED_2_readyQueue[Ready, priority, dispatch_readyHead[t], dispatch_readyNext[t], dispatch_current[t]] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check dispatch_SCHED_3 { all t: Thread, p: Priority | waitInv and dispatch_pre[t, p] implies
  SCHED_3_readyLinks[Ready, priority, dispatch_readyHead[t], dispatch_readyTail[t], dispatch_readyNext[t], dispatch_readyPrev[t],
    dispatch_current[t]] } for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check dispatch_SCHED_4 { all t: Thread, p: Priority | waitInv and dispatch_pre[t, p] implies
  SCHED_4_filled[dispatch_Filled[t], dispatch_readyHead[t]] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check dispatch_SCHED_6 { all t: Thread, p: Priority | waitInv and dispatch_pre[t, p] implies
  SCHED_6_readyCanRun[Made, Ready, Sending, Receiving, Downing, Placed, priority, dispatch_current[t]] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot

-- It can happen, and where it matters.
run dispatch_happens { some t: Thread, p: Priority | waitInv and dispatch_pre[t, p]
  and some t.readyNext and some Filled - p }
  for 6 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 3 Priority, 3 Instant, 2 Pin, 3 ReplySlot
