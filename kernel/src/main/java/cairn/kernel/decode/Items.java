package cairn.kernel.decode;

import cairn.kernel.abi.Failure;
import cairn.kernel.abi.IpcError;
import cairn.kernel.abi.Item;
import cairn.kernel.core.derivation.Node;
import cairn.kernel.core.message.Fields;
import cairn.kernel.object.Call;
import cairn.kernel.object.Capabilities;
import cairn.kernel.object.Flexpages;
import cairn.kernel.object.Kind;
import cairn.kernel.object.Pools;

/** Typed items that name a kernel object. The rights that count are those of the capability, whatever the flexpage says. */
final class Items {
    private final Allegation said;
    private final Call call;
    private final Pools pools;

    Items(Allegation said, Call call, Pools pools) {
        this.said = said;
        this.call = call;
        this.pools = pools;
    }

    /** The first item must name a task with {@code needed} rights; 0 or a failure. */
    int task(int needed) {
        int failure = check(Kind.TASK, needed);
        if (failure == 0) {
            call.source = pools.task(node().number());
        }
        return failure;
    }

    /** The rights on the task that {@link #task} found. */
    int taskRights() {
        return node().rights();
    }

    /** The first item must name a thread with {@code needed} rights; 0 or a failure. */
    int thread(int needed) {
        int failure = check(Kind.THREAD, needed);
        if (failure == 0) {
            call.thread = pools.thread(node().number());
        }
        return failure;
    }

    /** The first item must name an interrupt object or semaphore with {@code needed} rights; 0 or a failure. */
    int interrupt(int needed) {
        int failure = check(Kind.INTERRUPT, needed);
        if (failure == 0) {
            call.interrupt = pools.interrupt(node().number());
        }
        return failure;
    }

    private Node node() {
        return Capabilities.find(call.caller.task(), Fields.index(said.flexpage(0)));
    }

    private int check(int kind, int needed) {
        long flexpage = said.flexpage(0);
        if (said.items() < 1 || (said.item(0) & Item.MAP) == 0) {
            return -Failure.EINVAL;
        }
        if (!Flexpages.isObject(flexpage)) {
            return IpcError.OVERFLOW;
        }
        Node n = node();
        if (n == null || n.kind() != kind) {
            return -Failure.EINVAL;
        }
        return (n.rights() & needed) == needed ? 0 : -Failure.EPERM;
    }
}
