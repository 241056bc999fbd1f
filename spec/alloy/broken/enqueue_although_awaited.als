module broken/enqueue_although_awaited
-- Bug: a sender queues without looking whether its partner waits for it: a lost rendezvous.
open objects
open threads
open sched
open ipc
open time
open irq
open waiting
open transitions

pred bad_pre[t, q: Thread] { t in Ready and q in Made }
check enqueue_IPC_4 { all t, q: Thread | waitInv and bad_pre[t, q] implies
  IPC_4_noLostRendezvous[Receiving, Anyone, from, enqueue_queue[t, q]] }
  for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
