package cairn.model.ipc;

import java.util.OptionalLong;

/**
 * What keeps a thread from running straight on. [ABI sections 6, 8 and 11]
 *
 * @param due       the syndrome of an exception that it raises when no IPC keeps it from running; empty for none
 * @param alien     its page faults and system calls go to its exception handler, all but a call that this has {@code allowed}
 * @param structure user address of where it saves what it was doing when it handles a page fault itself, 0 for nowhere
 * @param armed     the next page fault goes there
 * @param taken     the last one that did; null for none
 */
public record Traps(OptionalLong due, boolean alien, boolean allowed, long structure, boolean armed, Fault taken) {
    public static final Traps NONE = new Traps(OptionalLong.empty(), false, false, 0, false, null);

    Traps with(OptionalLong nowDue) {
        return new Traps(nowDue, alien, allowed, structure, armed, taken);
    }

    Traps alien(boolean is) {
        return new Traps(due, is, allowed && !is, structure, armed, taken);
    }

    Traps allowed(boolean is) {
        return new Traps(due, alien, is, structure, armed, taken);
    }

    Traps at(long address) {
        return new Traps(due, alien, allowed, address, true, taken);
    }

    Traps armed(boolean is) {
        return new Traps(due, alien, allowed, structure, is && structure != 0, taken);
    }

    Traps took(Fault f) {
        return new Traps(due, alien, allowed, structure, false, f);
    }
}
