module broken/wake_keeps_timeout
-- Bug: a timeout is not cancelled when the message comes.
open objects
open threads
open sched
open ipc
open time
open irq
open waiting
open transitions

pred bad_pre[w: Thread] { wake_pre[w] }
check wake_TIME_1 { all w: Thread | waitInv and bad_pre[w] implies
  TIME_1_onlyWaiting[wake_Sending[w], wake_Receiving[w], wake_Downing[w], deadline] }
  for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
