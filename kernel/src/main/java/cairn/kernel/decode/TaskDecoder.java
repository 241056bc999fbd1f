package cairn.kernel.decode;

import cairn.kernel.abi.Failure;
import cairn.kernel.abi.Flexpage;
import cairn.kernel.abi.Item;
import cairn.kernel.abi.Right;
import cairn.kernel.abi.TaskOp;
import cairn.kernel.abi.Unmap;
import cairn.kernel.core.message.Fields;
import cairn.kernel.object.Call;
import cairn.kernel.object.Capabilities;
import cairn.kernel.object.Flexpages;
import cairn.kernel.object.Operation;
import cairn.kernel.object.Pages;
import cairn.kernel.object.Task;

/** Calls to a task. Map, unmap and kernel-user memory need the right W; so does the source of a map. */
final class TaskDecoder {
    static int decode(Allegation said, Call call, Items items, Task task, int rights) {
        call.task = task;
        switch ((int) said.message[0] & 0xffff) {
            case TaskOp.MAP:
                return (rights & Right.W) == 0 ? -Failure.EPERM : map(said, call, items, rights);
            case TaskOp.UNMAP:
                return (rights & Right.W) == 0 ? -Failure.EPERM : unmap(said, call);
            case TaskOp.CAP_INFO:
                return capInfo(said, call);
            case TaskOp.ADD_KU_MEM:
                return (rights & Right.W) == 0 ? -Failure.EPERM : addKernelUserMemory(said, call);
            default:
                return -Failure.ENOSYS;
        }
    }

    private static int map(Allegation said, Call call, Items items, int rights) {
        if (said.words() < 3) {
            return -Failure.EINVAL;
        }
        int failure = items.task(Right.W);
        if (failure != 0) {
            return failure;
        }
        long item = said.message[1];
        long flexpage = said.message[2];
        if (!range(call, 0, flexpage)) {
            return -Failure.EINVAL;
        }
        call.target = Flexpages.target(flexpage, item);
        if (call.target < 0) {
            return -Failure.EINVAL;
        }
        call.grant = (item & Item.GRANT) != 0;
        if (Flexpages.isMemory(flexpage)) {
            call.mask = Flexpages.rights(flexpage) & Right.PAGE | Right.USER;
            call.attributes = (item & Item.SET) == 0 ? Pages.INHERIT : (int) (item & Item.ATTRIBUTES) >> 4;
            call.operation = Operation.MAP_PAGES;
        } else {
            call.mask = Flexpages.rights(flexpage) | (int) item & Right.OBJECT;
            if ((rights & items.taskRights() & Right.S) == 0) {
                call.mask = call.mask & ~Right.S; // both tasks must be held strongly for a strong capability to pass
            }
            call.attributes = Capabilities.attributes(item);
            call.operation = Operation.MAP_CAPS;
        }
        return 0;
    }

    private static int unmap(Allegation said, Call call) {
        call.flexpages = said.words() - 2;
        if (call.flexpages < 1) {
            return -Failure.EINVAL;
        }
        for (int i = 0; i < call.flexpages; i++) {
            if (!range(call, i, said.message[2 + i])) {
                return -Failure.EINVAL;
            }
        }
        long mask = said.message[1];
        call.self = (mask & Unmap.SELF) != 0;
        call.destroy = (mask & Unmap.DELETE) != 0;
        keep(said, call);
        call.operation = Operation.UNMAP;
        return 0;
    }

    private static int capInfo(Allegation said, Call call) {
        if (said.words() != 2 && said.words() != 3) {
            return -Failure.EINVAL;
        }
        call.slot = Fields.index(said.message[1]);
        call.operation = Operation.VALID;
        if (said.words() == 3) {
            call.other = Fields.index(said.message[2]);
            call.operation = Operation.SAME;
        }
        return 0;
    }

    private static int addKernelUserMemory(Allegation said, Call call) {
        call.flexpages = said.words() - 1;
        if (call.flexpages < 1) {
            return -Failure.EINVAL;
        }
        for (int i = 0; i < call.flexpages; i++) {
            if (!Flexpages.isArea(said.message[1 + i]) || !range(call, i, said.message[1 + i])) {
                return -Failure.EINVAL;
            }
        }
        keep(said, call);
        call.operation = Operation.ADD_KU_MEM;
        return 0;
    }

    /** Puts a flexpage of memory or capabilities into place {@code i} of the call; false when it is neither or not in its space. */
    static boolean range(Call call, int i, long flexpage) {
        long first = Flexpages.first(flexpage);
        if (first < 0) {
            return false;
        }
        call.type[i] = Flexpages.isMemory(flexpage) ? Flexpage.MEMORY : Flexpage.OBJECT;
        call.first[i] = first;
        call.count[i] = Flexpages.count(flexpage);
        call.rights[i] = Flexpages.rights(flexpage);
        return true;
    }

    /** Keeps the words of the message for the operation. */
    static void keep(Allegation said, Call call) {
        for (int i = 0; i < said.words(); i++) {
            call.message[i] = said.message[i];
        }
    }

    private TaskDecoder() {}
}
