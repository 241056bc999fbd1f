module broken/enqueue_last_come_first
-- Bug: within a priority the last to come is served first.
open objects
open threads
open sched
open ipc
open time
open irq
open waiting
open transitions

pred bad_pre[t: Thread, q: Object] { enqueue_pre[t, q, none, none, none] and q.queueHead.rank = t.priority }
check enqueue_THM_14 { all t: Thread, q: Object | waitInv and bad_pre[t, q] implies
  all u: queue.q | t in u.^((queueNext + t->q.queueHead)) iff u.rank in t.priority + t.priority.higher }
  for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
