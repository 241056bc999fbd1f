package cairn.kernel.decode;

import cairn.kernel.abi.Failure;
import cairn.kernel.abi.IpcError;
import cairn.kernel.abi.Protocol;
import cairn.kernel.abi.Right;
import cairn.kernel.core.capability.CapSpace;
import cairn.kernel.object.Call;
import cairn.kernel.object.Factory;
import cairn.kernel.object.Flexpages;
import cairn.kernel.object.Operation;

/** Calls to a factory. Creation needs the right S and an object receive buffer. */
final class FactoryDecoder {
    static int decode(Allegation said, Call call, Items items, Factory factory, int rights) {
        call.factory = factory;
        if ((rights & Right.S) == 0) {
            return -Failure.EPERM;
        }
        call.slot = said.buffer();
        if (call.slot < 0) {
            return IpcError.OVERFLOW | IpcError.RECEIVE;
        }
        if (call.slot >= CapSpace.CAPABILITIES) {
            return -Failure.EINVAL;
        }
        long what = said.message[0];
        if (what == Protocol.TASK) {
            return task(said, call);
        }
        if (what == Protocol.THREAD) {
            call.operation = Operation.CREATE_THREAD;
            return 0;
        }
        if (what == Protocol.GATE || what == Protocol.KOBJECT) {
            return gate(said, call, items);
        }
        if (what == Protocol.FACTORY) {
            return factory(said, call);
        }
        if (what == Protocol.IRQ_SENDER || what == Protocol.SEMAPHORE) {
            call.operation = what == Protocol.SEMAPHORE ? Operation.CREATE_SEMAPHORE : Operation.CREATE_INTERRUPT;
            return 0;
        }
        return -Failure.ENODEV;
    }

    /** An account of nothing, or of more than there can be, is memory that nobody has. */
    private static int factory(Allegation said, Call call) {
        if (said.words() < 3) {
            return -Failure.EMSGTOOSHORT;
        }
        if (said.words() > 3 || said.items() != 0) {
            return -Failure.EMSGTOOLONG;
        }
        if (said.message[2] <= 0) {
            return -Failure.ENOMEM;
        }
        call.bytes = said.message[2];
        call.operation = Operation.CREATE_FACTORY;
        return 0;
    }

    /** With a thread it is bound, and must have a label; without, what stands there counts only if it is one. */
    private static int gate(Allegation said, Call call, Items items) {
        call.thread = null;
        call.address = said.words() >= 3 && GateDecoder.isLabel(said.message[2]) ? said.message[2] : 0;
        if (said.items() != 0) {
            int failure = items.thread(Right.S);
            if (failure != 0) {
                return failure;
            }
            if (said.words() < 3) {
                return -Failure.EMSGTOOSHORT;
            }
            if (!GateDecoder.isLabel(said.message[2])) {
                return -Failure.EINVAL;
            }
        }
        call.operation = Operation.CREATE_GATE;
        return 0;
    }

    private static int task(Allegation said, Call call) {
        if (said.words() != 3) {
            return -Failure.EINVAL;
        }
        long area = said.message[2];
        call.flexpages = 0;
        if (area != 0) {
            if (!Flexpages.isArea(area)) {
                return -Failure.EINVAL;
            }
            TaskDecoder.range(call, 0, area);
            call.flexpages = 1;
        }
        TaskDecoder.keep(said, call);
        call.operation = Operation.CREATE_TASK;
        return 0;
    }

    private FactoryDecoder() {}
}
