package cairn.kernel.object;

import cairn.kernel.core.derivation.Node;
import cairn.kernel.core.quota.Quota;

/**
 * A factory: the right to make kernel objects, and the account that pays for them. [REQ-QUOTA-1]
 *
 * <p>The account outlives the object while something that was charged to it is left.
 */
public final class Factory {
    /** Kernel memory that a factory itself is charged with. */
    public static final int BYTES = 512;

    public final int number;
    final Quota quota = new Quota();

    // Lifetime: anchor is null while the object does not exist; open while the account is in use.
    Node anchor;
    boolean open;
    boolean doomed;
    /** The account that paid for this one; null for the first. */
    Factory payer;

    Factory(int number) {
        this.number = number;
    }

    public Quota quota() {
        return quota;
    }
}
