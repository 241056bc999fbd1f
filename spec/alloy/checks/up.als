module checks/up
-- up: a semaphore counts.
open objects
open threads
open sched
open ipc
open time
open irq
open waiting
open transitions

check up_SEM_1 { all m: Semaphore | waitInv and up_pre[m] implies
  SEM_1_noLostWakeup[up_Up[m], queue] } for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot

-- It can happen, and where it matters.
run up_happens { some m: Semaphore | waitInv and up_pre[m]
  and m not in Up and some Downing }
  for 6 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 3 Priority, 3 Instant, 2 Pin, 3 ReplySlot
