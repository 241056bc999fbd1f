package cairn.kernel.decode;

import cairn.kernel.abi.Item;
import cairn.kernel.abi.Selector;
import cairn.kernel.abi.Tag;
import cairn.kernel.abi.Timeout;
import cairn.kernel.abi.Utcb;
import cairn.kernel.hil.Ram;
import cairn.kernel.object.Flexpages;
import cairn.kernel.object.Thread;

/**
 * What a user program claims: the registers of the SVC and the message in its UTCB, nothing of it checked. Copied once at the start of
 * a call, so that what was checked is what is used.
 *
 * <pre>
 *  x0  [ label : 48 | flags : 4 | items : 6 | words : 6 ]     x2  [ capability index : 52 | 11 special | 10 explicit | 3..0 operation ]
 * </pre>
 */
public final class Allegation {
    private final Ram ram;
    /** MR0 .. MR62. */
    final long[] message = new long[Utcb.MESSAGE_WORDS];
    private long tag;
    private long sendLabel;
    private long selector;
    private long timeouts;
    private long utcb;

    public Allegation(Ram ram) {
        this.ram = ram;
    }

    /** Takes what thread {@code t} says now. Words and items that do not fit in a message are read as far as it goes. */
    public void take(Thread t) {
        tag = t.frame[0];
        sendLabel = t.frame[1];
        selector = t.frame[2];
        timeouts = t.frame[3];
        utcb = t.utcb();
        int used = words() + 2 * items();
        if (used > Utcb.MESSAGE_WORDS) {
            used = Utcb.MESSAGE_WORDS;
        }
        for (int i = 0; i < used; i++) {
            message[i] = ram.load(utcb + Utcb.MESSAGE + 8L * i);
        }
    }

    public int words() {
        return (int) tag & Tag.WORDS;
    }

    public int items() {
        return (int) (tag >>> Tag.ITEM_SHIFT) & Tag.ITEMS;
    }

    /** Whether words and items together fit in a message. */
    boolean fits() {
        return words() + 2 * items() <= Utcb.MESSAGE_WORDS;
    }

    /** The protocol. */
    public long label() {
        return tag >> Tag.LABEL_SHIFT;
    }

    public long index() {
        return selector >>> Selector.SHIFT;
    }

    public boolean sends() {
        return (selector & 15) == 0 || (selector & Selector.SEND) != 0;
    }

    public boolean receives() {
        return (selector & Selector.RECEIVE) != 0;
    }

    boolean isOpen() {
        return (selector & Selector.OPEN_WAIT) != 0;
    }

    /** Whether an explicit reply slot is meant: bit 10 without bit 11. */
    boolean namesReplySlot() {
        return (selector & (Selector.SPECIAL | Selector.EXPLICIT)) == Selector.EXPLICIT;
    }

    long tag() {
        return tag;
    }

    /** What a receiver reads in x1 when the message comes through a thread capability. */
    long sendLabel() {
        return sendLabel;
    }

    int sendTimeout() {
        return (int) (timeouts >>> Timeout.SEND_SHIFT) & Timeout.MASK;
    }

    int receiveTimeout() {
        return (int) timeouts & Timeout.MASK;
    }

    /** The time that an absolute timeout names, in microseconds since boot; 0 when its buffer register does not exist. */
    long time(int timeout) {
        int register = timeout & Timeout.REGISTER;
        if ((timeout & Timeout.ABSOLUTE) == 0 || register >= Utcb.BUFFER_WORDS) {
            return 0;
        }
        long time = ram.load(utcb + Utcb.BUFFER + 8L * register);
        return time < 0 ? Long.MAX_VALUE : time;
    }

    boolean replies() {
        return (selector & Selector.REPLY) != 0;
    }

    /** Whether the invoking thread itself is meant. */
    boolean self() {
        return (selector & (Selector.SPECIAL | Selector.EXPLICIT)) != 0 && !replies();
    }

    /** First word of typed item {@code i}; 0 when there is none. */
    long item(int i) {
        return i < items() ? message[words() + 2 * i] : 0;
    }

    /** Flexpage of typed item {@code i}; 0 when there is none. */
    long flexpage(int i) {
        return i < items() ? message[words() + 2 * i + 1] : 0;
    }

    /**
     * The capability index that the first object receive buffer names, or -1 when there is no such buffer.
     *
     * <p>Small buffer: bits 63..12 of its word. Otherwise the start of the capability flexpage in the word behind it.
     */
    long buffer() {
        int first = (int) (ram.load(utcb + Utcb.DESCRIPTOR) >>> Utcb.OBJECT_SHIFT) & Utcb.OBJECT_MASK;
        long word = ram.load(utcb + Utcb.BUFFER + 8L * first);
        if ((word & Item.MAP) == 0) {
            return -1;
        }
        if ((word & Item.SMALL) != 0) {
            return word >>> Selector.SHIFT;
        }
        long window = ram.load(utcb + Utcb.BUFFER + 8L * (first + 1));
        return Flexpages.isObject(window) && Flexpages.first(window) >= 0 ? Flexpages.first(window) : -1;
    }
}
