module broken/receive_lends_twice
-- Bug: a thread that runs on one caller's time borrows another's.
open objects
open threads
open sched
open ipc
open time
open irq
open waiting
open transitions

pred bad_pre[t, f: Thread, s: ReplySlot] { receive_pre[t, f, none, s, none, none] and f in Ready }
check receive_SCHED_7 { all t, f: Thread, s: ReplySlot | waitInv and bad_pre[t, f, s] implies
  SCHED_7_lentOnce[receive_Receiving[t], receive_from[t, f], receive_lender[t, f]] }
  for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
