module checks/unmask
-- unmask: a pin may interrupt again.
open objects
open threads
open sched
open ipc
open time
open irq
open waiting
open transitions

check unmask_IRQ_4 { all p: Pin | waitInv and unmask_pre[p] implies
  IRQ_4_maskedUntilUnmask[Pending, feeds, unmask_Masked[p], Level] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot

-- It can happen, and where it matters.
run unmask_happens { some p: Pin | waitInv and unmask_pre[p]
  and p in Masked and some Pending }
  for 6 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 3 Priority, 3 Instant, 2 Pin, 3 ReplySlot
