package cairn.kernel.decode;

import cairn.kernel.abi.Failure;
import cairn.kernel.abi.IcuOp;
import cairn.kernel.abi.IrqOp;
import cairn.kernel.abi.Protocol;
import cairn.kernel.abi.Right;
import cairn.kernel.object.Call;
import cairn.kernel.object.Interrupt;
import cairn.kernel.object.Operation;

/**
 * Calls to interrupt objects, semaphores and the interrupt controller. Binding, detaching and down need the right S; to hang an interrupt
 * object on a pin needs W on it. Hitting one needs nothing but to have it.
 */
final class InterruptDecoder {
    static int decode(Allegation said, Call call, Items items, Interrupt interrupt, int rights) {
        call.interrupt = interrupt;
        if (!said.fits()) {
            return -Failure.EINVAL;
        }
        int operation = (int) said.message[0] & 0xffff;
        if (said.words() == 0) {
            if (said.label() != Protocol.IRQ) {
                return -Failure.EINVAL;
            }
            operation = IrqOp.TRIGGER;
        }
        if (said.label() == Protocol.IRQ) {
            return irq(call, operation);
        }
        if (said.label() == Protocol.KOBJECT && !interrupt.isSemaphore()) {
            return operation == IrqOp.BIND ? bind(said, call, items, rights) : -Failure.ENOSYS;
        }
        if (said.label() == Protocol.IRQ_SENDER && !interrupt.isSemaphore()) {
            return operation == IrqOp.DETACH ? strong(call, rights, Operation.DETACH) : -Failure.ENOSYS;
        }
        if (said.label() == Protocol.SEMAPHORE && interrupt.isSemaphore()) {
            call.receiveTimeout = said.receiveTimeout();
            call.receiveTime = said.time(call.receiveTimeout);
            return operation == IrqOp.DOWN ? strong(call, rights, Operation.DOWN) : -Failure.ENOSYS;
        }
        return -Failure.EBADPROTO;
    }

    private static int irq(Call call, int operation) {
        switch (operation) {
            case IrqOp.TRIGGER:
                call.operation = Operation.TRIGGER;
                return 0;
            case IrqOp.UNMASK:
                call.operation = Operation.UNMASK;
                return 0;
            default:
                return -Failure.ENOSYS;
        }
    }

    private static int strong(Call call, int rights, int operation) {
        if ((rights & Right.S) == 0) {
            return -Failure.EPERM;
        }
        call.operation = operation;
        return 0;
    }

    private static int bind(Allegation said, Call call, Items items, int rights) {
        if ((rights & Right.S) == 0) {
            return -Failure.EPERM;
        }
        if (said.words() < 2) {
            return -Failure.EINVAL;
        }
        int failure = items.thread(Right.S);
        if (failure == 0) {
            call.address = said.message[1];
            call.operation = Operation.BIND_INTERRUPT;
        }
        return failure;
    }

    /**
     * The pins of an object.
     *
     * @param first its pin 0
     * @param count how many it has
     * @param edge  whether what is hung on them is edge-triggered whatever the line is
     */
    static int icu(Allegation said, Call call, Items items, int first, int count, boolean edge) {
        call.length = count;
        call.edge = edge;
        call.pin = -1;
        if (said.words() > 1 && said.message[1] >= 0 && said.message[1] < count) {
            call.pin = first + (int) said.message[1];
        }
        int operation = (int) said.message[0] & 0xffff;
        if (operation == IcuOp.INFO) {
            call.operation = Operation.ICU_INFO;
            return 0;
        }
        if (operation == IcuOp.MASK || operation == IcuOp.UNMASK) {
            call.operation = operation == IcuOp.MASK ? Operation.MASK_PIN : Operation.UNMASK_PIN;
            return 0;
        }
        if (said.words() < 2) {
            return operation <= IcuOp.SET_MODE ? -Failure.EMSGTOOSHORT : -Failure.ENOSYS;
        }
        switch (operation) {
            case IcuOp.BIND:
                return bindPin(call, items);
            case IcuOp.UNBIND:
                call.operation = Operation.UNBIND_PIN;
                return 0;
            case IcuOp.SET_MODE:
                return setMode(said, call);
            default:
                return -Failure.ENOSYS;
        }
    }

    private static int setMode(Allegation said, Call call) {
        if (said.words() < 3) {
            return -Failure.EMSGTOOSHORT;
        }
        call.flags = said.message[2];
        call.operation = Operation.SET_MODE;
        return 0;
    }

    private static int bindPin(Call call, Items items) {
        int failure = items.interrupt(Right.W);
        if (failure == 0) {
            call.operation = Operation.BIND_PIN;
        }
        return failure;
    }

    private InterruptDecoder() {}
}
