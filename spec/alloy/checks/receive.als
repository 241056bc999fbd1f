module checks/receive
-- receive: a thread waits for a message.
open objects
open threads
open sched
open ipc
open time
open irq
open waiting
open transitions

check receive_SCHED_1 { all t: Thread, f: set Object, a, s: set ReplySlot, l: set Thread, d: set Instant | waitInv and receive_pre[t, f, a, s, l, d] implies
  SCHED_1_oneState[receive_Ready[t], Sending, receive_Receiving[t], Downing, Calls, Waits] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check receive_SCHED_2 { all t: Thread, f: set Object, a, s: set ReplySlot, l: set Thread, d: set Instant | waitInv and receive_pre[t, f, a, s, l, d] implies
  SCHED_2_readyQueue[receive_Ready[t], priority, receive_readyHead[t], receive_readyNext[t], receive_current[t]] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check receive_SCHED_3 { all t: Thread, f: set Object, a, s: set ReplySlot, l: set Thread, d: set Instant | waitInv and receive_pre[t, f, a, s, l, d] implies
  SCHED_3_readyLinks[receive_Ready[t], priority, receive_readyHead[t], receive_readyTail[t], receive_readyNext[t], receive_readyPrev[t],
    receive_current[t]] } for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check receive_SCHED_4 { all t: Thread, f: set Object, a, s: set ReplySlot, l: set Thread, d: set Instant | waitInv and receive_pre[t, f, a, s, l, d] implies
  SCHED_4_filled[receive_Filled[t], receive_readyHead[t]] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check receive_SCHED_6 { all t: Thread, f: set Object, a, s: set ReplySlot, l: set Thread, d: set Instant | waitInv and receive_pre[t, f, a, s, l, d] implies
  SCHED_6_readyCanRun[Made, receive_Ready[t], Sending, receive_Receiving[t], Downing, Placed, priority, receive_current[t]] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check receive_SCHED_7 { all t: Thread, f: set Object, a, s: set ReplySlot, l: set Thread, d: set Instant | waitInv and receive_pre[t, f, a, s, l, d] implies
  SCHED_7_lentOnce[receive_Receiving[t], receive_from[t, f], receive_lender[t, l]] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check receive_IPC_4 { all t: Thread, f: set Object, a, s: set ReplySlot, l: set Thread, d: set Instant | waitInv and receive_pre[t, f, a, s, l, d] implies
  IPC_4_noLostRendezvous[receive_Receiving[t], receive_Anyone[t, f], receive_from[t, f], queue] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check receive_IPC_5 { all t: Thread, f: set Object, a, s: set ReplySlot, l: set Thread, d: set Instant | waitInv and receive_pre[t, f, a, s, l, d] implies
  IPC_5_nobodyWaitsForDead[Made, Sending, receive_Receiving[t], Downing, queue, receive_from[t, f]] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check receive_IPC_6 { all t: Thread, f: set Object, a, s: set ReplySlot, l: set Thread, d: set Instant | waitInv and receive_pre[t, f, a, s, l, d] implies
  IPC_6_replySlots[receive_caller[t, s], receive_calledFrom[t, s]] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check receive_IPC_7 { all t: Thread, f: set Object, a, s: set ReplySlot, l: set Thread, d: set Instant | waitInv and receive_pre[t, f, a, s, l, d] implies
  IPC_7_callerWaits[receive_Receiving[t], receive_Anyone[t, f], receive_caller[t, s], receive_from[t, f]] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check receive_IPC_8 { all t: Thread, f: set Object, a, s: set ReplySlot, l: set Thread, d: set Instant | waitInv and receive_pre[t, f, a, s, l, d] implies
  IPC_8_nothingLeftOver[receive_Receiving[t], receive_Anyone[t, f], receive_from[t, f], receive_answers[t, a], receive_calledFrom[t, s],
    queue, rank] } for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check receive_TIME_1 { all t: Thread, f: set Object, a, s: set ReplySlot, l: set Thread, d: set Instant | waitInv and receive_pre[t, f, a, s, l, d] implies
  TIME_1_onlyWaiting[Sending, receive_Receiving[t], Downing, receive_deadline[t, d]] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot
check receive_TIME_2 { all t: Thread, f: set Object, a, s: set ReplySlot, l: set Thread, d: set Instant | waitInv and receive_pre[t, f, a, s, l, d] implies
  TIME_2_timeoutList[receive_deadline[t, d], receive_soonest[t, d], receive_timeNext[t, d], receive_timePrev[t, d]] }
    for 4 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 2 Priority, 3 Instant, 2 Pin, 2 ReplySlot

-- It can happen, and where it matters.
run receive_happens { some t: Thread, f: set Object, a, s: set ReplySlot, l: set Thread, d: set Instant | waitInv and receive_pre[t, f, a, s, l, d]
  and some s and some l and some queue.t and some sooner[d] and some latter[d] }
  for 6 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 3 Priority, 3 Instant, 2 Pin, 3 ReplySlot
run receive_awaits { some t: Thread, f: Interrupt, d: Instant | waitInv and receive_pre[t, f, none, none, none, d] and some f.bound & t and some queue.t }
  for 6 but 0 Right, 0 Frame, 0 Block, 0 Slot, 0 Node, 3 Priority, 3 Instant, 2 Pin, 3 ReplySlot
