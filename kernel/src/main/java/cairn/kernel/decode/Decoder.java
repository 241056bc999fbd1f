package cairn.kernel.decode;

import cairn.kernel.abi.Failure;
import cairn.kernel.abi.IpcError;
import cairn.kernel.abi.Protocol;
import cairn.kernel.abi.Right;
import cairn.kernel.core.derivation.Node;
import cairn.kernel.core.irq.Pins;
import cairn.kernel.object.Call;
import cairn.kernel.object.Capabilities;
import cairn.kernel.object.Gate;
import cairn.kernel.object.Kind;
import cairn.kernel.object.Operation;
import cairn.kernel.object.Pools;
import cairn.kernel.object.Thread;

/**
 * From an {@link Allegation} to a checked {@link Call}, or to the error that the ABI has for it.
 *
 * <p>Results of every method here: 0, a {@link Failure} as negative number (answered as the label), or an {@link IpcError} as
 * positive number (answered in the UTCB).
 */
public final class Decoder {
    private final Allegation said;
    private final Call call;
    private final Pools pools;
    private final Items items;
    private final Pins pins;
    private int spoken;

    public Decoder(Allegation said, Call call, Pools pools, Pins pins) {
        this.pins = pins;
        this.said = said;
        this.call = call;
        this.pools = pools;
        this.items = new Items(said, call, pools);
    }

    /** Decodes what was alleged in the name of {@code caller}. */
    public int decode(Thread caller) {
        call.operation = Operation.NONE;
        call.awaited = null;
        call.caller = caller;
        call.replySlot = said.namesReplySlot() ? caller.task().reply(said.index()) : caller.replySlot();
        if (said.replies()) {
            if (!said.sends() && said.isOpen() && call.replySlot == null) {
                return IpcError.NO_REPLY_SLOT | IpcError.RECEIVE; // whoever called then would never be answered
            }
            return IpcDecoder.decode(said, call, null, null, 0);
        }
        if (said.self()) {
            return call.replySlot == null && said.isOpen() ? IpcError.NO_REPLY_SLOT | IpcError.RECEIVE
                    : thread(caller, Right.W | Right.S | Right.R);
        }
        Node n = Capabilities.find(caller.task(), said.index());
        if (n == null) {
            return IpcError.NOT_EXISTENT;
        }
        int rights = n.rights();
        if (n.kind() == Kind.THREAD) {
            return thread(pools.thread(n.number()), rights);
        }
        if (n.kind() == Kind.GATE) {
            return gate(pools.gate(n.number()), rights);
        }
        if (n.kind() == Kind.INTERRUPT && !pools.interrupt(n.number()).isSemaphore()) {
            call.awaited = pools.interrupt(n.number());
        }
        if (!said.sends()) {
            return receiveOnly();
        }
        switch (n.kind()) {
            case Kind.TASK:
                return checked(Protocol.TASK) ? TaskDecoder.decode(said, call, items, pools.task(n.number()), rights) : refused();
            case Kind.FACTORY:
                return checked(Protocol.FACTORY) ? FactoryDecoder.decode(said, call, items, pools.factory(n.number()), rights) : refused();
            case Kind.INTERRUPT:
                return InterruptDecoder.decode(said, call, items, pools.interrupt(n.number()), rights);
            case Kind.ICU:
                return checked(Protocol.IRQ) ? InterruptDecoder.icu(said, call, items, 0, pins.size(), false) : refused();
            case Kind.SCHEDULER:
                return scheduler();
            case Kind.DEBUGGER:
                return checked(Protocol.DEBUGGER) ? LogDecoder.debug(said, call) : refused();
            default:
                return log(rights);
        }
    }

    private int scheduler() {
        if (said.label() == Protocol.IRQ) {
            return whole() ? InterruptDecoder.icu(said, call, items, pins.scheduler(), 1, true) : malformed();
        }
        return checked(Protocol.SCHEDULER) ? SchedulerDecoder.decode(said, call, items) : refused();
    }

    private int log(int rights) {
        if (said.label() == Protocol.IRQ) {
            return whole() ? InterruptDecoder.icu(said, call, items, pins.console(), 1, true) : malformed();
        }
        return checked(Protocol.LOG) ? LogDecoder.decode(said, call, rights) : refused();
    }

    private int thread(Thread t, int rights) {
        if (!said.sends() || said.label() != Protocol.THREAD) {
            return IpcDecoder.decode(said, call, t, null, rights);
        }
        return whole() ? ThreadDecoder.decode(said, call, items, t, rights) : malformed();
    }

    private int gate(Gate g, int rights) {
        if (!said.sends() || said.label() != Protocol.KOBJECT || (rights & Right.SERVER) == 0) {
            return IpcDecoder.decode(said, call, null, g, rights);
        }
        return whole() ? GateDecoder.decode(said, call, items, g, rights) : malformed();
    }

    /**
     * A receive phase without a send phase, or behind an operation that has no reply. Unless it is open the caller waits for the interrupt
     * object that it invoked, or, as other objects of the kernel send nothing, for itself alone, as long as the timeout says.
     */
    public int receiveOnly() {
        IpcDecoder.decode(said, call, call.caller, null, Right.W | Right.S | Right.R);
        call.sends = false;
        return 0;
    }

    private boolean checked(int protocol) {
        spoken = protocol;
        return said.label() == protocol && whole();
    }

    /** What was not {@link #checked}: another protocol than the last that was asked for, or that and malformed. */
    private int refused() {
        return said.label() == spoken ? malformed() : -Failure.EBADPROTO;
    }

    private boolean whole() {
        return said.fits() && said.words() > 0;
    }

    private int malformed() {
        return said.fits() ? -Failure.EMSGTOOSHORT : -Failure.EINVAL;
    }
}
