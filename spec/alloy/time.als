module time
-- Timeouts and the timer.
open objects
open threads

-- TIME-1 only-waiting: only a thread that waits has a deadline, one.
pred TIME_1_onlyWaiting[Sending, Receiving, Downing: set Thread, deadline: Thread->Instant] {
  deadline.Instant in Sending + Receiving + Downing
  all t: Thread | lone t.deadline
}

-- TIME-2 timeout-list: the list of timeouts holds exactly the threads with a deadline, each once, the soonest first.
pred TIME_2_timeoutList[deadline: Thread->Instant, soonest: Clock->Thread, timeNext, timePrev: Thread->Thread] {
  lone Clock.soonest and Clock.soonest.*timeNext = deadline.Instant
  no Clock.soonest.timePrev
  all t: Thread | lone t.timeNext and lone t.timePrev and t not in t.^timeNext and (no t.deadline implies no t.timeNext and no t.timePrev)
  all t, u: Thread | u in t.timeNext iff t in u.timePrev
  all t: Thread | no t.deadline & t.timeNext.deadline.later
}

-- TIME-3 timer-armed (when the kernel is left): the timer interrupts no later than the first deadline.
pred TIME_3_timerArmed[deadline: Thread->Instant, armed: Clock->Instant] {
  lone Clock.armed
  all t: Thread | some t.deadline implies some Clock.armed and no t.deadline & Clock.armed.~later
}

-- TIME-4 none-overdue (when the kernel is left): nobody's deadline has passed.
pred TIME_4_noneOverdue[deadline: Thread->Instant, now: Clock->Instant] {
  deadline.Instant = deadline.(Clock.now.later)
}
