package cairn.kernel.decode;

import cairn.kernel.abi.Control;
import cairn.kernel.abi.Failure;
import cairn.kernel.abi.Right;
import cairn.kernel.abi.ThreadOp;
import cairn.kernel.abi.Trampoline;
import cairn.kernel.core.message.Fields;
import cairn.kernel.object.Call;
import cairn.kernel.object.Operation;
import cairn.kernel.object.Thread;

/** Calls to a thread. Control, exchange of registers and thread pointer need the right S. */
final class ThreadDecoder {
    static int decode(Allegation said, Call call, Items items, Thread thread, int rights) {
        call.thread = thread;
        int operation = (int) said.message[0] & 0xffff;
        if (operation == ThreadOp.SWITCH) {
            call.operation = Operation.SWITCH;
            return 0;
        }
        if (operation == ThreadOp.STATS) {
            call.operation = Operation.STATS;
            return 0;
        }
        if (operation == ThreadOp.WATCH_DELETION) {
            return watcher(call, items);
        }
        if (operation == ThreadOp.MODIFY_SENDERS) {
            call.length = said.words();
            TaskDecoder.keep(said, call);
            call.operation = Operation.MODIFY_SENDERS;
            return 0;
        }
        if ((rights & Right.S) == 0) {
            return -Failure.EPERM;
        }
        switch (operation) {
            case ThreadOp.CONTROL:
                return control(said, call, items);
            case ThreadOp.EX_REGS:
                return exchange(said, call);
            case ThreadOp.TRAMPOLINE:
                return trampoline(said, call);
            case ThreadOp.SET_TPIDRRO:
                if (said.words() < 2) {
                    return -Failure.EINVAL;
                }
                call.address = said.message[1];
                call.operation = Operation.SET_TPIDRRO;
                return 0;
            default:
                return -Failure.ENOSYS;
        }
    }

    private static int watcher(Call call, Items items) {
        int failure = items.interrupt(Right.W);
        if (failure == 0) {
            call.operation = Operation.WATCH_DELETION;
        }
        return failure;
    }

    private static int control(Allegation said, Call call, Items items) {
        if (said.words() < 6) {
            return -Failure.EINVAL;
        }
        call.flags = said.message[0];
        call.pager = Fields.index(said.message[1]);
        call.handler = Fields.index(said.message[2]);
        call.alien = (said.message[4] & Control.ALIEN) != 0;
        call.address = said.message[5];
        if ((call.flags & Control.BIND) != 0) {
            int failure = items.task(Right.S);
            if (failure != 0) {
                return failure;
            }
            call.task = call.source;
        }
        call.operation = Operation.CONTROL;
        return 0;
    }

    private static int exchange(Allegation said, Call call) {
        if (said.words() != 3) {
            return -Failure.EINVAL;
        }
        call.flags = said.message[0];
        call.ip = said.message[1];
        call.sp = said.message[2];
        call.operation = Operation.EX_REGS;
        return 0;
    }

    private static int trampoline(Allegation said, Call call) {
        call.flags = said.message[0] & Trampoline.DO;
        boolean own = call.flags == Trampoline.RESUME || call.flags == Trampoline.REFLECT;
        if (call.flags > Trampoline.ENABLE) {
            return -Failure.ENOSYS;
        }
        if (own && call.thread != call.caller || call.flags == Trampoline.SETUP && said.words() < 2) {
            return -Failure.EINVAL;
        }
        call.address = said.message[1];
        call.operation = Operation.TRAMPOLINE;
        return 0;
    }

    private ThreadDecoder() {}
}
