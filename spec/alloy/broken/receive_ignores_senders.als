module broken/receive_ignores_senders
-- Bug: a receive phase waits although a sender is queued, and nothing notices.
open objects
open threads
open sched
open ipc
open time
open irq
open waiting
open transitions

pred bad_pre[t: Thread] { t in Ready and some queue.t }
check receive_THM_12 { all t: Thread | waitInv and bad_pre[t] implies
  not IPC_4_noLostRendezvous[receive_Receiving[t], Anyone, receive_from[t, none], queue] }
  for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
