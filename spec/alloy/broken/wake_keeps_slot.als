module broken/wake_keeps_slot
-- Bug: a caller that gives up stays in the reply slot: a stale right to answer.
open objects
open threads
open sched
open ipc
open time
open irq
open waiting
open transitions

pred bad_pre[w: Thread] { wake_pre[w] }
check wake_IPC_7 { all w: Thread | waitInv and bad_pre[w] implies
  IPC_7_callerWaits[wake_Receiving[w], wake_Anyone[w], caller, wake_from[w]] }
  for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
