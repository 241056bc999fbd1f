package cairn.kernel.core.irq;

import cairn.kernel.hil.InterruptController;

/**
 * The pins of the interrupt controller, what hangs on them, and all that a hit can do short of IPC: who is to be told is the caller's to tell.
 * Each change keeps every conjunct of {@link #inv}, which speaks of all pins and signals. The one of the kernel. [REQ-IRQ-2, REQ-IRQ-5]
 *
 * <pre>
 *  0 .. size-1   the controller's; the timer's is the kernel's own, the console's is shared with the log (its pin 0)
 *  size          the scheduler's pin 0: a processor came or went, which never happens
 * </pre>
 */
public final class Pins {
    /*@ spec_public nullable @*/ private final InterruptController controller;
    /*@ spec_public nullable @*/ private final Pin[] pin;
    /*@ spec_public @*/ private final int console;

    //@ public model boolean okI;
    //@ private represents okI = controller != null && pin != null && \typeof(pin) == \type(Pin[]) && (\forall int i; 0 <= i && i < pin.length && pin[i] != null; pin[i].number == i);  // IRQ-3 one-pin
    //@ public model boolean okW;
    //@ private represents okW = (\forall Pin p; 0 <= p.number && p.number <= 2147483647);  // IRQ-3 one-pin
    //@ public model boolean okA;
    //@ private represents okA = (\forall Pin p; p.signal != null; p.signal.pin == p);  // IRQ-3 one-pin
    //@ public model boolean okB;
    //@ private represents okB = (\forall Signal s; s.pin != null; s.pin.signal == s);  // IRQ-3 one-pin
    //@ public model boolean okR;
    //@ private represents okR = (\forall Pin p; p.reserved; p.signal == null);  // IRQ-3 one-pin
    //@ public model boolean okM;
    //@ private represents okM = (\forall Pin p; p.signal == null; p.masked);  // IRQ-4 masked-until-unmask
    //@ public model boolean okL;
    //@ private represents okL = (\forall Signal s; s.pin != null && s.pin.level && (s.sent || s.pending); s.pin.masked);  // IRQ-4 masked-until-unmask
    //@ public model boolean okU;
    //@ private represents okU = (\forall Signal s; s.unmasks; s.pin != null && s.pin.masked);  // IRQ-4 masked-until-unmask
    //@ public model boolean okQ;
    //@ private represents okQ = (\forall Signal s; s.sent || s.pending; s.sent == s.bound && s.pending != s.bound);  // IRQ-2 queued-when-pending
    //@ public model boolean okC;
    //@ private represents okC = (\forall Signal s; s.counts; !s.bound && !s.sent && !s.pending && !s.unmasks);  // IRQ-2 queued-when-pending
    //@ public model boolean okN;
    //@ private represents okN = (\forall Signal s; 0 <= s.ups && (s.counts || s.ups == 0));  // SEM-1 no-lost-wakeup

    //@ public model boolean inv;
    //@ private represents inv = okI && okW && okA && okB && okR && okM && okL && okU && okQ && okC && okN;

    // ---- boot ------------------------------------------------------------------------------------------------------

    /** {@code wires} pins of {@code controller} and one without a wire, to be made by {@link #add}. No pin or signal may exist before. */
    /*@ public normal_behavior
      @   requires 0 <= wires && wires < 2147483647;
      @   requires (\forall Pin p; p.signal == null && p.number == 0 && !p.reserved && !p.masked) && (\forall Signal s; s.pin == null && !s.counts && !s.sent && !s.pending && s.ups == 0);
      @   requires (\forall Pin p; p.signal != null && p.number != 0 && p.reserved && p.masked) && (\forall Signal s; s.pin != null && s.counts && s.sent && s.pending && s.ups != 0);
      @   ensures inv;
      @   ensures this.controller == controller && this.console == console && pin.length == wires + 1;
      @   assignable \nothing;
      @*/
    public Pins(InterruptController controller, int wires, int console) {
        this.controller = controller;
        this.pin = new Pin[wires + 1];
        this.console = console;
    }

    /** Makes pin {@code number}: level-triggered until told otherwise, and masked. At boot only. */
    /*@ public normal_behavior
      @   requires inv && 0 <= number && number < pin.length;
      @   ensures inv;
      @   ensures pin[number] != null && pin[number].reserved == reserved && pin[number].wired == wired && pin[number].masked;
      @   assignable pin[number];
      @*/
    public /*@ helper @*/ void add(int number, boolean wired, boolean reserved) {
        pin[number] = new Pin(number, wired, reserved);
    }

    /** Makes a signal. At boot only. */
    /*@ public normal_behavior
      @   requires inv;
      @   ensures inv;
      @   ensures \fresh(\result) && \result.number == number;
      @   assignable \nothing;
      @*/
    public /*@ helper @*/ Signal signal(int number) {
        return new Signal(number);
    }

    // ---- pins ------------------------------------------------------------------------------------------------------

    /** Number of the controller's pins. */
    /*@ public normal_behavior
      @   requires inv;
      @   ensures \result == pin.length - 1;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure @*/ int size() {
        return pin.length - 1;
    }

    /** Which pin is the log's. */
    /*@ public normal_behavior
      @   ensures \result == console;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure @*/ int console() {
        return console;
    }

    /** Which pin is the scheduler's. */
    /*@ public normal_behavior
      @   requires inv;
      @   ensures \result == pin.length - 1;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure @*/ int scheduler() {
        return pin.length - 1;
    }

    /** Pin {@code number}, 0 .. {@link #size}. */
    /*@ public normal_behavior
      @   requires inv && 0 <= number && number < pin.length;
      @   ensures \result == pin[number];
      @   ensures \result != null ==> \result.number == number;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure nullable @*/ Pin at(int number) {
        return pin[number];
    }

    /** Whether {@code s} can be hung on {@code p}, where it may hang already. */
    /*@ public normal_behavior
      @   ensures \result == (!p.reserved && (p.signal == null || p.signal == s));
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure @*/ boolean takes(Signal s, Pin p) {
        return !p.reserved && (p.signal == null || p.signal == s);
    }

    /** {@code s}, which hangs nowhere, hangs on the free pin {@code p}; the program unmasks it. */
    /*@ public normal_behavior
      @   requires inv && s.pin == null && p.signal == null && !p.reserved;
      @   ensures inv;
      @   ensures s.pin == p && p.signal == s;
      @   assignable s.pin, p.signal;
      @*/
    public /*@ helper @*/ void hang(Signal s, Pin p) {
        p.signal = s;
        s.pin = p;
    }

    /** {@code s} hangs on no pin; the one it hung on is masked, and level-triggered again. */
    /*@ public normal_behavior
      @   requires inv;
      @   ensures inv;
      @   ensures s.pin == null && !s.unmasks;
      @   ensures \old(s.pin) != null ==> \old(s.pin).signal == null && \old(s.pin).masked && \old(s.pin).level;
      @   assignable s.pin, s.unmasks, s.pin.signal, s.pin.level, s.pin.masked;
      @*/
    public /*@ helper @*/ void take(Signal s) {
        Pin p = s.pin;
        if (p != null) {
            s.pin = null;
            s.unmasks = false;
            p.signal = null;
            p.level = true;
            p.masked = true;
            if (p.wired) {
                controller.mask(p.number);
            }
        }
    }

    /** How {@code p} is triggered. A level-triggered pin is masked while a message of its signal is on its way. */
    /*@ public normal_behavior
      @   requires inv;
      @   ensures inv;
      @   ensures p.level == level && (p.masked != \old(p.masked) ==> level && p.masked && p.signal.unmasks);
      @   assignable p.level, p.masked, p.signal.unmasks;
      @*/
    public /*@ helper @*/ void setLevel(Pin p, boolean level) {
        Signal s = p.signal;
        p.level = level;
        if (level && s != null && (s.sent || s.pending) && !p.masked) {
            s.unmasks = true;
            p.masked = true;
            if (p.wired) {
                controller.mask(p.number);
            }
        }
    }

    /** {@code p} is kept back: a program says so, or nothing hangs there. */
    /*@ public normal_behavior
      @   requires inv;
      @   ensures inv;
      @   ensures p.masked;
      @   assignable p.masked;
      @*/
    public /*@ helper @*/ void mask(Pin p) {
        p.masked = true;
        if (p.wired) {
            controller.mask(p.number);
        }
    }

    /** A program lets {@code p} fire, on which something hangs: a level-triggered one as soon as the message on its way has been received. */
    /*@ public normal_behavior
      @   requires inv && p.signal != null;
      @   ensures inv;
      @   ensures p.masked == (p.level && (p.signal.sent || p.signal.pending)) && p.signal.unmasks == p.masked;
      @   assignable p.masked, p.signal.unmasks;
      @*/
    public /*@ helper @*/ void unmask(Pin p) {
        Signal s = p.signal;
        if (p.level && (s.sent || s.pending)) {
            s.unmasks = true;
            return;
        }
        s.unmasks = false;
        p.masked = false;
        if (p.wired) {
            controller.unmask(p.number);
        }
    }

    // ---- signals that send -----------------------------------------------------------------------------------------

    /** {@code s}, which hangs nowhere and of which nothing is on its way, begins anew: a semaphore, or one that sends. */
    /*@ public normal_behavior
      @   requires inv && s.pin == null && !s.sent && !s.bound;
      @   ensures inv;
      @   ensures s.counts == counts && !s.pending && s.ups == 0;
      @   assignable s.counts, s.pending, s.unmasks, s.ups;
      @*/
    public /*@ helper @*/ void begin(Signal s, boolean counts) {
        s.counts = counts;
        s.pending = false;
        s.unmasks = false;
        s.ups = 0;
    }

    /**
     * A hit, from its pin or from a program; whether a message is to be sent. Hits before that has been received are one with it, and none
     * is lost: without a thread an edge is remembered, and a line that is high says so again. It masks a level-triggered pin until the
     * program unmasks it, and of an edge-triggered one the second before the message has been received, until then.
     */
    /*@ public normal_behavior
      @   requires inv && !s.counts;
      @   ensures inv;
      @   ensures \result == (s.bound && !\old(s.sent)) && s.sent == s.bound;
      @   ensures s.pending == (\old(s.pending) || !s.bound && (s.pin == null || !s.pin.level));
      @   ensures s.pin != null && (s.pin.level || !\result) ==> s.pin.masked;
      @   ensures s.pin != null && !s.pin.level && !\result ==> s.unmasks;
      @   ensures s.pin != null && !s.pin.level && \result ==> s.pin.masked == \old(s.pin.masked);
      @   assignable s.sent, s.pending, s.unmasks, s.pin.masked;
      @*/
    public /*@ helper @*/ boolean hit(Signal s) {
        Pin p = s.pin;
        boolean first = s.bound && !s.sent;
        s.sent = s.bound;
        if (p == null) {
            s.pending = !s.bound;
            return first;
        }
        if (!p.level) {
            s.pending = !s.bound;
            if (first) {
                return true;
            }
            s.unmasks = true;
        }
        p.masked = true;
        if (p.wired) {
            controller.mask(p.number);
        }
        return first;
    }

    /** The message of {@code s} has been received; its pin is unmasked if it was masked until then. */
    /*@ public normal_behavior
      @   requires inv && s.sent;
      @   ensures inv;
      @   ensures !s.sent && !s.unmasks && !s.pending;
      @   ensures s.pin != null ==> s.pin.masked == (\old(s.pin.masked) && !\old(s.unmasks));
      @   assignable s.sent, s.unmasks, s.pin.masked;
      @*/
    public /*@ helper @*/ void delivered(Signal s) {
        Pin p = s.pin;
        s.sent = false;
        if (s.unmasks) {
            s.unmasks = false;
            p.masked = false;
            if (p.wired) {
                controller.unmask(p.number);
            }
        }
    }

    /** The program has handled the interrupt: the next one may come, unless a message is on its way or a count is left. */
    /*@ public normal_behavior
      @   requires inv;
      @   ensures inv;
      @   ensures s.pin != null ==> s.pin.masked == (\old(s.pin.masked) && (s.sent || s.pending || 0 < s.ups));
      @   assignable s.unmasks, s.pin.masked;
      @*/
    public /*@ helper @*/ void handled(Signal s) {
        Pin p = s.pin;
        if (p == null || s.sent || s.pending || s.ups > 0) {
            return;
        }
        s.unmasks = false;
        p.masked = false;
        if (p.wired) {
            controller.unmask(p.number);
        }
    }

    /** From now on another thread receives; whether a message is to be sent to it: what was on its way. */
    /*@ public normal_behavior
      @   requires inv && !s.counts;
      @   ensures inv;
      @   ensures s.bound && !s.pending && s.sent == \result;
      @   ensures \result == (\old(s.sent) || \old(s.pending));
      @   assignable s.bound, s.sent, s.pending;
      @*/
    public /*@ helper @*/ boolean bind(Signal s) {
        s.bound = true;
        s.sent = s.sent || s.pending;
        s.pending = false;
        return s.sent;
    }

    /** Nobody receives any more, and the pin is masked; whether a message was on its way. It is remembered, unless the line says so itself. */
    /*@ public normal_behavior
      @   requires inv && s.bound;
      @   ensures inv;
      @   ensures !s.bound && !s.sent && \result == \old(s.sent);
      @   ensures s.pending == (\old(s.sent) && (s.pin == null || !s.pin.level));
      @   ensures s.pin != null ==> s.pin.masked && s.unmasks == !s.pin.level;
      @   assignable s.bound, s.sent, s.pending, s.unmasks, s.pin.masked;
      @*/
    public /*@ helper @*/ boolean detach(Signal s) {
        Pin p = s.pin;
        boolean was = s.sent;
        s.bound = false;
        s.sent = false;
        s.pending = was;
        if (p != null) {
            s.pending = was && !p.level;
            s.unmasks = !p.level;
            p.masked = true;
            if (p.wired) {
                controller.mask(p.number);
            }
        }
        return was;
    }

    /** The thread of {@code s} has gone. What was on its way is remembered, unless the line says so itself. */
    /*@ public normal_behavior
      @   requires inv && s.bound;
      @   ensures inv;
      @   ensures !s.bound && !s.sent;
      @   ensures s.pending == (\old(s.sent) && (s.pin == null || !s.pin.level));
      @   ensures s.pin != null ==> s.pin.masked == (\old(s.pin.masked) && !(s.pin.level && \old(s.unmasks)));
      @   assignable s.bound, s.sent, s.pending, s.unmasks, s.pin.masked;
      @*/
    public /*@ helper @*/ void lose(Signal s) {
        Pin p = s.pin;
        s.bound = false;
        s.pending = s.sent;
        s.sent = false;
        if (p != null && p.level) {
            s.pending = false;
            if (s.unmasks) {
                s.unmasks = false;
                p.masked = false;
                if (p.wired) {
                    controller.unmask(p.number);
                }
            }
        }
    }

    // ---- signals that count ----------------------------------------------------------------------------------------

    /**
     * A hit of a semaphore, for which somebody waits or not; whether the first who waits is to be woken. Otherwise it is counted. Masks its
     * pin: a level-triggered one until the program unmasks it, an edge-triggered one when one was left.
     */
    /*@ public normal_behavior
      @   requires inv && s.counts;
      @   requires waits ==> s.ups == 0;
      @   ensures inv;
      @   ensures \result == waits;
      @   ensures waits ==> s.ups == 0;
      @   ensures !waits ==> s.ups == (\old(s.ups) < 9223372036854775807L ? \old(s.ups) + 1 : \old(s.ups));
      @   ensures s.pin != null ==> s.pin.masked == (\old(s.pin.masked) || s.pin.level || 0 < \old(s.ups));
      @   assignable s.ups, s.pin.masked;
      @*/
    public /*@ helper @*/ boolean up(Signal s, boolean waits) {
        Pin p = s.pin;
        if (p != null && (p.level || s.ups > 0)) {
            p.masked = true;
            if (p.wired) {
                controller.mask(p.number);
            }
        }
        if (waits) {
            return true;
        }
        if (s.ups < Long.MAX_VALUE) {
            s.ups = s.ups + 1;
        }
        return false;
    }

    /** Takes one; false when there is none, and the caller waits. An edge-triggered pin is unmasked when only one is left. */
    /*@ public normal_behavior
      @   requires inv && s.counts && s.ups <= 9223372036854775807L;
      @   ensures inv;
      @   ensures \result == (0 < \old(s.ups)) && s.ups == (\result ? \old(s.ups) - 1 : 0);
      @   ensures s.pin != null ==> s.pin.masked == (\old(s.pin.masked) && !(\old(s.ups) == 2 && !s.pin.level));
      @   assignable s.ups, s.pin.masked;
      @*/
    public /*@ helper @*/ boolean down(Signal s) {
        Pin p = s.pin;
        if (s.ups == 0) {
            return false;
        }
        s.ups = s.ups - 1;
        if (p != null && !p.level && s.ups == 1) {
            p.masked = false;
            if (p.wired) {
                controller.unmask(p.number);
            }
        }
        return true;
    }
}
