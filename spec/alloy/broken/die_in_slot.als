module broken/die_in_slot
-- Bug: a caller goes and its reply slot still names it.
open objects
open threads
open sched
open ipc
open time
open irq
open waiting
open transitions

pred bad_pre[o: Thread] { o in Made and no queue.o and no from.o }
check die_THM_15 { all o: Thread | waitInv and bad_pre[o] implies
  o not in ReplySlot.caller }
  for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
