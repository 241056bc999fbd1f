module broken/leave_overdue
-- Bug: the kernel is left while a timeout is over.
open objects
open threads
open sched
open ipc
open time
open irq
open waiting
open transitions

pred bad_pre[a: set Instant] { lone a and Clock.soonest.deadline in a.*later }
check leave_TIME_4 { all a: set Instant | waitInv and bad_pre[a] implies
  TIME_4_noneOverdue[deadline, now] }
  for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
