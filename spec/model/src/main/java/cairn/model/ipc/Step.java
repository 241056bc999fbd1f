package cairn.model.ipc;

import java.util.List;

/** One thing that happens to the kernel. Defined in every state: a call changes nothing while the processor idles. */
public sealed interface Step {
    /**
     * The running thread writes words of its UTCB, and makes a system call with these registers (x0 to x3). [ABI sections 1 and 2]
     *
     * @param tag      message tag: words, items, flags, label
     * @param label    what a receiver of a message through a thread capability reads in x1
     * @param selector capability index, and what to do with it
     * @param timeouts of receive and send phase
     */
    record Call(long tag, long label, long selector, long timeouts, List<Write> writes) implements Step {
        public Call {
            writes = List.copyOf(writes);
        }
    }

    /** A word of the UTCB, numbered from its start: 0 is MR0, 65 is BR0. */
    record Write(int word, long value) {}

    /**
     * The running thread has set these registers, and then meets a fault: an abort, an undefined instruction, a breakpoint; no system call.
     *
     * @param syndrome ESR_EL1
     * @param address  FAR_EL1
     */
    record Fault(long syndrome, long address, long x0, long x1, long x2, long x3) implements Step {}

    /** Time passes, in microseconds; the timer interrupts at the end of it when it was armed for then or earlier. */
    record Pass(long microseconds) implements Step {}
}
