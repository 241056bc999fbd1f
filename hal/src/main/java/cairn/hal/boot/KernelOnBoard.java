package cairn.hal.boot;

import cairn.hal.board.TrapHandler;
import cairn.kernel.entry.Kernel;
import cairn.kernel.hil.Cause;
import cairn.kernel.object.Operation;
import cairn.kernel.object.Thread;
import java.io.PrintStream;
import java.util.SortedMap;
import java.util.TreeMap;

/** Joins the kernel to the machine: passes every trap on, and watches what the kernel made of it. */
final class KernelOnBoard implements TrapHandler {
    private static final String[] NAMES = new String[Operation.COUNT];

    static {
        NAMES[Operation.NONE] = "refused";
        NAMES[Operation.MAP_PAGES] = "task.map pages";
        NAMES[Operation.MAP_CAPS] = "task.map capabilities";
        NAMES[Operation.UNMAP] = "task.unmap";
        NAMES[Operation.VALID] = "task.cap_info valid";
        NAMES[Operation.SAME] = "task.cap_info equal";
        NAMES[Operation.ADD_KU_MEM] = "task.add_ku_mem";
        NAMES[Operation.CREATE_TASK] = "factory.create task";
        NAMES[Operation.CREATE_THREAD] = "factory.create thread";
        NAMES[Operation.CREATE_FACTORY] = "factory.create factory";
        NAMES[Operation.CONTROL] = "thread.control";
        NAMES[Operation.EX_REGS] = "thread.ex_regs";
        NAMES[Operation.SWITCH] = "thread.switch";
        NAMES[Operation.STATS] = "thread.stats";
        NAMES[Operation.SET_TPIDRRO] = "thread.set_tpidrro";
        NAMES[Operation.INFO] = "scheduler.info";
        NAMES[Operation.RUN_THREAD] = "scheduler.run_thread";
        NAMES[Operation.IDLE_TIME] = "scheduler.idle_time";
        NAMES[Operation.LOG_WRITE] = "log.write";
        NAMES[Operation.LOG_READ] = "log.read";
        NAMES[Operation.LOG_SET] = "log.set_attributes";
        NAMES[Operation.LOG_GET] = "log.get_attributes";
    }

    private final Kernel kernel;
    private final PrintStream systemCallTrace;
    private final PrintStream faultTrace;
    private final long[] calls = new long[Operation.COUNT];
    private long faults;

    /** A null stream traces nothing. */
    KernelOnBoard(Kernel kernel, PrintStream systemCallTrace, PrintStream faultTrace) {
        this.kernel = kernel;
        this.systemCallTrace = systemCallTrace;
        this.faultTrace = faultTrace;
    }

    @Override
    public void trap(int cause, long syndrome, long faultAddress) {
        Thread t = kernel.current();
        kernel.trap(cause, syndrome, faultAddress);
        if (cause == Cause.INTERRUPT) {
            return;
        }
        switch ((int) (syndrome >>> 26) & 63) {
            case 0x15 -> {
                int operation = kernel.lastOperation();
                calls[operation]++;
                if (systemCallTrace != null) {
                    systemCallTrace.println("syscall thread " + t.number + " " + NAMES[operation] + result());
                }
            }
            case 0x20, 0x24 -> {
                faults++;
                if (faultTrace != null) {
                    faultTrace.println("fault thread " + t.number + " esr 0x" + Long.toHexString(syndrome) + " far 0x"
                            + Long.toHexString(faultAddress));
                }
            }
            default -> { }
        }
    }

    private String result() {
        if (kernel.lastIpcError() != 0) {
            return " -> ipc error " + kernel.lastIpcError();
        }
        return " -> " + kernel.lastLabel();
    }

    @Override
    public long[] frame() {
        return kernel.frame();
    }

    @Override
    public long[] vectors() {
        return kernel.vectors();
    }

    SortedMap<String, Long> systemCalls() {
        SortedMap<String, Long> map = new TreeMap<>();
        for (int i = 0; i < calls.length; i++) {
            if (calls[i] != 0) {
                map.put(NAMES[i], calls[i]);
            }
        }
        return map;
    }

    long faults() {
        return faults;
    }
}
