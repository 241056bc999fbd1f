module broken/start_twice
-- Bug: a ready thread is started again and queued twice.
open objects
open threads
open sched
open ipc
open time
open irq
open waiting
open transitions

pred bad_pre[t: Thread] { t in Placed & Made and t in Ready }
check start_SCHED_3 { all t: Thread | waitInv and bad_pre[t] implies
  SCHED_3_readyLinks[start_Ready[t], priority, start_readyHead[t], start_readyTail[t], start_readyNext[t], start_readyPrev[t], current] }
  for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
