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
        public Machine boot() {
            return new KernelMachine();
        }
    };

    String name();

    Machine boot();
}
