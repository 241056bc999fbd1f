package cairn.model.ipc;

/**
 * What a thread does when it has sent.
 *
 * @param receives  false: nothing
 * @param open      it receives from anyone; otherwise from the one it sent to
 * @param callers   where it keeps whoever calls it, in an open wait
 * @param timeout   of the receive phase, as in x3
 * @param absolute  the time that an absolute timeout names
 */
public record Then(boolean receives, boolean open, Slot callers, int timeout, long absolute) {}
