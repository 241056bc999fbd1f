package cairn.model.ipc;

/**
 * A system call as its registers have it. [ABI sections 1, 2 and 4]
 *
 * <pre>
 *  x0  [ label : 48 | flags : 4 | items : 6 | words : 6 ]     x2  [ capability index : 52 | 11 special | 10 explicit | 3..0 operation ]
 *  x3  [ send timeout : 16 | receive timeout : 16 ]
 * </pre>
 */
record Invocation(Thread caller, Utcb utcb, long tag, long label, long selector, long timeouts) {
    private static final int SEND = 1;
    private static final int RECEIVE = 2;
    private static final int OPEN = 4;
    private static final int REPLY = 8;
    private static final int EXPLICIT = 0x400;
    private static final int SPECIAL = 0x800;
    private static final int ABSOLUTE = 0x8000;

    boolean sends() {
        return (selector & 15) == 0 || (selector & SEND) != 0;
    }

    boolean receives() {
        return (selector & RECEIVE) != 0;
    }

    boolean open() {
        return (selector & OPEN) != 0;
    }

    boolean replies() {
        return (selector & REPLY) != 0;
    }

    /** The invoking thread itself is meant. */
    boolean self() {
        return !replies() && (selector & (SPECIAL | EXPLICIT)) != 0;
    }

    long index() {
        return selector >>> 12;
    }

    /** The reply slot that is meant: the caller's own, unless bit 10 without bit 11 names one of its task's; null when there is none such. */
    Slot slot() {
        return (selector & (SPECIAL | EXPLICIT)) == EXPLICIT ? Slot.of(caller.task(), index()) : Slot.of(caller.number());
    }

    int words() {
        return (int) tag & 63;
    }

    int items() {
        return (int) (tag >>> 6) & 63;
    }

    /** Whether words and items together fit in a message. */
    boolean fits() {
        return words() + 2 * items() <= Utcb.MESSAGE_WORDS;
    }

    long protocol() {
        return tag >> 16;
    }

    long word(int i) {
        return utcb.word(i);
    }

    /** The capability index of the flexpage in the first typed item; -1 when there is no item that maps capabilities. */
    long item() {
        if (items() == 0 || (word(words()) & 8) == 0) {
            return -1;
        }
        long flexpage = word(words() + 1);
        return (flexpage >>> 4 & 3) == 3 ? flexpage >>> 12 : -1;
    }

    /** What is sent, without the flag that the kernel alone sets. */
    long message() {
        return tag & ~Ipc.ERROR_FLAG;
    }

    /** The receive phase. */
    Then then() {
        int timeout = (int) timeouts & 0xffff;
        return new Then(receives(), open(), slot(), timeout, absolute(timeout));
    }

    /** When the send phase is over. */
    long sendLimit(long now) {
        int timeout = (int) (timeouts >>> 16) & 0xffff;
        return Ipc.limit(now, timeout, absolute(timeout));
    }

    /** The time in the buffer register that the timeout names: 0 when there is none such, for ever when it is negative. */
    private long absolute(int timeout) {
        int register = timeout & 0x3f;
        if ((timeout & ABSOLUTE) == 0 || register >= Utcb.BUFFER_WORDS) {
            return 0;
        }
        long time = word(Utcb.BUFFER + register);
        return time < 0 ? State.NEVER : time;
    }
}
