package cairn.model;

/** How an operation names a derivation. */
public sealed interface Name permits Name.Anchor, Place.Capability, Name.Page {
    /** The kernel's own hold on an object. A task cannot say this; boot and the object layer can. */
    record Anchor(KernelObject object) implements Name {}

    /** The mapping, whatever its size, that covers a virtual page (0 .. 2^36-1) of a task. */
    record Page(int task, long page) implements Name {
        public Page {
            if (page < 0 || page >= Place.PAGES) {
                throw new IllegalArgumentException("virtual page " + page + " is not in 0 .. 2^36-1");
            }
        }
    }
}
