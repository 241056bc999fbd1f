package cairn.kernel.hil;

/**
 * The board's interrupt controller (GIC distributor and CPU interface, one CPU). At first every pin is masked but the timer's and the
 * software interrupts, which the kernel never raises (row BOOT-1 of the trusted base register).
 *
 * <p>Trusted: an implementation touches no kernel object (row HIL-1 of the trusted base register).
 */
public interface InterruptController {

    /** Number of pins; they are 0 .. pins-1. */
    int pins();

    /** Number of the highest-priority pending interrupt, which becomes active, or -1 when there is none. */
    int acknowledge();

    /** Ends handling of {@code pin}. */
    void endOfInterrupt(int pin);

    /** Keeps {@code pin} back: it stays pending until it is unmasked. */
    /*@ public normal_behavior ensures true; assignable \strictly_nothing; @*/
    /*@ helper @*/ void mask(int pin);

    /** Lets {@code pin} fire. */
    /*@ public normal_behavior ensures true; assignable \strictly_nothing; @*/
    /*@ helper @*/ void unmask(int pin);
}
