package cairn.property;

/** Makes a kernel on a clean machine. */
public interface KernelFactory {
    /** The core as it is built. */
    KernelFactory REAL = new KernelFactory() {
        @Override
        public String name() {
            return "real";
        }

        @Override
        public KernelUnderTest boot(WatchedMmu mmu, Words words) {
            return new cairn.property.core.CoreKernel(World.LIMITS, mmu, words);
        }
    };

    /** What a replay file calls it. */
    String name();

    /** @param words null: without {@link KernelUnderTest#describe} */
    KernelUnderTest boot(WatchedMmu mmu, Words words);
}
