module checks/preempt
-- preempt: the running thread gives way.
open objects
open threads
open sched
open ipc
open time
open irq
open waiting
open transitions

check preempt_SCHED_2 { all t: Thread, back: set Thread | waitInv and preempt_pre[t, back] implies
  SCHED_2_readyQueue[Ready, priority, preempt_readyHead[t, back], preempt_readyNext[t, back], preempt_current[t]] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check preempt_SCHED_3 { all t: Thread, back: set Thread | waitInv and preempt_pre[t, back] implies
  SCHED_3_readyLinks[Ready, priority, preempt_readyHead[t, back], preempt_readyTail[t, back], preempt_readyNext[t, back],
    preempt_readyPrev[t, back], preempt_current[t]] } for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check preempt_SCHED_4 { all t: Thread, back: set Thread | waitInv and preempt_pre[t, back] implies
  SCHED_4_filled[preempt_Filled[t], preempt_readyHead[t, back]] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check preempt_SCHED_6 { all t: Thread, back: set Thread | waitInv and preempt_pre[t, back] implies
  SCHED_6_readyCanRun[Made, Ready, Sending, Receiving, Downing, Placed, priority, preempt_current[t]] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot

-- It can happen, and where it matters.
run preempt_happens { some t: Thread, back: set Thread | waitInv and preempt_pre[t, back]
  and no back and some t.priority.readyHead and some lender }
  for 6 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 3 Priority, 3 Instant, 2 Pin, 3 ReplySlot
