package cairn.model.ipc;

import java.util.Arrays;
import java.util.List;

/** The 128 words that a thread and the kernel share. Never changed: {@link #with} answers another one. [ABI section 3] */
public final class Utcb {
    public static final int WORDS = 128;
    public static final int MESSAGE_WORDS = 63;
    public static final int DESCRIPTOR = 64;
    public static final int BUFFER = 65;
    public static final int BUFFER_WORDS = 58;
    public static final int ERROR = 123;
    static final int FREE = 124;
    /** Kernel-user memory as it is lent to a task. */
    static final Utcb LENT = new Utcb(new long[WORDS]);

    private final long[] words;

    private Utcb(long[] words) {
        this.words = words;
    }

    /** As the kernel leaves it when a thread is bound to it. */
    public static Utcb bound() {
        return LENT.with(FREE, 1);
    }

    public long word(int i) {
        return words[i];
    }

    public Utcb with(int i, long value) {
        if (words[i] == value) {
            return this;
        }
        long[] changed = words.clone();
        changed[i] = value;
        return new Utcb(changed);
    }

    /** The first words are those. */
    public Utcb withMessage(List<Long> message) {
        long[] changed = words.clone();
        for (int i = 0; i < message.size(); i++) {
            changed[i] = message.get(i);
        }
        return new Utcb(changed);
    }

    /** A copy of all words. */
    public long[] toArray() {
        return words.clone();
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Utcb u && Arrays.equals(words, u.words);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(words);
    }
}
