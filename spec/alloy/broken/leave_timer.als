module broken/leave_timer
-- Bug: the timer is set for the end of the time slice although a timeout comes first.
open objects
open threads
open sched
open ipc
open time
open irq
open waiting
open transitions

pred bad_pre[a: Instant] { Clock.soonest.deadline in Clock.now.later }
check leave_TIME_3 { all a: Instant | waitInv and bad_pre[a] implies
  TIME_3_timerArmed[deadline, leave_armed[a]] }
  for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
