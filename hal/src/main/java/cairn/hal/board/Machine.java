package cairn.hal.board;

import cairn.hal.aarch64.Cpu;
import cairn.hal.aarch64.Esr;
import cairn.kernel.hil.Cause;

/**
 * The run loop: runs the thread that the kernel names until an exception, an interrupt or the end of the budget, then calls the
 * kernel. Nothing is allocated for a trap, and a run is a pure function of the memory, the registers and the injected input.
 */
public final class Machine {
    private final Board board;
    private final Cpu cpu;
    private final Gic gic;
    private final VirtualTimer timer;
    private final TrapHandler kernel;
    private final long[] traps = new long[64];
    private long instructions;
    private long interrupts;
    private boolean halted;
    private int status;

    public Machine(Board board, TrapHandler kernel) {
        this.board = board;
        this.cpu = board.cpu();
        this.gic = board.gic();
        this.timer = board.virtualTimer();
        this.kernel = kernel;
    }

    /** Ends the current run at the next return from the kernel. */
    public void halt(int withStatus) {
        halted = true;
        status = withStatus;
    }

    /**
     * Runs on from the present state.
     *
     * @param budget instructions; each kernel entry counts as one more, so that a run ends whatever the guest does
     */
    public RunResult run(long budget) {
        java.util.Arrays.fill(traps, 0);
        instructions = 0;
        interrupts = 0;
        halted = false;
        status = 0;
        RunResult.Stop stop = loop(budget);
        board.flush();
        return new RunResult(stop, status, instructions, interrupts, traps.clone());
    }

    private RunResult.Stop loop(long budget) {
        long left = budget;
        while (left > 0) {
            if (gic.asserted()) {
                left--;
                interrupt();
                if (halted) {
                    return RunResult.Stop.HALTED;
                }
                continue;
            }
            long[] frame = kernel.frame();
            if (frame == null) {
                if (!skipIdleTime()) {
                    return RunResult.Stop.IDLE;
                }
                continue;
            }
            long slice = Math.min(left, timer.ticksToDeadline());
            cpu.load(frame, kernel.vectors());
            int reason = cpu.run(slice <= 0 ? left : slice, timer.ticks());
            cpu.save(frame);
            long executed = cpu.executed();
            left -= executed;
            instructions += executed;
            timer.advance(executed);
            if (reason == Cpu.TRAP) {
                left--;
                synchronous();
            }
            if (halted) {
                return RunResult.Stop.HALTED;
            }
        }
        return RunResult.Stop.BUDGET;
    }

    private void synchronous() {
        long esr = cpu.syndrome();
        traps[Esr.ec(esr)]++;
        timer.advance(VirtualTimer.TRAP_TICKS);
        kernel.trap(Cause.SYNCHRONOUS, esr, cpu.faultAddress());
    }

    private void interrupt() {
        interrupts++;
        timer.advance(VirtualTimer.TRAP_TICKS);
        kernel.trap(Cause.INTERRUPT, 0, 0);
    }

    /** Moves time to the next timer event; false when none will come. */
    private boolean skipIdleTime() {
        long ticks = timer.ticksToDeadline();
        if (ticks == Long.MAX_VALUE || !gic.isEnabled(Board.TIMER_PIN)) {
            return false;
        }
        timer.advance(ticks);
        return gic.asserted();
    }
}
