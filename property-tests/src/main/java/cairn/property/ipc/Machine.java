package cairn.property.ipc;

import cairn.model.ipc.Step;

/** A kernel that has booted into {@link World}. */
public interface Machine {
    void take(Step step);

    /** Its state, as an observer outside the kernel sees it. */
    Seen look();
}
