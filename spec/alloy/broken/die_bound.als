module broken/die_bound
-- Bug: a thread goes and an interrupt object still delivers to it.
open objects
open threads
open sched
open ipc
open time
open irq
open waiting
open transitions

pred bad_pre[o: Object] { o in Made and o not in Ready + Sending + Receiving + Downing + Pending and no queue.o and no from.o and no feeds.o }
check die_IRQ_1 { all o: Object | waitInv and bad_pre[o] implies
  IRQ_1_boundExists[die_Made[o], bound] }
  for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
