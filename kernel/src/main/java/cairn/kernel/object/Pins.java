package cairn.kernel.object;

import cairn.kernel.hil.InterruptController;

/**
 * The pins of the interrupt controller and what hangs on them.
 *
 * <pre>
 *  0 .. size-1   the controller's; the timer's is the kernel's own, the console's is shared with the log (its pin 0)
 *  size          the scheduler's pin 0: a processor came or went, which never happens
 * </pre>
 */
public final class Pins {
    private final InterruptController controller;
    private final int timer;
    private final int console;
    private final Interrupt[] interrupt;
    private final boolean[] level;

    /** Every pin of {@code controller} is level-triggered until told otherwise. */
    public Pins(InterruptController controller, int timer, int console) {
        this.controller = controller;
        this.timer = timer;
        this.console = console;
        this.interrupt = new Interrupt[controller.pins() + 1];
        this.level = new boolean[interrupt.length];
        for (int i = 0; i < level.length; i++) {
            level[i] = true;
        }
    }

    /** Number of the controller's pins. */
    public int size() {
        return interrupt.length - 1;
    }

    /** Which pin is the log's. */
    public int console() {
        return console;
    }

    /** Which pin is the scheduler's. */
    public int scheduler() {
        return interrupt.length - 1;
    }

    /** What hangs on {@code pin}, or null. */
    Interrupt at(int pin) {
        return interrupt[pin];
    }

    /** Whether {@code i} can be hung on {@code pin}, where it may hang already. */
    boolean takes(Interrupt i, int pin) {
        return pin != timer && (interrupt[pin] == null || interrupt[pin] == i);
    }

    void hang(Interrupt i, int pin) {
        interrupt[pin] = i;
        i.pin = pin;
    }

    /** {@code i} hangs on no pin; the one it hung on is masked. */
    void take(Interrupt i) {
        if (i.pin != Interrupt.NO_PIN) {
            mask(i.pin);
            interrupt[i.pin] = null;
            level[i.pin] = true;
            i.pin = Interrupt.NO_PIN;
        }
    }

    boolean isLevel(int pin) {
        return pin != Interrupt.NO_PIN && level[pin];
    }

    void setLevel(int pin, boolean to) {
        level[pin] = to;
    }

    void mask(int pin) {
        if (pin != Interrupt.NO_PIN && pin != timer && pin < size()) {
            controller.mask(pin);
        }
    }

    void unmask(int pin) {
        if (pin != Interrupt.NO_PIN && pin != timer && pin < size()) {
            controller.unmask(pin);
        }
    }
}
