module waiting
-- The one name for all conjuncts about threads: waitInv holds between any two operations, leaveInv when the kernel is left.
open objects
open threads
open sched
open ipc
open time
open irq

pred waitInv {
  SCHED_1_oneState[Ready, Sending, Receiving, Downing, Calls, Waits]
  SCHED_2_readyQueue[Ready, priority, readyHead, readyNext, current]
  SCHED_3_readyLinks[Ready, priority, readyHead, readyTail, readyNext, readyPrev, current]
  SCHED_4_filled[Filled, readyHead]
  SCHED_6_readyCanRun[Made, Ready, Sending, Receiving, Downing, Placed, priority, current]
  SCHED_7_lentOnce[Receiving, from, lender]
  IPC_1_senderQueue[queue, queueHead, queueTail, queueNext, queuePrev]
  IPC_2_oneQueue[Sending, Downing, queue]
  IPC_3_priorityOrder[queue, queueNext, rank]
  IPC_4_noLostRendezvous[Receiving, Anyone, from, queue]
  IPC_5_nobodyWaitsForDead[Made, Sending, Receiving, Downing, queue, from]
  IPC_6_replySlots[caller, calledFrom]
  IPC_7_callerWaits[Receiving, Anyone, caller, from]
  IPC_8_nothingLeftOver[Receiving, Anyone, from, answers, calledFrom, queue, rank]
  IPC_9_gates[Made, bound, queue]
  SEM_1_noLostWakeup[Up, queue]
  TIME_1_onlyWaiting[Sending, Receiving, Downing, deadline]
  TIME_2_timeoutList[deadline, soonest, timeNext, timePrev]
  IRQ_1_boundExists[Made, bound]
  IRQ_2_queuedWhenPending[Pending, bound, queue]
  IRQ_3_onePin[Made, feeds]
  IRQ_4_maskedUntilUnmask[Pending, feeds, Masked, Level]
}
pred leaveInv {
  waitInv
  SCHED_5_highestRuns[priority, Filled, current]
  TIME_3_timerArmed[deadline, armed]
  TIME_4_noneOverdue[deadline, now]
}
run state_waits { leaveInv and some Sending and some caller and some Downing and some deadline } for 7 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 3 Priority, 3 Instant, 2 Pin, 3 ReplySlot
