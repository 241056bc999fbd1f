package cairn.kernel.decode;

import cairn.kernel.object.Call;
import cairn.kernel.object.Gate;
import cairn.kernel.object.Operation;
import cairn.kernel.object.Thread;

/** An invocation that is IPC: to a thread, through a gate, or an answer. */
final class IpcDecoder {
    /** {@code thread} or {@code gate} is where it goes, both null for an answer. */
    static int decode(Allegation said, Call call, Thread thread, Gate gate, int rights) {
        call.thread = thread;
        call.gate = gate;
        call.sendRights = rights;
        call.reply = said.replies();
        call.sends = said.sends();
        call.receives = said.receives();
        call.open = said.isOpen();
        call.tag = said.tag();
        call.label = said.sendLabel();
        call.sendTimeout = said.sendTimeout();
        call.receiveTimeout = said.receiveTimeout();
        call.sendTime = said.time(call.sendTimeout);
        call.receiveTime = said.time(call.receiveTimeout);
        call.operation = Operation.IPC;
        return 0;
    }

    private IpcDecoder() {}
}
