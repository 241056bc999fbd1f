package cairn.model.ipc;

import java.util.ArrayList;
import java.util.List;

/**
 * The registers of a thread that IPC leaves alone, all but the answer to an exception.
 *
 * @param general 29 words, x2 to x30
 * @param pstate  only the condition flags, bits 31 to 28
 */
public record Registers(List<Long> general, long pstate, long tpidr, long tpidrro) {
    static final int FIRST = 2;
    static final int LAST = 30;

    public Registers {
        general = List.copyOf(general);
    }

    /** Of a fresh thread whose UTCB is at the user address {@code utcb}. [ABI section 1] */
    public static Registers fresh(long utcb) {
        return new Registers(java.util.Collections.nCopies(LAST - FIRST + 1, 0L), 0, utcb, utcb);
    }

    long x(int i) {
        return general.get(i - FIRST);
    }

    /** As a program sets them before it enters the kernel. */
    Registers with(long x2, long x3) {
        List<Long> changed = new ArrayList<>(general);
        changed.set(0, x2);
        changed.set(1, x3);
        return new Registers(changed, pstate, tpidr, tpidrro);
    }
}
