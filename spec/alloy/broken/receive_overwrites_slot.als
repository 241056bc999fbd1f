module broken/receive_overwrites_slot
-- Bug: a second caller enters a slot and the first is not told apart.
open objects
open threads
open sched
open ipc
open time
open irq
open waiting
open transitions

pred bad_pre[t, f: Thread, s: ReplySlot] { t in Ready and f in Made and no queue.t & f and s.place in f + f.serves }
check receive_IPC_6 { all t, f: Thread, s: ReplySlot | waitInv and bad_pre[t, f, s] implies
  IPC_6_replySlots[receive_caller[t, s], receive_calledFrom[t, s]] }
  for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
