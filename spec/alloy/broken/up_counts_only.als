module broken/up_counts_only
-- Bug: a semaphore counts although somebody waits: a lost wakeup.
open objects
open threads
open sched
open ipc
open time
open irq
open waiting
open transitions

pred bad_pre[m: Semaphore] { m in Made }
check up_SEM_1 { all m: Semaphore | waitInv and bad_pre[m] implies
  SEM_1_noLostWakeup[up_Up[m], queue] }
  for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
