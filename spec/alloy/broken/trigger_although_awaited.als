module broken/trigger_although_awaited
-- Bug: an interrupt is queued although its thread waits for it, closed: only a thread that takes anyone is looked for.
open objects
open threads
open sched
open ipc
open time
open irq
open waiting
open transitions

pred bad_pre[i: Interrupt, p: Priority] { i in Made - Pending and no i.bound & Anyone }
check trigger_IPC_4 { all i: Interrupt, p: Priority | waitInv and bad_pre[i, p] implies
  IPC_4_noLostRendezvous[Receiving, Anyone, from, trigger_queue[i]] }
  for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
