module checks/forget
-- forget: a reply slot is overwritten.
open objects
open threads
open sched
open ipc
open time
open irq
open waiting
open transitions

check forget_IPC_6 { all s: ReplySlot | waitInv and forget_pre[s] implies
  IPC_6_replySlots[forget_caller[s], forget_calledFrom[s]] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check forget_IPC_7 { all s: ReplySlot | waitInv and forget_pre[s] implies
  IPC_7_callerWaits[Receiving, Anyone, forget_caller[s], from] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check forget_IPC_8 { all s: ReplySlot | waitInv and forget_pre[s] implies
  IPC_8_nothingLeftOver[Receiving, Anyone, from, answers, forget_calledFrom[s], queue, rank] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot

-- It can happen, and where it matters.
run forget_happens { some s: ReplySlot | waitInv and forget_pre[s]
  and some s.caller.lender }
  for 6 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 3 Priority, 3 Instant, 2 Pin, 3 ReplySlot
