module broken/dispatch_keeps_mark
-- Bug: the mark of a ready queue stays when its last thread goes.
open objects
open threads
open sched
open ipc
open time
open irq
open waiting
open transitions

pred bad_pre[t: Thread, p: Priority] { dispatch_pre[t, p] }
check dispatch_SCHED_4 { all t: Thread, p: Priority | waitInv and bad_pre[t, p] implies
  SCHED_4_filled[Filled, dispatch_readyHead[t]] }
  for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
