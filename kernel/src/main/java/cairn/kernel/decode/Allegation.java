package cairn.kernel.decode;

import cairn.kernel.abi.Item;
import cairn.kernel.abi.Utcb;
import cairn.kernel.core.message.Fields;
import cairn.kernel.hil.Ram;
import cairn.kernel.object.Flexpages;
import cairn.kernel.object.Thread;

/**
 * What a user program claims: the registers of the SVC and the message in its UTCB, nothing of it checked. Copied once at the start of
 * a call, so that what was checked is what is used. {@link Fields} reads the words, any word.
 */
public final class Allegation {
    private final Ram ram;
    /** MR0 .. MR62. */
    final long[] message = new long[Utcb.MESSAGE_WORDS];
    private long tag;
    private long sendLabel;
    private long selector;
    /** Of the tag and the selector. */
    private int words;
    private int items;
    private int operation;
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
        words = Fields.words(tag);
        items = Fields.items(tag);
        operation = Fields.operation(selector);
        utcb = t.utcb();
        int used = Fields.used(words, items);
        for (int i = 0; i < used; i++) {
            message[i] = ram.load(utcb + Utcb.MESSAGE + 8L * i);
        }
    }

    public int words() {
        return words;
    }

    public int items() {
        return items;
    }

    /** Whether words and items together fit in a message. */
    boolean fits() {
        return words + 2 * items <= Utcb.MESSAGE_WORDS;
    }

    /** The protocol. */
    public long label() {
        return Fields.label(tag);
    }

    public long index() {
        return Fields.index(selector);
    }

    public boolean sends() {
        return Fields.sends(operation);
    }

    public boolean receives() {
        return Fields.receives(operation);
    }

    boolean isOpen() {
        return Fields.isOpen(operation);
    }

    /** Whether an explicit reply slot is meant: bit 10 without bit 11. */
    boolean namesReplySlot() {
        return Fields.namesReplySlot(operation);
    }

    long tag() {
        return tag;
    }

    /** What a receiver reads in x1 when the message comes through a thread capability. */
    long sendLabel() {
        return sendLabel;
    }

    int sendTimeout() {
        return Fields.sendTimeout(timeouts);
    }

    int receiveTimeout() {
        return Fields.receiveTimeout(timeouts);
    }

    /** The time that an absolute timeout names, in microseconds since boot; 0 when its buffer register does not exist. */
    long time(int timeout) {
        int register = Fields.timeRegister(timeout);
        if (register < 0) {
            return 0;
        }
        long time = ram.load(utcb + Utcb.BUFFER + 8L * register);
        return time < 0 ? Long.MAX_VALUE : time;
    }

    boolean replies() {
        return Fields.replies(operation);
    }

    /** Whether the invoking thread itself is meant. */
    boolean self() {
        return Fields.self(operation);
    }

    /** First word of typed item {@code i}; 0 when there is none. */
    long item(int i) {
        int at = Fields.item(words, items, i);
        return at < 0 ? 0 : message[at];
    }

    /** Flexpage of typed item {@code i}; 0 when there is none. */
    long flexpage(int i) {
        int at = Fields.item(words, items, i);
        return at < 0 ? 0 : message[at + 1];
    }

    /**
     * The capability index that the first object receive buffer names, or -1 when there is no such buffer.
     *
     * <p>Small buffer: bits 63..12 of its word. Otherwise the start of the capability flexpage in the word behind it.
     */
    long buffer() {
        int first = Fields.objectBuffer(ram.load(utcb + Utcb.DESCRIPTOR));
        long word = ram.load(utcb + Utcb.BUFFER + 8L * first);
        if ((word & Item.MAP) == 0) {
            return -1;
        }
        if ((word & Item.SMALL) != 0) {
            return Fields.index(word);
        }
        long window = ram.load(utcb + Utcb.BUFFER + 8L * (first + 1));
        return Flexpages.isObject(window) && Flexpages.first(window) >= 0 ? Flexpages.first(window) : -1;
    }
}
