package cairn.spec.alloy.logic;

import cairn.spec.alloy.SpecException;

/** A sentence that cannot be said in the kernel's terms, as opposed to one that is wrong. The message names file, line and reason. */
public final class Refusal extends SpecException {
    private static final long serialVersionUID = 1;

    Refusal(String message) {
        super(message);
    }
}
