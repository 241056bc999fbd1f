package cairn.kernel.decode;

import cairn.kernel.abi.Failure;
import cairn.kernel.abi.IpcError;
import cairn.kernel.abi.Protocol;
import cairn.kernel.abi.Right;
import cairn.kernel.core.derivation.Node;
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

    public Decoder(Allegation said, Call call, Pools pools) {
        this.said = said;
        this.call = call;
        this.pools = pools;
        this.items = new Items(said, call, pools);
    }

    /** Decodes what was alleged in the name of {@code caller}. */
    public int decode(Thread caller) {
        call.operation = Operation.NONE;
        call.caller = caller;
        if (said.replies()) {
            return said.namesReplySlot() ? IpcError.NOT_EXISTENT : IpcDecoder.decode(said, call, null, null, 0);
        }
        if (said.self()) {
            return thread(caller, Right.W | Right.S | Right.R);
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
        if (!said.sends()) {
            return noPartner();
        }
        if (n.kind() == Kind.TASK) {
            return checked(Protocol.TASK) ? TaskDecoder.decode(said, call, items, pools.task(n.number()), rights) : refused();
        }
        if (n.kind() == Kind.FACTORY) {
            return checked(Protocol.FACTORY) ? FactoryDecoder.decode(said, call, items, pools.factory(n.number()), rights) : refused();
        }
        if (n.kind() == Kind.SCHEDULER) {
            return checked(Protocol.SCHEDULER) ? SchedulerDecoder.decode(said, call, items) : refused();
        }
        return checked(Protocol.LOG) ? LogDecoder.decode(said, call, rights) : refused();
    }

    private int thread(Thread t, int rights) {
        if (!said.sends() || said.label() != Protocol.THREAD) {
            return IpcDecoder.decode(said, call, t, null, rights);
        }
        return said.fits() && said.words() > 0 ? ThreadDecoder.decode(said, call, items, t, rights) : -Failure.EINVAL;
    }

    private int gate(Gate g, int rights) {
        if (!said.sends() || said.label() != Protocol.KOBJECT || (rights & Right.SERVER) == 0) {
            return IpcDecoder.decode(said, call, null, g, rights);
        }
        return said.fits() && said.words() > 0 ? GateDecoder.decode(said, call, items, g, rights) : -Failure.EINVAL;
    }

    /** A receive phase without a send phase: objects of the kernel send nothing. */
    private static int noPartner() {
        return IpcError.NOT_EXISTENT | IpcError.RECEIVE;
    }

    private boolean checked(int protocol) {
        return said.label() == protocol && said.fits() && said.words() > 0;
    }

    private int refused() {
        return said.fits() && said.words() > 0 ? -Failure.EBADPROTO : -Failure.EINVAL;
    }
}
