package cairn.hal.boot;

import cairn.hal.aarch64.Cpu;
import cairn.hal.aarch64.PhysicalMemory;
import cairn.hal.board.Board;
import cairn.hal.board.Machine;
import cairn.hal.board.RunResult;
import cairn.kernel.abi.Limits;
import cairn.kernel.boot.Hardware;
import cairn.kernel.boot.Sizes;
import cairn.kernel.entry.Kernel;
import cairn.kernel.hil.Mmu;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.ServerSocket;

/**
 * Boots the kernel on the board: with one image as the only program, or with a root pager and a root task.
 *
 * <pre>
 *  one image    | image | ............ the rest is its own, at identity addresses ........... | kernel-user memory | page tables |
 *  user land    | what {@link RamPlan} says; all of it is the root pager's, at identity addresses | kernel-user memory | page tables |
 * </pre>
 *
 * An image alone runs at its own addresses; one that is linked to RAM, or relocatable, at its physical address.
 */
public final class BootSystem {
    private static final long MIN_RAM = 16L << 20;
    /** Priority of the first threads. */
    private static final int FIRST_PRIORITY = 64;
    private static final int ALL_RIGHTS = 7;
    private static final int READ_EXECUTE = 5;
    private static final long PAGE = 4096; // of device registers
    /** Instructions between two looks at the clock and the keyboard. */
    private static final long STRETCH = 10_000_000;

    private final BootOptions options;
    private final Board board;
    private final Machine machine;
    private final KernelOnBoard joined;
    private cairn.kernel.boot.Boot boot;
    private final Kernel kernel;
    private final Keyboard keyboard;
    private final InputLines input;
    /** What has run so far; null before the first instruction. */
    private RunResult total;
    private boolean stopped;
    private final Output output;

    /** Puts board, kernel and images together; nothing has run yet. */
    public BootSystem(BootOptions options) throws BadElfException, BadOptionException {
        this.options = options;
        Sizes sizes = new Sizes();
        checkRam(options.ram());
        if (options.budget() < 1) {
            throw new BadOptionException("budget " + options.budget() + ": use 1 or more instructions");
        }
        output = new Output(options.console());
        board = board(options, sizes, output);
        long end = board.tableBase() - sizes.kernelUserFrames * 4096L;
        long ramFrame = Board.RAM_BASE >>> 12;
        UserLand land = options.userLand();
        Hardware hw = new Hardware(mmu(), board.ram(), board.console(), board.timer(), board.interrupts(), Board.TIMER_PIN, Board.UART_PIN,
                ramFrame, (end >>> 12) - ramFrame, end >>> 12, land == null ? 0 : Board.RAM_BASE);
        kernel = land == null ? alone(hw, sizes, end) : several(hw, sizes, end);
        board.interrupts().unmask(Board.TIMER_PIN);
        joined = new KernelOnBoard(kernel, boot.pools(), board.ram(), options);
        machine = new Machine(board, joined);
        input = options.input() == null ? null : new InputLines(options.input());
        keyboard = options.keyboard() == null ? null : new Keyboard(options.keyboard());
    }

    private static Board board(BootOptions options, Sizes sizes, OutputStream output) throws BadOptionException {
        try {
            return new Board(options.cpu(), options.ram(), sizes.mmuTables(), output);
        } catch (OutOfMemoryError e) {
            throw new BadOptionException("RAM of " + (options.ram() >> 20) + " MiB does not fit in the memory of this virtual machine");
        }
    }

    private Kernel alone(Hardware hw, Sizes sizes, long end) throws BadElfException {
        ElfImage image = ElfImage.read(options.image());
        long physical = placed(image, end);
        image.place(board.ram(), physical);
        boot = new cairn.kernel.boot.Boot(hw, sizes);
        long base = image.relocatable() ? physical - image.start() : 0;
        mapImage(image, physical, base);
        mapIdentity(Board.RAM_BASE, physical, ALL_RIGHTS);
        mapIdentity(physical + image.end() - image.start(), end, ALL_RIGHTS);
        if (image.end() + base <= Board.UART_BASE || image.start() + base >= Board.UART_BASE + PAGE) {
            boot.device(Board.UART_BASE >>> 12, 1);
        }
        return boot.start(image.entry() + base, FIRST_PRIORITY);
    }

    private Kernel several(Hardware hw, Sizes sizes, long end) throws BadElfException, BadOptionException {
        UserLand land = options.userLand();
        long top = Board.RAM_BASE + options.ram();
        RamPlan plan = RamPlan.of(land, ElfImage.read(land.pager()), ElfImage.read(land.root()), Board.RAM_BASE, end, top, Limits.UTCB_AREA + 0xffff);
        plan.write(board.ram(), new InformationPage(Cpu.COUNTER_HZ));
        boot = new cairn.kernel.boot.Boot(hw, sizes);
        mapIdentity(Board.RAM_BASE, Board.RAM_BASE + InformationPage.SIZE, READ_EXECUTE);
        mapIdentity(Board.RAM_BASE + InformationPage.SIZE, end, ALL_RIGHTS);
        boot.device(Board.UART_BASE >>> 12, 1);
        return boot.start(plan.pager().entry(), plan.root().entry(), FIRST_PRIORITY);
    }

    /** Boots and runs to the end of the budget or until nothing can run any more. */
    public static BootResult run(BootOptions options) throws BadElfException, BadOptionException {
        return new BootSystem(options).run();
    }

    /** Runs until nothing can run any more, or the budget or the time is used up. */
    public BootResult run() {
        long ends = options.timeout() == 0 ? Long.MAX_VALUE : System.nanoTime() + options.timeout() * 1_000_000_000L;
        boolean late = isPast(ends);
        while (!late && !stopped && (total == null || !isOver(total) || total.stop() == RunResult.Stop.IDLE && typed(ends))) {
            advance(STRETCH);
            late = isPast(ends);
        }
        return result(total == null ? machine.run(0) : total, late);
    }

    /** Lets a debugger at the machine, before {@link #run} does the rest. */
    void debug(ServerSocket socket) throws IOException {
        new GdbStub(this).serve(socket, (int) Math.min(options.timeout() * 1000, Integer.MAX_VALUE));
    }

    /** Goes on for at most {@code steps} instructions and kernel entries; returns how this part of the run ended. */
    RunResult advance(long steps) {
        RunResult r = stretch(Math.min(steps, options.budget() - (total == null ? 0 : total.spent())));
        total = total == null ? r : total.then(r);
        return r;
    }

    /** Whether {@code r} is the end of the run, if nothing is typed. */
    boolean isOver(RunResult r) {
        return r.stop() != RunResult.Stop.BUDGET || total.spent() >= options.budget();
    }

    /** There is nothing more to run. */
    void stop() {
        stopped = true;
    }

    boolean stopped() {
        return stopped;
    }

    /** What became of it, given all that ran. */
    BootResult result(RunResult total, boolean late) {
        return new BootResult(output.text(), total, late && total.stop() != RunResult.Stop.IDLE,
                joined.systemCalls(), joined.faults(), joined.switches(), board.timer().now());
    }

    /** Runs for {@code budget} instructions and kernel entries, without a keyboard. */
    RunResult part(long budget) {
        return machine.run(budget);
    }

    private RunResult stretch(long left) {
        if (keyboard != null) {
            keyboard.type(board);
        }
        joined.instruction();
        return machine.run(joined.tracesInstructions() ? Math.min(left, 1) : left);
    }

    private boolean isPast(long ends) {
        return ends != Long.MAX_VALUE && System.nanoTime() - ends > 0;
    }

    /** Nothing can run: whether somebody listens, and input came, or a key was pressed before time was up. */
    private boolean typed(long ends) {
        if (!board.listens()) {
            return false;
        }
        return input != null && input.type(board) > 0 || keyboard != null && keyboard.await(ends) && keyboard.type(board) > 0;
    }

    /** What the kernel holds, for a person. */
    void dump(PrintStream out) {
        new StateDump(boot, board.ram()).print(out);
    }

    /** Threads that an exception stopped without a word on the serial line. */
    void stranded(PrintStream out) {
        new StateDump(boot, board.ram()).stranded(out);
    }

    /** Records every kernel entry from now on. */
    void record(Recorder with) {
        joined.record(with);
    }

    /** What was written on the serial line. */
    Output output() {
        return output;
    }

    public Board board() {
        return board;
    }

    /** The kernel's parts, for observers. */
    public cairn.kernel.boot.Boot boot() {
        return boot;
    }

    public Kernel kernel() {
        return kernel;
    }

    private static void checkRam(long ram) throws BadOptionException {
        if (ram < MIN_RAM || ram > PhysicalMemory.MAX_SIZE || ram % 4096 != 0) {
            throw new BadOptionException("RAM of " + ram + " bytes: use a multiple of 4 KiB from " + (MIN_RAM >> 20) + " to "
                    + (PhysicalMemory.MAX_SIZE >> 20) + " MiB");
        }
    }

    /** Physical address of the image. */
    private static long placed(ElfImage image, long end) throws BadElfException {
        long length = image.end() - image.start();
        boolean inRam = !image.relocatable() && image.end() > Board.RAM_BASE && image.start() < end;
        long physical = inRam ? image.start() : Board.RAM_BASE;
        if (physical < Board.RAM_BASE || physical + length > end) {
            throw new BadElfException(image.name(), "needs " + (length >> 10) + " KiB at physical address 0x"
                    + Long.toHexString(physical) + ", and RAM for programs is 0x" + Long.toHexString(Board.RAM_BASE) + " to 0x"
                    + Long.toHexString(end));
        }
        if (image.end() > Limits.UTCB_AREA && !image.relocatable()) {
            throw new BadElfException(image.name(), "reaches the address 0x" + Long.toHexString(Limits.UTCB_AREA)
                    + " of the kernel-user memory");
        }
        return physical;
    }

    /** Runs of pages with the same rights; a page that two segments share has the rights of both. */
    private void mapImage(ElfImage image, long physical, long base) {
        long from = image.start();
        while (from < image.end()) {
            int rights = image.rights(from);
            long to = from + 4096;
            while (to < image.end() && image.rights(to) == rights) {
                to += 4096;
            }
            if (rights != 0) {
                boot.map(from + base >>> 12, physical + (from - image.start()) >>> 12, to - from >>> 12, rights);
            }
            from = to;
        }
    }

    private void mapIdentity(long from, long to, int rights) {
        if (from < to) {
            boot.map(from >>> 12, from >>> 12, to - from >>> 12, rights);
        }
    }

    private Mmu mmu() {
        PrintStream out = options.stream(BootOptions.Trace.MMU);
        return out == null ? board.mmu() : new TracedMmu(board.mmu(), out);
    }
}
