package cairn.hal.boot;

import cairn.hal.aarch64.PhysicalMemory;
import cairn.kernel.abi.Failure;
import cairn.kernel.abi.LogOp;
import cairn.kernel.abi.Protocol;
import cairn.kernel.abi.Selector;
import cairn.kernel.abi.Tag;
import cairn.kernel.abi.Utcb;
import cairn.kernel.object.Thread;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.Set;

/** What a system call asked, word by word: kept when it is made, because the answer overwrites it. */
final class CallTrace {
    /** Kinds of unknown calls that are told apart; whoever tries more is not told about. */
    private static final int MOST = 64;
    private static final int WORDS = 8;

    private final PhysicalMemory ram;
    private final Set<String> told = new HashSet<>();
    private final long[] message = new long[WORDS];
    private long tag;
    private long selector;
    private long timeouts;

    CallTrace(PhysicalMemory ram) {
        this.ram = ram;
    }

    /** {@code t} makes a system call. */
    void listen(Thread t) {
        tag = t.frame[0];
        selector = t.frame[2];
        timeouts = t.frame[3];
        for (int i = 0; i < WORDS; i++) {
            message[i] = ram.load(t.utcb() + Utcb.MESSAGE + 8 * i);
        }
    }

    /** The last call, for a person: "call 0x7 protocol -14: 0x1 0x0 …". */
    String asked() {
        StringBuilder line = new StringBuilder();
        boolean self = (selector & Selector.SPECIAL) != 0;
        line.append(phases()).append(self ? " self" : " 0x" + Long.toHexString(selector >>> Selector.SHIFT));
        if ((selector & Selector.SEND) != 0 && tag >> Tag.LABEL_SHIFT == Protocol.LOG && (message[0] & 0xffff) == LogOp.WRITE) {
            line.append(" \"").append(written()).append('"');
        } else if ((selector & Selector.SEND) != 0) {
            int words = (int) tag & Tag.WORDS;
            int items = (int) (tag >>> Tag.ITEM_SHIFT) & Tag.ITEMS;
            line.append(" protocol ").append(tag >> Tag.LABEL_SHIFT).append(", ").append(words).append(" words, ").append(items).append(" items:");
            int all = Math.min(WORDS, words + 2 * items);
            for (int i = 0; i < all; i++) {
                line.append(" 0x").append(Long.toHexString(message[i]));
            }
            line.append(words + 2 * items > WORDS ? " …" : "");
        }
        return line.append(timeouts == 0 ? "" : " timeouts 0x" + Long.toHexString(timeouts)).toString();
    }

    /** The text of a write to the log, as far as its words were kept. */
    private String written() {
        StringBuilder text = new StringBuilder();
        long kept = Math.min(((tag & Tag.WORDS) - 2) * 8, (WORDS - 2) * 8);
        long length = message[1] < 0 ? kept : Math.min(message[1], kept);
        for (int i = 0; i < length; i++) {
            int c = (int) (message[2 + i / 8] >>> i % 8 * 8) & 0xff;
            text.append(c == '\n' ? "\\n" : c < ' ' || c > '~' ? "." : String.valueOf((char) c));
        }
        return text.append(message[1] > kept ? "…" : "").toString();
    }

    private String phases() {
        String name = (selector & Selector.SEND) == 0 ? "" : (selector & Selector.REPLY) != 0 ? "reply" : "send";
        if ((selector & Selector.RECEIVE) != 0) {
            name += (name.isEmpty() ? "" : "+") + ((selector & Selector.OPEN_WAIT) != 0 ? "wait" : "receive");
        }
        return name.isEmpty() ? "invoke" : name;
    }

    /** The last call was answered with {@code label}: tells of it when the kernel does not know such a call and none was told of. */
    void refused(Thread t, int label, PrintStream out) {
        if (label != -Failure.ENOSYS && label != -Failure.EBADPROTO && label != -Failure.ENODEV) {
            return;
        }
        String kind = (tag >> Tag.LABEL_SHIFT) + " " + ((tag & Tag.WORDS) == 0 ? 0 : message[0] & 0xffff) + " " + label;
        if (told.size() < MOST && told.add(kind)) {
            out.println("run: unknown system call: thread " + t.number + " " + asked() + "; answered with " + label);
        }
    }
}
