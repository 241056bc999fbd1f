module broken/reply_across
-- Bug: an answer goes through any slot, not only one's own.
open objects
open threads
open sched
open ipc
open time
open irq
open waiting
open transitions
open calls

pred bad_pre[T: set Object, t: Thread, s: ReplySlot] { sides[T] and apart[T, queue, from, caller] and t in Ready and some s.caller }
check reply_THM_16 { all T: set Object, t: Thread, s: ReplySlot | waitInv and bad_pre[T, t, s] implies
  s.caller in T iff t in T }
  for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
