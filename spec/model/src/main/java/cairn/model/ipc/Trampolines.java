package cairn.model.ipc;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Page faults that a thread handles itself. [ABI section 11] */
final class Trampolines {
    /** Kernel-user memory of each task: one page. */
    private static final long AREA = 0xff7f_ffff_0000L;
    private static final int AREA_BYTES = 4096;
    /** The structure: bytes of it, and where in it what is. */
    private static final int BYTES = 344;
    private static final int SAVED_MR0 = 24;
    private static final int FLAGS = 32;
    private static final int STATE = 40;
    private static final int STATE_WORDS = 38;
    private static final int IN_PROGRESS = 1;
    private static final int TRIGGER_LATER = 2;
    // What is asked for, in MR0.
    private static final int SET_UP = 0;
    private static final int RESUME = 0x10000;
    private static final int REFLECT = 0x20000;
    private static final int DISABLE = 0x30000;
    private static final int ENABLE = 0x40000;
    private static final int WHAT = 0xf0000;

    private Trampolines() {}

    /** Thread {@code t} goes on at its handler: x0 says where the structure is, x1 what the fault was. */
    static State enter(State s, int t, Fault f) {
        Thread x = s.thread(t).with(f);
        long at = x.traps().structure();
        State saved = s;
        for (int i = 0; i < STATE_WORDS; i++) {
            saved = saved.store(x.task(), at + STATE + 8L * i, Faults.exception(x, i));
        }
        saved = saved.store(x.task(), at + SAVED_MR0, saved.utcb(t).word(0)).store(x.task(), at + FLAGS, IN_PROGRESS);
        Thread handles = x.with((Fault) null).with(x.traps().took(f)).withResult(at, OptionalLong.of(Faults.page(x, 0)));
        return saved.with(handles.withPointers(saved.load(x.task(), at), x.sp()));
    }

    static Outcome invoked(State s, Invocation i, int t) {
        int what = (int) i.word(0) & WHAT;
        if (what > ENABLE) {
            return Outcome.refuse(s, i, Objects.ENOSYS);
        }
        if ((what == RESUME || what == REFLECT) && t != i.caller().number() || what == SET_UP && i.words() < 2) {
            return Outcome.refuse(s, i, Objects.EINVAL);
        }
        Thread x = s.thread(t);
        if (what == SET_UP) {
            long address = i.word(1);
            boolean lies = address % 8 == 0 && address >= AREA && address + BYTES <= AREA + AREA_BYTES;
            return lies && x.task() != State.NOBODY ? Outcome.answer(s.with(x.with(x.traps().at(address))), i, 0)
                    : Outcome.refuse(s, i, Objects.EINVAL);
        }
        if (what == DISABLE || what == ENABLE) {
            State after = s.with(x.with(x.traps().armed(what == ENABLE)));
            return what == ENABLE ? Outcome.answer(after, i, 0) : Outcome.answer(after, i, 0, x.traps().armed() ? 1 : 0);
        }
        return x.traps().structure() == 0 ? Outcome.refuse(s, i, Objects.EINVAL) : Outcome.of(leave(s, t, what == REFLECT));
    }

    /** Back to what the fault interrupted, as the structure has it now. */
    private static State leave(State s, int t, boolean reflect) {
        Thread x = s.thread(t);
        long at = x.traps().structure();
        List<Long> general = new ArrayList<>();
        for (int r = Registers.FIRST; r <= Registers.LAST; r++) {
            general.add(word(s, x, r + 1));
        }
        Thread back = x.with(new Registers(general, word(s, x, 37) & Faults.CONDITION_FLAGS, x.others().tpidr(), x.others().tpidrro()))
                .withPointers(word(s, x, 36), word(s, x, 35)).withResult(word(s, x, 1), OptionalLong.of(word(s, x, 2)));
        State after = s.with(back.with(back.traps().armed(true))).with(t, s.utcb(t).with(0, s.load(x.task(), at + SAVED_MR0)));
        long flags = after.load(x.task(), at + FLAGS);
        after = after.store(x.task(), at + FLAGS, 0);
        if ((flags & TRIGGER_LATER) != 0) {
            after = Faults.trigger(after, t, Faults.EXCHANGED);
        }
        return reflect ? Faults.reflected(after, t, x.traps().taken() == null ? new Fault(false, 0, 0) : x.traps().taken()) : after;
    }

    /** Word {@code i} of the state of registers in the structure. */
    private static long word(State s, Thread x, int i) {
        return s.load(x.task(), x.traps().structure() + STATE + 8L * i);
    }
}
