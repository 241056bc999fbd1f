module broken/failed_send_receives
-- Bug: a call whose send phase fails waits for the answer nevertheless.
open objects
open threads
open sched
open ipc
open time
open irq
open waiting
open transitions

pred bad_pre[w: Thread] { wake_pre[w] and w in Calls }
check wake_THM_17 { all w: Thread | waitInv and bad_pre[w] implies
  w not in Receiving + (w & Calls) }
  for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
