package cairn.kernel.decode;

import cairn.kernel.abi.DebuggerOp;
import cairn.kernel.abi.Failure;
import cairn.kernel.abi.LogOp;
import cairn.kernel.abi.Right;
import cairn.kernel.object.Call;
import cairn.kernel.object.Operation;

/** Calls to the log, where reading needs the right W, as on the reference kernel, and to the debugger, which writes there too. */
final class LogDecoder {
    static int decode(Allegation said, Call call, int rights) {
        switch ((int) said.message[0] & 0xffff) {
            case LogOp.WRITE:
                return write(said, call);
            case LogOp.READ:
                if ((rights & Right.W) == 0) {
                    return -Failure.EPERM;
                }
                long max = said.message[0] >>> 16 & 0xffff;
                call.length = max > LogOp.MAX_BYTES ? LogOp.MAX_BYTES : (int) max;
                call.operation = Operation.LOG_READ;
                return 0;
            case LogOp.SET_ATTRIBUTES:
                if (said.words() < 4) {
                    return -Failure.EINVAL;
                }
                TaskDecoder.keep(said, call);
                call.operation = Operation.LOG_SET;
                return 0;
            case LogOp.GET_ATTRIBUTES:
                call.operation = Operation.LOG_GET;
                return 0;
            default:
                return -Failure.ENOSYS;
        }
    }

    /** As many bytes as are claimed, as the ABI allows and as the message has. */
    private static int write(Allegation said, Call call) {
        if (said.words() < 2) {
            return -Failure.EINVAL;
        }
        long length = said.message[1];
        long there = (said.words() - 2) * 8L;
        long most = there < LogOp.MAX_BYTES ? there : LogOp.MAX_BYTES;
        call.length = (int) (length < 0 || length > most ? most : length);
        TaskDecoder.keep(said, call);
        call.operation = Operation.LOG_WRITE;
        return 0;
    }

    static int debug(Allegation said, Call call) {
        int operation = (int) said.message[0] & 0xffff;
        if (operation > DebuggerOp.DECIMAL && operation != DebuggerOp.SET_NAME) {
            return -Failure.ENOSYS;
        }
        if (operation != DebuggerOp.SET_NAME && write(said, call) != 0) {
            return -Failure.EMSGTOOSHORT;
        }
        call.flags = operation;
        call.operation = Operation.DEBUG;
        return 0;
    }

    private LogDecoder() {}
}
