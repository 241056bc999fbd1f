package cairn.hal.board;

import cairn.hal.aarch64.Bus;
import cairn.hal.aarch64.Cpu;
import cairn.hal.aarch64.CpuModel;
import cairn.hal.aarch64.PageTables;
import cairn.hal.aarch64.PhysicalMemory;
import cairn.kernel.hil.Console;
import cairn.kernel.hil.InterruptController;
import cairn.kernel.hil.Timer;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The machine's parts and where they answer.
 *
 * <pre>
 * 0x0800_0000  GIC distributor (64 KiB)      interrupt 30  timer
 * 0x0801_0000  GIC CPU interface (64 KiB)    interrupt 33  PL011
 * 0x0900_0000  PL011 (4 KiB)
 * 0x4000_0000  RAM ........................... end of RAM
 *                             | page tables  |  table n at tableBase() + n * 4096
 * </pre>
 */
public final class Board {
    public static final long RAM_BASE = 0x4000_0000L;
    public static final long UART_BASE = 0x0900_0000L;
    public static final long GIC_BASE = 0x0800_0000L;
    /** Interrupt of the timer (a private one). */
    public static final int TIMER_PIN = 30;
    /** Interrupt of the serial line: asserted while received bytes wait. */
    public static final int UART_PIN = 33;

    private final PhysicalMemory memory;
    private final Gic gic = new Gic();
    private final VirtualTimer timer = new VirtualTimer(gic);
    private final Pl011 uart;
    private final Cpu cpu;
    private final PageTables tables;
    private final long tableBase;

    /**
     * @param ramSize    bytes of RAM, a multiple of 4 KiB
     * @param pageTables number of page tables, taken from the end of RAM
     * @param output     receives what is sent on the serial line
     */
    public Board(CpuModel model, long ramSize, int pageTables, OutputStream output) {
        if (pageTables < 1 || pageTables * 4096L >= ramSize) {
            throw new IllegalArgumentException(pageTables + " page tables do not fit in " + ramSize + " bytes of RAM");
        }
        memory = new PhysicalMemory(RAM_BASE, ramSize);
        uart = new Pl011(gic, output);
        cpu = new Cpu(model, memory, new Devices());
        tableBase = RAM_BASE + ramSize - pageTables * 4096L;
        tables = new PageTables(memory, cpu, tableBase, pageTables);
    }

    public PhysicalMemory ram() {
        return memory;
    }

    public PageTables mmu() {
        return tables;
    }

    public Console console() {
        return uart;
    }

    public Timer timer() {
        return timer;
    }

    public InterruptController interrupts() {
        return gic;
    }

    public Cpu cpu() {
        return cpu;
    }

    /** Physical address of page table 0; RAM from here on belongs to the tables. */
    public long tableBase() {
        return tableBase;
    }

    /** Bytes that arrive on the serial line; returns how many fitted in its queue of 64 KiB. */
    public int inject(byte[] bytes) {
        return uart.inject(bytes);
    }

    /** Whether somebody waits for the interrupt of the serial line. */
    public boolean listens() {
        return gic.isEnabled(UART_PIN);
    }

    /** Pushes buffered output on; the first failure to write it, or null. */
    public IOException flush() {
        return uart.flush();
    }

    Gic gic() {
        return gic;
    }

    VirtualTimer virtualTimer() {
        return timer;
    }

    private final class Devices implements Bus {
        @Override
        public boolean covers(long address) {
            return address >= GIC_BASE && address < GIC_BASE + 0x2_0000 || address >= UART_BASE && address < UART_BASE + 0x1000;
        }

        @Override
        public long read(long address, int size) {
            if (address >= UART_BASE) {
                return uart.read((int) (address - UART_BASE));
            }
            int offset = (int) (address - GIC_BASE);
            return offset < 0x1_0000 ? gic.readDistributor(offset, size) : gic.readInterface(offset - 0x1_0000);
        }

        @Override
        public void write(long address, int size, long value) {
            if (address >= UART_BASE) {
                uart.write((int) (address - UART_BASE), value);
                return;
            }
            int offset = (int) (address - GIC_BASE);
            if (offset < 0x1_0000) {
                gic.writeDistributor(offset, size, value);
            } else {
                gic.writeInterface(offset - 0x1_0000, value);
            }
        }
    }
}
