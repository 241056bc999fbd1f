module broken/collect_stays_pending
-- Bug: an interrupt that was received stays pending.
open objects
open threads
open sched
open ipc
open time
open irq
open waiting
open transitions

pred bad_pre[i: Interrupt] { collect_pre[i] }
check collect_IRQ_2 { all i: Interrupt | waitInv and bad_pre[i] implies
  IRQ_2_queuedWhenPending[Pending, bound, collect_queue[i]] }
  for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
