module broken/reply_keeps_slot
-- Bug: an answer leaves its reply slot filled.
open objects
open threads
open sched
open ipc
open time
open irq
open waiting
open transitions
open calls

pred bad_pre[t: Thread, s: ReplySlot] { reply_pre[t, s] }
check reply_THM_18 { all t: Thread, s: ReplySlot | waitInv and bad_pre[t, s] implies
  all c: s.caller | no (caller - (ReplySlot - s)->c).c }
  for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
