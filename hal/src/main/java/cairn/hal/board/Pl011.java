package cairn.hal.board;

import cairn.kernel.hil.Console;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The PL011 serial line: output to a stream, input from bytes that were injected. Transmission takes no time.
 *
 * <pre>
 * 000 DR   004 RSR   018 FR   024 IBRD   028 FBRD   02c LCR_H   030 CR   034 IFLS   038 IMSC   03c RIS   040 MIS   044 ICR   fe0.. ID
 * </pre>
 */
final class Pl011 implements Console {
    /** Bytes of input held; more are refused. */
    static final int INPUT_CAPACITY = 1 << 16;

    private static final int RX = 1 << 4;
    private static final int TX = 1 << 5;
    private static final int RT = 1 << 6;
    private static final int FR_TX_EMPTY = 1 << 7;
    private static final int FR_RX_EMPTY = 1 << 4;
    private static final byte[] ID = {0x11, 0x10, 0x14, 0, 0x0d, (byte) 0xf0, 0x05, (byte) 0xb1};

    private final Gic gic;
    private final OutputStream out;
    private IOException failure;
    private final byte[] input = new byte[INPUT_CAPACITY];
    private int head;
    private int count;
    private int interruptMask = RX | RT;
    private boolean transmitted;
    private int integerBaud;
    private int fractionalBaud;
    private int lineControl;
    private int control = 0x301;
    private int fifoLevel = 0x12;

    Pl011(Gic gic, OutputStream out) {
        this.gic = gic;
        this.out = out;
    }

    @Override
    public void put(int value) {
        if (failure == null) {
            try {
                out.write(value);
                if ((value & 0xff) == '\n') {
                    out.flush();
                }
            } catch (IOException e) {
                failure = e;
            }
        }
        transmitted = true;
        signal();
    }

    @Override
    public int get() {
        if (count == 0) {
            return -1;
        }
        int value = input[head] & 0xff;
        head = (head + 1) % INPUT_CAPACITY;
        count--;
        signal();
        return value;
    }

    /** Appends received bytes; returns how many fitted. */
    int inject(byte[] bytes) {
        int fits = Math.min(bytes.length, INPUT_CAPACITY - count);
        for (int i = 0; i < fits; i++) {
            input[(head + count++) % INPUT_CAPACITY] = bytes[i];
        }
        signal();
        return fits;
    }

    /** Pushes buffered output on; the first failure to write, or null. */
    IOException flush() {
        if (failure == null) {
            try {
                out.flush();
            } catch (IOException e) {
                failure = e;
            }
        }
        return failure;
    }

    private int rawInterrupts() {
        return (count > 0 ? RX | RT : 0) | (transmitted ? TX : 0);
    }

    private void signal() {
        gic.line(Board.UART_PIN, (rawInterrupts() & interruptMask) != 0);
    }

    long read(int offset) {
        if (offset >= 0xfe0) {
            return ID[offset - 0xfe0 >>> 2] & 0xff;
        }
        return switch (offset) {
            case 0x00 -> Math.max(0, get());
            case 0x18 -> FR_TX_EMPTY | (count == 0 ? FR_RX_EMPTY : 0);
            case 0x24 -> integerBaud;
            case 0x28 -> fractionalBaud;
            case 0x2c -> lineControl;
            case 0x30 -> control;
            case 0x34 -> fifoLevel;
            case 0x38 -> interruptMask;
            case 0x3c -> rawInterrupts();
            case 0x40 -> rawInterrupts() & interruptMask;
            default -> 0;
        };
    }

    void write(int offset, long value) {
        int v = (int) value;
        switch (offset) {
            case 0x00 -> put(v & 0xff);
            case 0x24 -> integerBaud = v & 0xffff;
            case 0x28 -> fractionalBaud = v & 0x3f;
            case 0x2c -> lineControl = v & 0xff;
            case 0x30 -> control = v & 0xffff;
            case 0x34 -> fifoLevel = v & 0x3f;
            case 0x38 -> interruptMask = v & 0x7ff;
            case 0x44 -> transmitted &= (v & TX) == 0;
            default -> { }
        }
        signal();
    }
}
