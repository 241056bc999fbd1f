package cairn.hal.boot;

import cairn.hal.aarch64.PhysicalMemory;
import cairn.hal.board.TrapHandler;
import cairn.kernel.entry.Kernel;
import cairn.kernel.hil.Cause;
import cairn.kernel.hil.Frame;
import cairn.kernel.object.Operation;
import cairn.kernel.object.Pools;
import cairn.kernel.object.Thread;
import java.io.PrintStream;
import java.util.SortedMap;
import java.util.TreeMap;

/** Joins the kernel to the machine: passes every trap on, and watches what the kernel made of it. */
final class KernelOnBoard implements TrapHandler {
    private static final int SYSTEM_CALL = 0x15;
    private static final int INSTRUCTION_ABORT = 0x20;
    private static final int DATA_ABORT = 0x24;
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
        NAMES[Operation.CREATE_GATE] = "factory.create gate";
        NAMES[Operation.BIND_GATE] = "gate.bind";
        NAMES[Operation.GATE_INFO] = "gate.info";
        NAMES[Operation.IPC] = "ipc";
        NAMES[Operation.LOG_WRITE] = "log.write";
        NAMES[Operation.LOG_READ] = "log.read";
        NAMES[Operation.LOG_SET] = "log.set_attributes";
        NAMES[Operation.LOG_GET] = "log.get_attributes";
        NAMES[Operation.CREATE_INTERRUPT] = "factory.create interrupt";
        NAMES[Operation.CREATE_SEMAPHORE] = "factory.create semaphore";
        NAMES[Operation.BIND_INTERRUPT] = "interrupt.bind";
        NAMES[Operation.DETACH] = "interrupt.detach";
        NAMES[Operation.TRIGGER] = "interrupt.trigger";
        NAMES[Operation.UNMASK] = "interrupt.unmask";
        NAMES[Operation.DOWN] = "semaphore.down";
        NAMES[Operation.BIND_PIN] = "icu.bind";
        NAMES[Operation.UNBIND_PIN] = "icu.unbind";
        NAMES[Operation.ICU_INFO] = "icu.info";
        NAMES[Operation.MASK_PIN] = "icu.mask";
        NAMES[Operation.UNMASK_PIN] = "icu.unmask";
        NAMES[Operation.SET_MODE] = "icu.set_mode";
        NAMES[Operation.DECREASE] = "gate.dec_refcnt";
        NAMES[Operation.WATCH_DELETION] = "thread.register_delete_irq";
        NAMES[Operation.DEBUG] = "debugger";
        NAMES[Operation.TRAMPOLINE] = "thread.pf_trampoline";
        NAMES[Operation.MODIFY_SENDERS] = "thread.modify_senders";
    }

    private final Kernel kernel;
    private final PhysicalMemory ram;
    private final PrintStream systemCallTrace;
    private final PrintStream faultTrace;
    private final PrintStream instructionTrace;
    private final PrintStream messageTrace;
    private final Messages messages;
    private Recorder recorder;
    private final PrintStream complaints;
    private final CallTrace said;
    private final long[] calls = new long[Operation.COUNT];
    private long faults;
    private long switches;

    KernelOnBoard(Kernel kernel, Pools pools, PhysicalMemory ram, BootOptions options) {
        this.kernel = kernel;
        this.ram = ram;
        this.systemCallTrace = options.stream(BootOptions.Trace.SYSCALLS);
        this.faultTrace = options.stream(BootOptions.Trace.FAULTS);
        this.instructionTrace = options.stream(BootOptions.Trace.INSN);
        this.messageTrace = options.stream(BootOptions.Trace.IPC);
        this.messages = messageTrace == null ? null : new Messages(kernel, pools, ram);
        this.complaints = options.traceTo();
        this.said = new CallTrace(ram);
    }

    @Override
    public void trap(int cause, long syndrome, long faultAddress) {
        Thread t = kernel.current();
        if (cause == Cause.INTERRUPT) {
            kernel.trap(cause, syndrome, faultAddress);
        } else if (((int) (syndrome >>> 26) & 63) == SYSTEM_CALL) {
            said.listen(t);
            kernel.trap(cause, syndrome, faultAddress);
            called(t);
        } else {
            faulted(t, (int) (syndrome >>> 26) & 63, syndrome, faultAddress);
            kernel.trap(cause, syndrome, faultAddress);
        }
        if (kernel.current() != t) {
            switches++;
        }
        if (messageTrace != null) {
            messages.read((from, to, text) -> messageTrace.println("ipc " + (from < 0 ? "interrupt " + (-1 - from) : "thread " + from) + " -> thread " + to + " " + text));
        }
        if (recorder != null) {
            recorder.entered(t, describe(cause, syndrome, faultAddress));
        }
    }

    /** From now on every entry is recorded. */
    void record(Recorder with) {
        recorder = with;
    }

    private Recorder.Entry describe(int cause, long syndrome, long address) {
        int exceptionClass = (int) (syndrome >>> 26) & 63;
        if (cause == Cause.INTERRUPT) {
            return new Recorder.Entry('i', "interrupt", "", "");
        }
        if (exceptionClass == SYSTEM_CALL) {
            return new Recorder.Entry('c', NAMES[kernel.lastOperation()], said.asked(), result().replace(" -> ", ""));
        }
        boolean abort = exceptionClass == INSTRUCTION_ABORT || exceptionClass == DATA_ABORT;
        return new Recorder.Entry('f', abort ? "page fault" : "exception " + Wording.hex(exceptionClass),
                abort ? "at " + Wording.hex(address) + ", syndrome " + Wording.hex(syndrome) : "syndrome " + Wording.hex(syndrome), "");
    }

    private void called(Thread t) {
        int operation = kernel.lastOperation();
        calls[operation]++;
        if (operation == Operation.NONE && complaints != null) {
            said.refused(t, kernel.lastLabel(), complaints);
        }
        if (systemCallTrace != null) {
            systemCallTrace.println("syscall thread " + t.number + " " + NAMES[operation] + " (" + said.asked() + ")" + result());
        }
    }

    private void faulted(Thread t, int exceptionClass, long syndrome, long address) {
        if (exceptionClass == INSTRUCTION_ABORT || exceptionClass == DATA_ABORT) {
            faults++;
        }
        if (faultTrace != null) {
            faultTrace.println("fault thread " + t.number + " esr 0x" + Long.toHexString(syndrome) + " far 0x"
                    + Long.toHexString(address) + " pc 0x" + Long.toHexString(t.frame[Frame.PC]));
        }
    }

    private String result() {
        if (kernel.lastOperation() == Operation.IPC) {
            return "";
        }
        if (kernel.lastIpcError() != 0) {
            return " -> ipc error " + kernel.lastIpcError();
        }
        return " -> " + kernel.lastLabel();
    }

    /** Whether {@link #instruction} has to be called before each instruction. */
    boolean tracesInstructions() {
        return instructionTrace != null;
    }

    /** The next instruction will be executed. */
    void instruction() {
        Thread t = instructionTrace == null ? null : kernel.current();
        if (t == null) {
            return;
        }
        long pc = t.frame[Frame.PC];
        long word = Translation.instruction(ram, t.task(), pc);
        instructionTrace.println("insn thread " + t.number + " 0x" + Long.toHexString(pc) + (word < 0 ? " ?" : String.format(" %08x", word)));
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

    /** How often another thread, or none, ran after a kernel entry. */
    long switches() {
        return switches;
    }
}
