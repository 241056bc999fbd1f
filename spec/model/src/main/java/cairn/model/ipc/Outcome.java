package cairn.model.ipc;

import java.util.OptionalLong;

/**
 * How far an invocation has come: what is answered is in the caller's registers, or will be when its wait is over.
 *
 * @param yields whether the caller gives up the rest of its turn, to {@code to} first
 */
record Outcome(State state, boolean yields, int to) {
    /** A typed item: one capability was put into the buffer. */
    private static final long MADE = 0x38;

    static Outcome of(State s) {
        return new Outcome(s, false, State.NOBODY);
    }

    /** A kernel object answers {@code label} and these words, to a caller that receives. [ABI section 2] */
    static Outcome answer(State s, Invocation i, long label, long... words) {
        Thread t = s.thread(i.caller().number());
        if (t == null) {
            return of(s); // it has just deleted itself
        }
        if (!i.receives()) {
            return of(s.with(t.withResult(0, OptionalLong.empty())));
        }
        Utcb utcb = s.utcb(t.number());
        for (int w = 0; w < words.length; w++) {
            utcb = utcb.with(w, words[w]);
        }
        return of(s.with(t.number(), utcb).with(t.withResult(label << 16 | words.length, OptionalLong.empty())));
    }

    /** An object has been made: one typed item says so. */
    static Outcome item(State s, Invocation i) {
        int t = i.caller().number();
        if (!i.receives()) {
            return answer(s, i, 0);
        }
        return of(s.with(t, s.utcb(t).with(0, MADE)).with(s.thread(t).withResult(1 << 6, OptionalLong.empty())));
    }

    /** Negative labels: what a kernel object refuses. [ABI section 6] */
    static Outcome refuse(State s, Invocation i, int failure) {
        return answer(s, i, -failure);
    }

    /** An error of IPC: the caller's call is over. */
    static Outcome error(State s, Invocation i, int code) {
        return of(Ipc.fail(s, i.caller().number(), code));
    }
}
