package cairn.property.ipc;

import cairn.model.ipc.Step;
import java.util.ArrayList;
import java.util.List;

/** System calls as registers and words: what a program would write. [ABI sections 1, 2, 4 and 6] */
public final class Words {
    public static final long SEND = 1;
    public static final long RECEIVE = 2;
    public static final long CALL = 3;
    public static final long WAIT = 6;
    public static final long SEND_AND_WAIT = 7;
    public static final long REPLY = 9;
    /** A wait that asks for a reply without a send phase: it answers nobody. */
    public static final long ANSWERLESS_WAIT = 0xe;
    public static final long REPLY_AND_WAIT = 0xf;
    public static final long SELF = 0x800;
    public static final long EXPLICIT = 0x400;
    public static final int NEVER = 0;
    public static final int NOW = 0x400;
    private static final int REGISTER = 40;
    /** The time is in a buffer register that no buffer for capabilities uses. */
    public static final int ABSOLUTE = 0x8000 | REGISTER;
    private static final int BR0 = 65;

    private Words() {}

    static long tag(long protocol, int items, int words) {
        return protocol << 16 | (long) items << 6 | words;
    }

    static long selector(long index, long operation) {
        return index << 12 | operation;
    }

    static long timeouts(int send, int receive) {
        return (long) send << 16 | receive;
    }

    /** A relative timeout of {@code mantissa << exponent} microseconds. */
    static int relative(int mantissa, int exponent) {
        return exponent << 10 | mantissa;
    }

    static List<Step.Write> message(long... words) {
        List<Step.Write> writes = new ArrayList<>();
        for (int i = 0; i < words.length; i++) {
            writes.add(new Step.Write(i, words[i]));
        }
        return writes;
    }

    static Step.Write absolute(long time) {
        return new Step.Write(BR0 + REGISTER, time);
    }

    /** A typed item that names the capability at {@code index}. */
    static long[] item(long index, long... words) {
        long[] all = java.util.Arrays.copyOf(words, words.length + 2);
        all[words.length] = 8;
        all[words.length + 1] = capability(index);
        return all;
    }

    /** The flexpage of one page, all rights. */
    static long page(long page) {
        return page << 12 | 12 << 6 | 1 << 4 | 15;
    }

    /** The flexpage of one capability, all rights. */
    static long capability(long index) {
        return index << 12 | 3 << 4 | 15;
    }
}
