module broken/stop_keeps_queue
-- Bug: a thread that stops stays in its ready queue.
open objects
open threads
open sched
open ipc
open time
open irq
open waiting
open transitions

pred bad_pre[t: Thread] { stop_pre[t] }
check stop_SCHED_2 { all t: Thread | waitInv and bad_pre[t] implies
  SCHED_2_readyQueue[stop_Ready[t], priority, readyHead, readyNext, stop_current[t]] }
  for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
