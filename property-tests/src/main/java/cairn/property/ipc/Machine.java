package cairn.property.ipc;

import cairn.model.ipc.Step;
import cairn.spec.alloy.live.LiveState;
import java.util.List;

/** A kernel that has booted into {@link World}. */
public interface Machine {
    void take(Step step);

    /** Its state, as an observer outside the kernel sees it. */
    Seen look();

    /** Whether nobody runs. */
    boolean isIdle();

    /** Microseconds until the timer interrupts; {@link Long#MAX_VALUE} for never. */
    long untilAlarm();

    /** The last system call, as "operation N: what was answered"; N as in {@code cairn.kernel.object.Operation}, 0 when it was refused before. */
    String lastAnswer();

    /** The invariants CDT-1 to CDT-10 that its derivation tree, its tables or what the MMU was shown break, each with words. */
    List<String> brokenDerivations();

    /** Its state in the words of the specification, {@code spec/alloy/threads.als}; {@code live} is empty before. */
    void describe(LiveState live);
}
