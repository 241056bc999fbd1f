module broken/die_running
-- Bug: a thread goes while it is ready.
open objects
open threads
open sched
open ipc
open time
open irq
open waiting
open transitions

pred bad_pre[o: Object] { o in Made and no queue.o and no from.o }
check die_SCHED_6 { all o: Object | waitInv and bad_pre[o] implies
  SCHED_6_readyCanRun[die_Made[o], Ready, Sending, Receiving, Downing, die_Placed[o], priority, current] }
  for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
