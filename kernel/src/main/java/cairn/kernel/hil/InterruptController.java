package cairn.kernel.hil;

/** The board's interrupt controller (GIC distributor and CPU interface, one CPU). */
public interface InterruptController {

    /** Number of pins; they are 0 .. pins-1. */
    int pins();

    /** Number of the highest-priority pending interrupt, which becomes active, or -1 when there is none. */
    int acknowledge();

    /** Ends handling of {@code pin}. */
    void endOfInterrupt(int pin);

    void mask(int pin);

    void unmask(int pin);
}
