module broken/wake_keeps_window
-- Bug: what replies go through outlives the receive phase.
open objects
open threads
open sched
open ipc
open time
open irq
open waiting
open transitions

pred bad_pre[w: Thread] { wake_pre[w] }
check wake_IPC_8 { all w: Thread | waitInv and bad_pre[w] implies
  IPC_8_nothingLeftOver[wake_Receiving[w], wake_Anyone[w], wake_from[w], answers, wake_calledFrom[w], wake_queue[w], wake_rank[w]] }
  for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
