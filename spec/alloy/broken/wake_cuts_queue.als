module broken/wake_cuts_queue
-- Bug: whoever leaves the queue takes along those behind it.
open objects
open threads
open sched
open ipc
open time
open irq
open waiting
open transitions

pred bad_pre[w: Thread] { wake_pre[w] }
check wake_IPC_1 { all w: Thread | waitInv and bad_pre[w] implies
  IPC_1_senderQueue[wake_queue[w], queueHead - Object->w, wake_queueTail[w], queueNext - w->Object - Object->w, queuePrev - w->Object - Object->w] }
  for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
