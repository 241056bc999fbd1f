package cairn.kernel.entry;

import cairn.kernel.hil.Console;

/** What the kernel itself says on the console: a thread that cannot go on. Its texts are made at boot. */
final class Report {
    private static final String DIGITS = "0123456789abcdef";

    private final Console console;
    private final byte[] thread = bytes("kernel: thread ");
    private final byte[] stopped = bytes(" stopped: ");
    private final byte[] read = bytes("read of ");
    private final byte[] write = bytes("write to ");
    private final byte[] fetch = bytes("execution of ");
    private final byte[] unmapped = bytes(", not mapped");
    private final byte[] denied = bytes(", not permitted");
    private final byte[] other = bytes(", the memory does not answer");
    private final byte[] exception = bytes("exception class ");
    private final byte[] at = bytes(", pc ");
    private final byte[] digits = bytes(DIGITS);

    Report(Console console) {
        this.console = console;
    }

    private static byte[] bytes(String text) {
        byte[] b = new byte[text.length()];
        for (int i = 0; i < b.length; i++) {
            b[i] = (byte) text.charAt(i);
        }
        return b;
    }

    /** A page fault that nobody resolves. */
    void fault(int number, boolean fetched, boolean written, boolean missing, boolean forbidden, long address, long pc) {
        begin(number);
        put(fetched ? fetch : written ? write : read);
        hex(address);
        put(missing ? unmapped : forbidden ? denied : other);
        end(pc);
    }

    /** Any other exception. */
    void exception(int number, int exceptionClass, long pc) {
        begin(number);
        put(exception);
        hex(exceptionClass);
        end(pc);
    }

    private void begin(int number) {
        put(thread);
        decimal(number);
        put(stopped);
    }

    private void end(long pc) {
        put(at);
        hex(pc);
        console.put('\n');
    }

    private void put(byte[] text) {
        for (int i = 0; i < text.length; i++) {
            console.put(text[i]);
        }
    }

    private void hex(long value) {
        console.put('0');
        console.put('x');
        int shift = value == 0 ? 0 : (63 - Long.numberOfLeadingZeros(value)) / 4 * 4;
        for (int s = shift; s >= 0; s = s - 4) {
            console.put(digits[(int) (value >>> s) & 15]);
        }
    }

    private void decimal(int value) {
        int unit = 1;
        for (int rest = value; rest >= 10; rest = rest / 10) {
            unit = unit * 10;
        }
        for (int u = unit; u > 0; u = u / 10) {
            console.put(digits[value / u % 10]);
        }
    }
}
