module broken/unmask_pending
-- Bug: a pin is unmasked while its interrupt is pending.
open objects
open threads
open sched
open ipc
open time
open irq
open waiting
open transitions

pred bad_pre[p: Pin] { some p.feeds }
check unmask_IRQ_4 { all p: Pin | waitInv and bad_pre[p] implies
  IRQ_4_maskedUntilUnmask[Pending, feeds, unmask_Masked[p], Level] }
  for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
