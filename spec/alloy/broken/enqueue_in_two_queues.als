module broken/enqueue_in_two_queues
-- Bug: a semaphore's waiter also counts as a sender.
open objects
open threads
open sched
open ipc
open time
open irq
open waiting
open transitions

pred bad_pre[t: Thread, q: Object] { enqueue_pre[t, q, none, none, none] }
check enqueue_IPC_2 { all t: Thread, q: Object | waitInv and bad_pre[t, q] implies
  IPC_2_oneQueue[Sending + t, enqueue_Downing[t, q], enqueue_queue[t, q]] }
  for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
