module broken/attach_second_pin
-- Bug: an interrupt object gets a second pin.
open objects
open threads
open sched
open ipc
open time
open irq
open waiting
open transitions

pred bad_pre[p: Pin, i: Interrupt] { i in Made and no p.feeds }
check attach_IRQ_3 { all p: Pin, i: Interrupt | waitInv and bad_pre[p, i] implies
  IRQ_3_onePin[Made, attach_feeds[p, i]] }
  for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
