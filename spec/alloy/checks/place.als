module checks/place
-- place: a thread gets a priority.
open objects
open threads
open sched
open ipc
open time
open irq
open waiting
open transitions

check place_SCHED_2 { all t: Thread, p: Priority | waitInv and place_pre[t, p] implies
  SCHED_2_readyQueue[Ready, place_priority[t, p], place_readyHead[t, p], place_readyNext[t, p], current] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check place_SCHED_3 { all t: Thread, p: Priority | waitInv and place_pre[t, p] implies
  SCHED_3_readyLinks[Ready, place_priority[t, p], place_readyHead[t, p], place_readyTail[t, p], place_readyNext[t, p], place_readyPrev[t,
    p], current] } for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check place_SCHED_4 { all t: Thread, p: Priority | waitInv and place_pre[t, p] implies
  SCHED_4_filled[place_Filled[t, p], place_readyHead[t, p]] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check place_SCHED_6 { all t: Thread, p: Priority | waitInv and place_pre[t, p] implies
  SCHED_6_readyCanRun[Made, Ready, Sending, Receiving, Downing, place_Placed[t], place_priority[t, p], current] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot

-- It can happen, and where it matters.
run place_happens { some t: Thread, p: Priority | waitInv and place_pre[t, p]
  and some moves[t] and some t.readyNext and some p.readyHead and t.priority != p }
  for 6 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 3 Priority, 3 Instant, 2 Pin, 3 ReplySlot
