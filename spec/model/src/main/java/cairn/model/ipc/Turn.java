package cairn.model.ipc;

/**
 * A thread's share of the processor: the priority and the time slice that it was placed with, on which it runs itself or whom it calls.
 *
 * @param quantum how long a whole turn is, in microseconds
 * @param left    how long the next turn is
 * @param spent   the last turn was used up
 * @param lender  a thread that has called this one and waits: this one runs on the lender's turn, unless its own priority is higher;
 *                {@link State#NOBODY} for none
 */
public record Turn(int priority, long quantum, long left, boolean spent, int lender) {
    Turn with(long newLeft, boolean nowSpent) {
        return new Turn(priority, quantum, newLeft, nowSpent, lender);
    }

    Turn borrows(int from) {
        return new Turn(priority, quantum, left, spent, from);
    }

    Turn placed(int newPriority, long newQuantum) {
        return new Turn(newPriority, newQuantum, newQuantum, spent, lender);
    }
}
