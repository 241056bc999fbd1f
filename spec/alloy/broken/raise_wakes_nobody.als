module broken/raise_wakes_nobody
-- Bug: a semaphore that is raised takes its first waiter out of the queue and forgets to make it ready.
open objects
open threads
open sched
open ipc
open time
open irq
open waiting
open transitions

pred bad_pre[m: Semaphore, w: Thread] { w = m.queueHead }
check raise_THM_13 { all m: Semaphore, w: Thread | waitInv and bad_pre[m, w] implies
  w in Ready and w not in wake_Downing[w] }
  for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
