module broken/wake_keeps_phase
-- Bug: the phase to come survives a failed send.
open objects
open threads
open sched
open ipc
open time
open irq
open waiting
open transitions

pred bad_pre[w: Thread] { wake_pre[w] }
check wake_SCHED_1 { all w: Thread | waitInv and bad_pre[w] implies
  SCHED_1_oneState[wake_Ready[w], wake_Sending[w], wake_Receiving[w], wake_Downing[w], Calls, Waits] }
  for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
