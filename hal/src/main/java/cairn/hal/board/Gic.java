package cairn.hal.board;

import cairn.kernel.hil.InterruptController;

/**
 * GICv2 distributor and CPU interface for one processor: 128 interrupts, 16 software, 16 private, 96 shared.
 *
 * <pre>
 * distributor 0x0000                                      CPU interface 0x10000
 *   000 CTLR  004 TYPER  008 IIDR                           00 CTLR  04 PMR  08 BPR
 *   100 ISENABLER  180 ICENABLER  200 ISPENDR  280 ICPENDR  0c IAR   10 EOIR 14 RPR  18 HPPIR
 *   300 ISACTIVER  380 ICACTIVER  400 IPRIORITYR
 *   800 ITARGETSR  c00 ICFGR      f00 SGIR
 * </pre>
 */
final class Gic implements InterruptController {
    static final int PINS = 128;
    private static final int SPURIOUS = 1023;
    private static final int IDLE_PRIORITY = 0x100;

    private final long[] enabled = new long[2];
    private final long[] pending = new long[2];
    private final long[] line = new long[2];
    private final long[] active = new long[2];
    private final int[] priority = new int[PINS];
    private final int[] configuration = new int[PINS / 16];
    private boolean distributorOn = true;
    private boolean interfaceOn = true;
    private int mask = 0xff;
    private int binaryPoint;

    Gic() {
        enabled[0] = 0xffff; // software interrupts are always enabled
        java.util.Arrays.fill(priority, 0x80);
    }

    @Override
    public int pins() {
        return PINS;
    }

    @Override
    public int acknowledge() {
        int pin = highest();
        if (pin < 0) {
            return -1;
        }
        set(active, pin, true);
        set(pending, pin, false);
        return pin;
    }

    @Override
    public void endOfInterrupt(int pin) {
        if (pin >= 0 && pin < PINS) {
            set(active, pin, false);
        }
    }

    @Override
    public void mask(int pin) {
        if (pin >= 16 && pin < PINS) {
            set(enabled, pin, false);
        }
    }

    @Override
    public void unmask(int pin) {
        if (pin >= 0 && pin < PINS) {
            set(enabled, pin, true);
        }
    }

    /** Level of an interrupt line. */
    void line(int pin, boolean high) {
        set(line, pin, high);
    }

    /** Whether the processor's interrupt input is asserted. */
    boolean asserted() {
        return ((line[0] | pending[0]) & enabled[0] | (line[1] | pending[1]) & enabled[1]) != 0 && highest() >= 0;
    }

    boolean isEnabled(int pin) {
        return get(enabled, pin);
    }

    private int highest() {
        if (!distributorOn || !interfaceOn) {
            return -1;
        }
        int best = -1;
        int bestPriority = Math.min(mask, runningPriority());
        for (int word = 0; word < 2; word++) {
            long candidates = (line[word] | pending[word]) & enabled[word] & ~active[word];
            while (candidates != 0) {
                int pin = word << 6 | Long.numberOfTrailingZeros(candidates);
                if (priority[pin] < bestPriority) {
                    best = pin;
                    bestPriority = priority[pin];
                }
                candidates &= candidates - 1;
            }
        }
        return best;
    }

    private int runningPriority() {
        int running = IDLE_PRIORITY;
        for (int word = 0; word < 2; word++) {
            for (long rest = active[word]; rest != 0; rest &= rest - 1) {
                running = Math.min(running, priority[word << 6 | Long.numberOfTrailingZeros(rest)]);
            }
        }
        return running;
    }

    private static boolean get(long[] bits, int pin) {
        return (bits[pin >>> 6] >>> pin & 1) != 0;
    }

    private static void set(long[] bits, int pin, boolean to) {
        if (to) {
            bits[pin >>> 6] |= 1L << pin;
        } else {
            bits[pin >>> 6] &= ~(1L << pin);
        }
    }

    // ---- registers ----

    long readDistributor(int offset, int size) {
        if (offset >= 0x400 && offset < 0x400 + PINS) {
            long value = 0;
            for (int i = size - 1; i >= 0; i--) {
                value = value << 8 | priority[offset - 0x400 + i & PINS - 1];
            }
            return value;
        }
        int bank = offset >>> 2 & 3;
        return switch (offset & ~0x7f) {
            case 0x000 -> offset == 0 ? distributorOn ? 1 : 0 : offset == 4 ? PINS / 32 - 1 : offset == 8 ? 0x43b : 0;
            case 0x100, 0x180 -> banked(enabled[bank >> 1], offset, bank);
            case 0x200, 0x280 -> banked(pending[bank >> 1] | line[bank >> 1], offset, bank);
            case 0x300, 0x380 -> banked(active[bank >> 1], offset, bank);
            case 0x800 -> 0x0101_0101L;
            case 0xc00 -> offset < 0xc00 + PINS / 4 ? configuration[offset - 0xc00 >>> 2] & 0xffff_ffffL : 0;
            default -> 0;
        };
    }

    void writeDistributor(int offset, int size, long value) {
        if (offset >= 0x400 && offset < 0x400 + PINS) {
            for (int i = 0; i < size; i++) {
                priority[offset - 0x400 + i & PINS - 1] = (int) (value >>> 8 * i) & 0xf8;
            }
            return;
        }
        int bank = offset >>> 2 & 3;
        long bits = (offset & 0x7c) < 16 ? (value & 0xffff_ffffL) << ((bank & 1) << 5) : 0;
        int word = bank >> 1;
        switch (offset & ~0x7f) {
            case 0x000 -> distributorOn = offset == 0 ? (value & 1) != 0 : distributorOn;
            case 0x100 -> enabled[word] |= bits;
            case 0x180 -> enabled[word] &= ~(word == 0 ? bits & ~0xffffL : bits);
            case 0x200 -> pending[word] |= bits;
            case 0x280 -> pending[word] &= ~bits;
            case 0x300 -> active[word] |= bits;
            case 0x380 -> active[word] &= ~bits;
            case 0xc00 -> {
                if (offset < 0xc00 + PINS / 4) {
                    configuration[offset - 0xc00 >>> 2] = (int) value;
                }
            }
            case 0xf00 -> {
                if (offset == 0xf00) {
                    set(pending, (int) value & 15, true);
                }
            }
            default -> { }
        }
    }

    private static long banked(long bits, int offset, int bank) {
        return (offset & 0x7c) < 16 ? bits >>> ((bank & 1) << 5) & 0xffff_ffffL : 0;
    }

    long readInterface(int offset) {
        return switch (offset) {
            case 0x00 -> interfaceOn ? 1 : 0;
            case 0x04 -> mask;
            case 0x08 -> binaryPoint;
            case 0x0c -> {
                int pin = acknowledge();
                yield pin < 0 ? SPURIOUS : pin;
            }
            case 0x14 -> Math.min(runningPriority(), 0xff);
            case 0x18 -> {
                int pin = highest();
                yield pin < 0 ? SPURIOUS : pin;
            }
            case 0xfc -> 0x0202_043bL;
            default -> 0;
        };
    }

    void writeInterface(int offset, long value) {
        switch (offset) {
            case 0x00 -> interfaceOn = (value & 1) != 0;
            case 0x04 -> mask = (int) value & 0xff;
            case 0x08 -> binaryPoint = (int) value & 7;
            case 0x10 -> endOfInterrupt((int) value & 1023);
            default -> { }
        }
    }
}
