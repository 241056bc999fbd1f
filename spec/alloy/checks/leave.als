module checks/leave
-- leave: what must hold when the kernel is left.
open objects
open threads
open sched
open ipc
open time
open irq
open waiting
open transitions

check leave_SCHED_5 { all a: set Instant | waitInv and leave_pre[a] implies
  SCHED_5_highestRuns[priority, Filled, current] } for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check leave_TIME_3 { all a: set Instant | waitInv and leave_pre[a] implies
  TIME_3_timerArmed[deadline, leave_armed[a]] } for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check leave_TIME_4 { all a: set Instant | waitInv and leave_pre[a] implies
  TIME_4_noneOverdue[deadline, now] } for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot

-- It can happen, and where it matters.
run leave_happens { some a: set Instant | waitInv and leave_pre[a]
  and some Clock.soonest.timeNext and some Processor.current.priority.higher and some Filled }
  for 6 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 3 Priority, 3 Instant, 2 Pin, 3 ReplySlot
