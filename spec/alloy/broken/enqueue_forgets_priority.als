module broken/enqueue_forgets_priority
-- Bug: a sender goes to the end of the queue, whatever its priority.
open objects
open threads
open sched
open ipc
open time
open irq
open waiting
open transitions

pred bad_pre[t: Thread, q: Object] { enqueue_pre[t, q, none, none, none] }
check enqueue_IPC_3 { all t: Thread, q: Object | waitInv and bad_pre[t, q] implies
  IPC_3_priorityOrder[enqueue_queue[t, q], queueNext + q.queueTail->t, enqueue_rank[t]] }
  for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
