package cairn.kernel.core.irq;

/** A pin of the interrupt controller, or one without a wire, and what hangs on it. Changed in {@link Pins} alone. [REQ-IRQ-2] */
public final class Pin {
    public final int number;
    /** Whether the controller has it, and programs may mask it. */
    /*@ spec_public @*/ final boolean wired;
    /** The kernel's own: nothing hangs on it. */
    /*@ spec_public @*/ final boolean reserved;
    /*@ spec_public nullable @*/ Signal signal;
    /** It fires as long as its line is high, not when that rises. */
    /*@ spec_public @*/ boolean level;
    /** What the controller was told. */
    /*@ spec_public @*/ boolean masked;

    /** Level-triggered; masked, as the controller is at first. At boot only. */
    /*@ public normal_behavior
      @   ensures this.number == number && this.wired == wired && this.reserved == reserved && signal == null && level && masked;
      @   assignable \nothing;
      @*/
    Pin(int number, boolean wired, boolean reserved) {
        this.number = number;
        this.wired = wired;
        this.reserved = reserved;
        this.level = true;
        this.masked = true;
    }

    /** What hangs on it, or null. */
    /*@ public normal_behavior
      @   ensures \result == signal;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure nullable @*/ Signal signal() {
        return signal;
    }

    /** Whether it fires as long as its line is high, not when that rises. */
    /*@ public normal_behavior
      @   ensures \result == level;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure @*/ boolean level() {
        return level;
    }

    /** Whether the controller was told to keep it back. */
    /*@ public normal_behavior
      @   ensures \result == masked;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure @*/ boolean masked() {
        return masked;
    }
}
