package cairn.hal.board;

import cairn.kernel.hil.Timer;

/**
 * The generic timer on virtual time. A tick is 10 ns, one executed instruction; entering the kernel costs {@link #TRAP_TICKS}; time
 * spent idle is skipped. So a run is a pure function of its inputs.
 */
final class VirtualTimer implements Timer {
    static final long TICKS_PER_MICROSECOND = 100;
    /** One microsecond for a kernel entry: a thread that only traps still meets the end of its time slice. */
    static final long TRAP_TICKS = 100;

    private final Gic gic;
    private long ticks;
    private long deadline = Long.MAX_VALUE;

    VirtualTimer(Gic gic) {
        this.gic = gic;
    }

    @Override
    public long now() {
        return ticks / TICKS_PER_MICROSECOND;
    }

    @Override
    public void arm(long microseconds) {
        deadline = microseconds > Long.MAX_VALUE / TICKS_PER_MICROSECOND
                ? Long.MAX_VALUE
                : Math.max(0, microseconds) * TICKS_PER_MICROSECOND;
        signal();
    }

    long ticks() {
        return ticks;
    }

    /** Ticks until the interrupt becomes pending; 0 when it is, {@link Long#MAX_VALUE} when it never will be. */
    long ticksToDeadline() {
        return deadline == Long.MAX_VALUE ? Long.MAX_VALUE : Math.max(0, deadline - ticks);
    }

    void advance(long by) {
        ticks += by;
        signal();
    }

    private void signal() {
        gic.line(Board.TIMER_PIN, ticks >= deadline);
    }
}
