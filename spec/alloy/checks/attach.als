module checks/attach
-- attach: a pin gets its interrupt object.
open objects
open threads
open sched
open ipc
open time
open irq
open waiting
open transitions

check attach_IRQ_3 { all p: Pin, i: Interrupt | waitInv and attach_pre[p, i] implies
  IRQ_3_onePin[Made, attach_feeds[p, i]] } for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check attach_IRQ_4 { all p: Pin, i: Interrupt | waitInv and attach_pre[p, i] implies
  IRQ_4_maskedUntilUnmask[Pending, attach_feeds[p, i], Masked, Level] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot

-- It can happen, and where it matters.
run attach_happens { some p: Pin, i: Interrupt | waitInv and attach_pre[p, i]
  and i in Pending and some feeds - p->i }
  for 6 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 3 Priority, 3 Instant, 2 Pin, 3 ReplySlot
