package cairn.kernel.decode;

import cairn.kernel.abi.Failure;
import cairn.kernel.abi.GateOp;
import cairn.kernel.abi.Right;
import cairn.kernel.object.Call;
import cairn.kernel.object.Gate;
import cairn.kernel.object.Operation;

/** Calls to the server side of a gate. Binding needs the right S on the gate and on the thread. */
final class GateDecoder {
    static int decode(Allegation said, Call call, Items items, Gate gate, int rights) {
        call.gate = gate;
        switch ((int) said.message[0] & 0xffff) {
            case GateOp.BIND:
                return (rights & Right.S) == 0 ? -Failure.EPERM : bind(said, call, items);
            case GateOp.DECREASE:
                if (said.words() < 2 || said.message[1] < 0) {
                    return -Failure.EINVAL;
                }
                call.bytes = said.message[1];
                call.operation = Operation.DECREASE;
                return 0;
            case GateOp.INFO:
                call.operation = Operation.GATE_INFO;
                return 0;
            default:
                return -Failure.ENOSYS;
        }
    }

    private static int bind(Allegation said, Call call, Items items) {
        if (said.words() < 2) {
            return -Failure.EMSGTOOSHORT;
        }
        if (!isLabel(said.message[1])) {
            return -Failure.EINVAL;
        }
        int failure = items.thread(Right.S);
        if (failure == 0) {
            call.address = said.message[1];
            call.operation = Operation.BIND_GATE;
        }
        return failure;
    }

    /** The low two bits are for the rights of who sends. */
    static boolean isLabel(long word) {
        return (word & 3) == 0;
    }

    private GateDecoder() {}
}
