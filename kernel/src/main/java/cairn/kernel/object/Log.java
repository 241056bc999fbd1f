package cairn.kernel.object;

import cairn.kernel.abi.DebuggerOp;
import cairn.kernel.abi.LogFlag;
import cairn.kernel.abi.LogOp;
import cairn.kernel.hil.Console;

/** The console as a kernel object (one, number 0), and what the debugger does with it. [REQ-LOG-1] */
public final class Log {
    private final Console console;
    private long inputFlags = LogFlag.CR_TO_NL;
    private long outputFlags = LogFlag.NL_TO_CRNL;
    private long localFlags = LogFlag.ECHO;

    public Log(Console console) {
        this.console = console;
    }

    /** Sends {@code length} bytes of the message, from its word 2 on, low byte first. */
    public void write(Call call) {
        for (int i = 0; i < call.length; i++) {
            put((int) (call.message[2 + i / 8] >>> i % 8 * 8) & 255);
        }
    }

    private void put(int c) {
        if (c != '\r') {
            console.put(c);
        } else if ((outputFlags & LogFlag.CR_AS_NL) != 0) {
            console.put('\n');
        } else if ((outputFlags & LogFlag.NO_CR) == 0) {
            console.put(c);
        }
    }

    /** The next byte that was typed and is not ignored, as a program reads it, or -1; it is written too if that is wanted. */
    private int next() {
        int c = console.get();
        while (c == '\r' && (inputFlags & LogFlag.IGNORE_CR) != 0) {
            c = console.get();
        }
        if (c >= 0 && (localFlags & LogFlag.ECHO) != 0) {
            console.put(c == '\r' ? '\n' : c);
        }
        if (c == '\n' && (inputFlags & LogFlag.NL_TO_CR) != 0) {
            return '\r';
        }
        return c == '\r' && (inputFlags & LogFlag.CR_TO_NL) != 0 ? '\n' : c;
    }

    /** What a program says to the debugger: text, a character or a number, as its flags say. */
    public void debug(Call call, Reply reply) {
        int operation = (int) call.flags;
        reply.answer(0);
        if (operation == DebuggerOp.TEXT || operation == DebuggerOp.ENTER) {
            write(call);
            if (operation == DebuggerOp.ENTER) {
                console.put('\n');
            }
        } else if (operation == DebuggerOp.CHARACTER) {
            console.put((int) call.message[1] & 255);
        } else if (operation == DebuggerOp.DECIMAL) {
            decimal(call.message[1]);
        } else if (operation != DebuggerOp.SET_NAME) {
            hexadecimal(call.message[1], operation == DebuggerOp.HEX32 ? 8 : DebuggerOp.HEX8 + 2 - operation);
        }
    }

    private void hexadecimal(long value, int digits) {
        for (int i = digits - 1; i >= 0; i--) {
            int digit = (int) (value >>> 4 * i) & 15;
            console.put(digit < 10 ? '0' + digit : 'a' + digit - 10);
        }
    }

    private void decimal(long value) {
        int digits = 1;
        for (long rest = tenth(value); rest != 0; rest = tenth(rest)) {
            digits = digits + 1;
        }
        for (int i = digits - 1; i >= 0; i--) {
            long rest = value;
            for (int j = 0; j < i; j++) {
                rest = tenth(rest);
            }
            console.put('0' + (int) (rest - 10 * tenth(rest)));
        }
    }

    /** Of a number without sign. */
    private static long tenth(long value) {
        return (value >>> 1) / 5;
    }

    /** Typed bytes from word 1 on; word 0 is how many, with bit 31 when no more wait. */
    public void read(Call call, Reply reply) {
        int count = 0;
        int value = call.length == 0 ? 0 : next();
        while (count < call.length && value >= 0) {
            int at = 1 + count / 8;
            reply.message[at] = (count % 8 == 0 ? 0 : reply.message[at]) | (long) value << count % 8 * 8;
            count = count + 1;
            value = count < call.length ? next() : 0;
        }
        reply.answer(0);
        reply.words = 1 + (count + 7) / 8;
        reply.message[0] = value < 0 ? count | LogOp.READ_DONE : count;
    }

    public void set(Call call, Reply reply) {
        inputFlags = call.message[1];
        outputFlags = call.message[2] | LogFlag.NL_TO_CRNL;
        localFlags = call.message[3];
        reply.answer(0);
    }

    public void get(Reply reply) {
        reply.answer(0);
        reply.words = 4;
        reply.message[0] = 0;
        reply.message[1] = inputFlags;
        reply.message[2] = outputFlags;
        reply.message[3] = localFlags;
    }
}
