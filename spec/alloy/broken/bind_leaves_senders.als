module broken/bind_leaves_senders
-- Bug: a gate is bound and those that waited for that stay in its queue.
open objects
open threads
open sched
open ipc
open time
open irq
open waiting
open transitions

pred bad_pre[o: Object, t: Thread] { o in Gate & Made and t in Made and no o.bound }
check bind_IPC_9 { all o: Object, t: Thread | waitInv and bad_pre[o, t] implies
  IPC_9_gates[Made, bind_bound[o, t], queue] }
  for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
