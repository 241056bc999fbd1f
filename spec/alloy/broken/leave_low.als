module broken/leave_low
-- Bug: the kernel is left while a higher priority is ready.
open objects
open threads
open sched
open ipc
open time
open irq
open waiting
open transitions

pred bad_pre[a: set Instant] { lone a and Clock.soonest.deadline in a.*later }
check leave_SCHED_5 { all a: set Instant | waitInv and bad_pre[a] implies
  SCHED_5_highestRuns[priority, Filled, current] }
  for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
