package cairn.kernel.object;

import cairn.kernel.abi.Flexpage;
import cairn.kernel.abi.IpcError;
import cairn.kernel.abi.Item;
import cairn.kernel.abi.Right;
import cairn.kernel.abi.Tag;
import cairn.kernel.abi.Utcb;
import cairn.kernel.core.capability.CapSpace;
import cairn.kernel.core.derivation.Node;
import cairn.kernel.core.memory.AddressSpace;
import cairn.kernel.core.message.Fields;
import cairn.kernel.hil.Frame;
import cairn.kernel.hil.Ram;

/**
 * What goes over from a sender to a receiver: words from UTCB to UTCB, then memory and capabilities into the receiver's buffers. [ABI
 * sections 5 and 8]
 *
 * <p>The UTCB of a thread that met a fault is neither read nor written: its message comes from its registers, what it receives of words
 * goes nowhere or into its registers, and it receives memory anywhere.
 */
public final class Transfer {
    /** Words of an exception message: 0, x0 .. x30, 0, ESR, FAR, SP, PC, PSTATE, TPIDRRO, TPIDR. */
    static final int EXCEPTION_WORDS = 40;
    private static final int INSTRUCTION_ABORT = 0x20;
    private static final int TRANSLATION = 1;
    private static final long WRITTEN = 1 << 6;
    static final long NZCV = 0xf000_0000L;

    private final Ram ram;
    private final Pools pools;
    private final Pages pages;
    private final Capabilities capabilities;

    // One transfer: positions of the next memory and object buffer, and the buffer in use: where it puts things.
    private int memoryBuffer;
    private int objectBuffer;
    private Task into;
    private long window;
    private long windowSize;
    private boolean windowMemory;
    private boolean receivesLabel;

    public Transfer(Ram ram, Pools pools, Pages pages, Capabilities capabilities) {
        this.ram = ram;
        this.pools = pools;
        this.pages = pages;
        this.capabilities = capabilities;
    }

    /** 0 or an {@link IpcError} of the send phase; items before the one that failed have gone over. */
    int run(Thread s, Thread r) {
        int words = Fields.words(s.tag);
        int items = Fields.items(s.tag);
        if (r.fault == Thread.NO_FAULT) {
            for (int i = 0; i < words && i < Utcb.MESSAGE_WORDS; i++) {
                ram.store(r.utcb + Utcb.MESSAGE + 8L * i, word(s, i));
            }
        } else if (r.fault == Thread.EXCEPTION && words >= EXCEPTION_WORDS) {
            restore(s, r);
        }
        if ((s.tag & Tag.TRANSFER_FPU) != 0 && (s.rights & Right.W) != 0 && takesVectors(r)) {
            for (int i = 0; i < Thread.VECTOR_WORDS; i++) {
                r.vectors[i] = s.vectors[i];
            }
        }
        if (items == 0) {
            return 0;
        }
        if (words + 2 * items > Utcb.MESSAGE_WORDS) {
            return IpcError.OVERFLOW;
        }
        long descriptor = ram.load(r.utcb + Utcb.DESCRIPTOR);
        memoryBuffer = Fields.memoryBuffer(descriptor);
        objectBuffer = Fields.objectBuffer(descriptor);
        return items(s, r, words, items);
    }

    /** Whether {@code r} is willing to get the sender's vector registers: its handler's it always is. */
    private boolean takesVectors(Thread r) {
        return r.fault == Thread.NO_FAULT ? (ram.load(r.utcb + Utcb.DESCRIPTOR) & Utcb.INHERIT_FPU) != 0 : r.fault == Thread.EXCEPTION;
    }

    private int items(Thread s, Thread r, int words, int items) {
        boolean compound = false;
        for (int i = 0; i < items; i++) {
            int at = words + 2 * i;
            long item = word(s, at);
            long flexpage = word(s, at + 1);
            boolean memory = Flexpages.isMemory(flexpage);
            if ((item & Item.MAP) == 0 || !memory && !Flexpages.isObject(flexpage)) {
                received(r, at, item == 0 ? 0 : returned(item, flexpage, Item.NOTHING));
            } else {
                if (!(compound ? windowFits(memory) : next(r, memory))) {
                    return IpcError.OVERFLOW;
                }
                int code = memory ? memory(s, r, at, item, flexpage) : object(s, r, at, item, flexpage);
                if (code != 0) {
                    return code;
                }
                compound = (item & Item.COMPOUND) != 0;
            }
        }
        return 0;
    }

    private boolean windowFits(boolean memory) {
        return windowMemory == memory;
    }

    /** Takes the next buffer for memory or for capabilities; false when there is none that fits. */
    private boolean next(Thread r, boolean memory) {
        into = r.task;
        receivesLabel = false;
        windowMemory = memory;
        window = 0;
        windowSize = memory ? AddressSpace.PAGES : CapSpace.CAPABILITIES;
        if (r.fault != Thread.NO_FAULT) {
            return memory;
        }
        int at = memory ? memoryBuffer : objectBuffer;
        long buffer = buffer(r, at);
        if ((buffer & Item.MAP) == 0) {
            return false;
        }
        if ((buffer & Item.SMALL) != 0) {
            window = Fields.index(buffer);
            windowSize = 1;
            receivesLabel = (buffer & Item.RECEIVE_ID) != 0;
            at = at + 1;
            if (memory || window >= CapSpace.CAPABILITIES) {
                return false;
            }
        } else {
            if (!range(buffer(r, at + 1), memory)) {
                return false;
            }
            at = at + 2;
        }
        if ((buffer & Item.FORWARD) != 0) {
            if (!forward(r, buffer(r, at))) {
                return false;
            }
            at = at + 1;
        }
        if (memory) {
            memoryBuffer = at;
        } else {
            objectBuffer = at;
        }
        return true;
    }

    private boolean range(long flexpage, boolean memory) {
        boolean all = Fields.type(flexpage) == Flexpage.SPECIAL && Flexpages.order(flexpage) == Flexpage.WHOLE;
        if (all) {
            return true;
        }
        boolean fits = memory ? Flexpages.isMemory(flexpage) : Flexpages.isObject(flexpage);
        if (!fits || Flexpages.first(flexpage) < 0) {
            return false;
        }
        window = Flexpages.first(flexpage);
        windowSize = Flexpages.count(flexpage);
        return true;
    }

    private boolean forward(Thread r, long selector) {
        Node n = Capabilities.find(r.task, Fields.index(selector));
        if (n == null || n.kind() != Kind.TASK || (n.rights() & Right.W) == 0) {
            return false;
        }
        into = pools.task(n.number());
        return true;
    }

    private long buffer(Thread r, int i) {
        return i < Utcb.BUFFER_WORDS ? ram.load(r.utcb + Utcb.BUFFER + 8L * i) : 0;
    }

    private int memory(Thread s, Thread r, int at, long item, long flexpage) {
        long from = Flexpages.first(flexpage);
        if (from < 0) {
            received(r, at, returned(item, flexpage, Item.NOTHING));
            return 0;
        }
        long count = count(flexpage);
        int rights = Flexpages.rights(flexpage) & Right.PAGE;
        int attributes = (item & Item.SET) == 0 ? Pages.INHERIT : (int) (item & Item.ATTRIBUTES) >> 4;
        long before = pages.mapped();
        if (rights != 0) {
            int failure = pages.map(s.task, from + skipped(item, flexpage), count, into, target(item, flexpage), rights | Right.USER,
                    attributes, (item & Item.GRANT) != 0);
            if (failure != 0) {
                return IpcError.MAP_FAILED;
            }
        }
        received(r, at, returned(item, flexpage, pages.mapped() == before ? Item.NOTHING : 0));
        return 0;
    }

    private int object(Thread s, Thread r, int at, long item, long flexpage) {
        long from = Flexpages.first(flexpage);
        if (from < 0) {
            received(r, at, returned(item, flexpage, Item.NOTHING));
            return 0;
        }
        from = from + skipped(item, flexpage);
        int mask = Flexpages.rights(flexpage) | (int) item & Right.OBJECT;
        if ((s.rights & Right.S) == 0) {
            mask = mask & ~Right.S;
        }
        if (receivesLabel && s.task == r.task) {
            received(r, at, returned(item, flexpage, Item.FLEXPAGE));
            received(r, at + 1, flexpage);
            return 0;
        }
        Gate gate = receivesLabel ? gate(s.task, from) : null;
        if (gate != null && gate.thread != null && gate.thread.task == r.task) {
            received(r, at, returned(item, flexpage, Item.GATE_LABEL));
            received(r, at + 1, gate.label | Capabilities.find(s.task, from).rights() & mask & (Right.W | Right.S));
            return 0;
        }
        long before = capabilities.mapped();
        int failure = capabilities.map(s.task, from, count(flexpage), into, target(item, flexpage), mask, Capabilities.attributes(item),
                (item & Item.GRANT) != 0);
        if (failure != 0) {
            return IpcError.MAP_FAILED;
        }
        received(r, at, returned(item, flexpage, capabilities.mapped() == before ? Item.NOTHING : 0));
        return 0;
    }

    private Gate gate(Task t, long index) {
        Node n = Capabilities.find(t, index);
        return n != null && n.kind() == Kind.GATE ? pools.gate(n.number()) : null;
    }

    // ---- a send area and a receive window of different size: the send base says which part meets which ---------------

    private long count(long flexpage) {
        long count = Flexpages.count(flexpage);
        return count < windowSize ? count : windowSize;
    }

    /** Where in the send area the part begins that goes over. */
    private long skipped(long item, long flexpage) {
        long size = Flexpages.count(flexpage);
        return size <= windowSize ? 0 : Fields.index(item) & size - 1 & -windowSize;
    }

    /** Where it goes. */
    private long target(long item, long flexpage) {
        long size = Flexpages.count(flexpage);
        return size > windowSize ? window : window + (Fields.index(item) & windowSize - 1 & -size);
    }

    private static long returned(long item, long flexpage, int kind) {
        return item & ~(long) (Item.SENT | Item.KIND) | flexpage & Item.SENT | Item.MAP | kind;
    }

    private void received(Thread r, int at, long word) {
        if (r.fault == Thread.NO_FAULT) {
            ram.store(r.utcb + Utcb.MESSAGE + 8L * at, word);
        }
    }

    // ---- messages of the kernel --------------------------------------------------------------------------------------

    /** Message word {@code i} of {@code s}. */
    private long word(Thread s, int i) {
        if (s.fault == Thread.NO_FAULT) {
            return ram.load(s.utcb + Utcb.MESSAGE + 8L * i);
        }
        return s.fault == Thread.PAGE_FAULT ? pageFault(s, i) : exception(s, i);
    }

    /** Address, what kind of access failed and how; then the program counter. */
    static long pageFault(Thread s, int i) {
        if (i != 0) {
            return s.frame[Frame.PC];
        }
        long word = s.faultAddress & ~7L;
        if ((s.syndrome >>> 2 & 15) == TRANSLATION) {
            word = word | 1;
        }
        if ((s.syndrome >>> 26 & 63) == INSTRUCTION_ABORT) {
            return word | 4;
        }
        return (s.syndrome & WRITTEN) == 0 ? word : word | 2;
    }

    static long exception(Thread s, int i) {
        if (i >= 1 && i <= 31) {
            return s.frame[i - 1];
        }
        switch (i) {
            case 33:
                return s.syndrome;
            case 34:
                return s.faultAddress;
            case 35:
                return s.frame[Frame.SP];
            case 36:
                return s.frame[Frame.PC];
            case 37:
                return s.frame[Frame.PSTATE];
            case 38:
                return s.frame[Frame.TPIDRRO];
            case 39:
                return s.frame[Frame.TPIDR];
            default:
                return 0;
        }
    }

    /** The registers of {@code r} as the handler's message has them; of the processor state only what a program may set. */
    private void restore(Thread s, Thread r) {
        for (int i = 0; i < 31; i++) {
            r.frame[i] = word(s, i + 1);
        }
        r.frame[Frame.SP] = word(s, 35);
        r.frame[Frame.PC] = word(s, 36);
        r.frame[Frame.PSTATE] = word(s, 37) & NZCV;
        r.frame[Frame.TPIDRRO] = word(s, 38);
        r.frame[Frame.TPIDR] = word(s, 39);
    }
}
