module checks/down
-- down: a semaphore lets a thread pass.
open objects
open threads
open sched
open ipc
open time
open irq
open waiting
open transitions

check down_SEM_1 { all m: Semaphore, left: set Semaphore | waitInv and down_pre[m, left] implies
  SEM_1_noLostWakeup[down_Up[m, left], queue] } for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot

-- It can happen, and where it matters.
run down_happens { some m: Semaphore, left: set Semaphore | waitInv and down_pre[m, left]
  and no left and some Downing }
  for 6 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 3 Priority, 3 Instant, 2 Pin, 3 ReplySlot
