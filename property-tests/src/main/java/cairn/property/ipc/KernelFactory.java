package cairn.property.ipc;

import cairn.property.ipc.kernel.KernelMachine;

/** Boots one kernel, the real one or a broken one. */
public interface KernelFactory {
    KernelFactory REAL = new KernelFactory() {
        @Override
        public String name() {
            return "real";
        }

        @Override
        public Machine boot(boolean roomy) {
            return new KernelMachine(roomy);
        }
    };

    String name();

    /** @param roomy there is room for a few objects more than those of {@link World} */
    Machine boot(boolean roomy);

    default Machine boot() {
        return boot(false);
    }
}
