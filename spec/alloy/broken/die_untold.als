module broken/die_untold
-- Bug: a thread goes and nobody tells who waits for its message.
open objects
open threads
open sched
open ipc
open time
open irq
open waiting
open transitions

pred bad_pre[o: Object] { o in Made and o not in Ready + Sending + Receiving + Downing + Pending and no queue.o }
check die_IPC_5 { all o: Object | waitInv and bad_pre[o] implies
  IPC_5_nobodyWaitsForDead[die_Made[o], Sending, Receiving, Downing, queue, from] }
  for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
