package cairn.property.ipc;

import cairn.model.ipc.Step;
import cairn.spec.alloy.live.LiveState;

/** A kernel that has booted into {@link World}. */
public interface Machine {
    void take(Step step);

    /** Its state, as an observer outside the kernel sees it. */
    Seen look();

    /** Its state in the words of the specification, {@code spec/alloy/threads.als}; {@code live} is empty before. */
    void describe(LiveState live);
}
