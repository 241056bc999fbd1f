package cairn.property;

import cairn.model.Operation;
import cairn.model.Result;
import cairn.model.State;
import cairn.spec.alloy.live.LiveState;

/** A kernel core that a trial can drive and look into. One instance is one boot. */
public interface KernelUnderTest {
    Result apply(Operation operation);

    /** The first way in which the kernel's state is not the model's, in words; null when they are equal. */
    String difference(State model);

    /** Puts the kernel's state into the terms of the specification. {@code state} is empty before. */
    void describe(LiveState state);

    /**
     * What {@code operation} is in the specification, and the state before it; null when it is none of the specification's operations or
     * names nothing that exists. Places of the target are provided first, as the operation itself would.
     */
    SpecifiedStep before(Operation operation, LiveState state);

    /** The state after the operation that {@link #before} announced, with the same atoms. */
    void after(LiveState state);

    /** Number of the root page table of a task, or -1 while there is no such task. */
    int root(int task);
}
