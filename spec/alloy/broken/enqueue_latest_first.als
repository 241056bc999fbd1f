module broken/enqueue_latest_first
-- Bug: a deadline is put in front of the list of timeouts.
open objects
open threads
open sched
open ipc
open time
open irq
open waiting
open transitions

pred bad_pre[t: Thread, q: Object, d: Instant] { enqueue_pre[t, q, none, none, d] }
check enqueue_TIME_2 { all t: Thread, q: Object, d: Instant | waitInv and bad_pre[t, q, d] implies
  TIME_2_timeoutList[enqueue_deadline[t, d], Clock->t, timeNext + t->Clock.soonest, timePrev + Clock.soonest->t] }
  for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
