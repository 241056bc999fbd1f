package cairn.kernel.object;

/** What a checked {@link Call} asks for, and the fields of it that count. */
public final class Operation {
    public static final int NONE = 0;
    /** task, source, first[0], count[0], target, mask, attributes, grant. */
    public static final int MAP_PAGES = 1;
    /** task, source, first[0], count[0], target, mask, attributes, grant. */
    public static final int MAP_CAPS = 2;
    /** task, flexpages, self, destroy, message. */
    public static final int UNMAP = 3;
    /** task, slot. */
    public static final int VALID = 4;
    /** task, slot, other. */
    public static final int SAME = 5;
    /** task, flexpages. */
    public static final int ADD_KU_MEM = 6;
    /** factory, slot, flexpages (0 or 1: kernel-user memory), message. */
    public static final int CREATE_TASK = 7;
    /** factory, slot. */
    public static final int CREATE_THREAD = 8;
    /** factory, slot, bytes. */
    public static final int CREATE_FACTORY = 9;
    /** thread, flags, pager, handler, task and address when it is bound. */
    public static final int CONTROL = 10;
    /** thread, ip, sp. */
    public static final int EX_REGS = 11;
    /** thread. */
    public static final int SWITCH = 12;
    /** thread. */
    public static final int STATS = 13;
    /** thread, address. */
    public static final int SET_TPIDRRO = 14;
    public static final int INFO = 15;
    /** thread, priority, quantum. */
    public static final int RUN_THREAD = 16;
    public static final int IDLE_TIME = 17;
    /** length, message from 2 on. */
    public static final int LOG_WRITE = 18;
    /** length. */
    public static final int LOG_READ = 19;
    /** message 1 .. 3. */
    public static final int LOG_SET = 20;
    public static final int LOG_GET = 21;
    /** factory, slot, thread (null: unbound), address as label. */
    public static final int CREATE_GATE = 22;
    /** gate, thread, address as label. */
    public static final int BIND_GATE = 23;
    /** gate. */
    public static final int GATE_INFO = 24;
    /** reply, thread, gate, sends, receives, open, tag, label, rights, timeouts, absolute times. */
    public static final int IPC = 25;
    /** factory, slot. */
    public static final int CREATE_INTERRUPT = 26;
    /** factory, slot. */
    public static final int CREATE_SEMAPHORE = 27;
    /** interrupt, thread, address as label. */
    public static final int BIND_INTERRUPT = 28;
    /** interrupt. */
    public static final int DETACH = 29;
    /** interrupt. */
    public static final int TRIGGER = 30;
    /** interrupt. */
    public static final int UNMASK = 31;
    /** interrupt, receive timeout and absolute time. */
    public static final int DOWN = 32;
    /** interrupt, pin, edge. */
    public static final int BIND_PIN = 33;
    /** pin. */
    public static final int UNBIND_PIN = 34;
    /** length: number of pins. */
    public static final int ICU_INFO = 35;
    /** pin. */
    public static final int MASK_PIN = 36;
    /** pin. */
    public static final int UNMASK_PIN = 37;
    /** pin, flags as mode. */
    public static final int SET_MODE = 38;
    /** gate, bytes as number of capabilities. */
    public static final int DECREASE = 39;
    /** thread, interrupt. */
    public static final int WATCH_DELETION = 40;
    /** thread, length, message from 1 on. */
    public static final int MODIFY_SENDERS = 41;
    /** flags as {@link cairn.kernel.abi.DebuggerOp}, length, message from 1 on. */
    public static final int DEBUG = 42;
    /** thread, flags as {@link cairn.kernel.abi.Trampoline}, address. */
    public static final int TRAMPOLINE = 43;
    /** Number of operations. */
    public static final int COUNT = 44;

    private Operation() {}
}
