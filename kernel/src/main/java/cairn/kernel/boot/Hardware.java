package cairn.kernel.boot;

import cairn.kernel.hil.Console;
import cairn.kernel.hil.InterruptController;
import cairn.kernel.hil.Mmu;
import cairn.kernel.hil.Ram;
import cairn.kernel.hil.Timer;

/** The board, as boot is given it. */
public final class Hardware {
    public final Mmu mmu;
    public final Ram ram;
    public final Console console;
    public final Timer timer;
    public final InterruptController interrupts;
    /** Interrupt of the timer. */
    public final int timerPin;
    /** Interrupt of the console: received bytes wait. */
    public final int consolePin;
    /** First frame and number of frames of the RAM that tasks may map. */
    public final long userFrame;
    public final long userFrames;
    /** First frame of kernel-user memory; {@link Sizes#kernelUserFrames} from here on. */
    public final long kernelUserFrame;
    /** Physical address of the kernel information page, 0 when there is none. */
    public final long informationPage;

    public Hardware(Mmu mmu, Ram ram, Console console, Timer timer, InterruptController interrupts, int timerPin, int consolePin, long userFrame,
            long userFrames, long kernelUserFrame, long informationPage) {
        this.mmu = mmu;
        this.ram = ram;
        this.console = console;
        this.timer = timer;
        this.interrupts = interrupts;
        this.timerPin = timerPin;
        this.consolePin = consolePin;
        this.userFrame = userFrame;
        this.userFrames = userFrames;
        this.kernelUserFrame = kernelUserFrame;
        this.informationPage = informationPage;
    }
}
