module checks/detach
-- detach: a pin loses its interrupt object.
open objects
open threads
open sched
open ipc
open time
open irq
open waiting
open transitions

check detach_IRQ_3 { all p: Pin | waitInv and detach_pre[p] implies
  IRQ_3_onePin[Made, detach_feeds[p]] } for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check detach_IRQ_4 { all p: Pin | waitInv and detach_pre[p] implies
  IRQ_4_maskedUntilUnmask[Pending, detach_feeds[p], detach_Masked[p], Level] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot

-- It can happen, and where it matters.
run detach_happens { some p: Pin | waitInv and detach_pre[p]
  and p.feeds in Pending }
  for 6 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 3 Priority, 3 Instant, 2 Pin, 3 ReplySlot
