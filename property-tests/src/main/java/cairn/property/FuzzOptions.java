package cairn.property;

import java.nio.file.Path;

/** What {@code ./cairn fuzz} was asked for, of the core's operations as of IPC. A wrong option is an IllegalArgumentException that says what is right. */
public final class FuzzOptions {
    private final String usage;

    /** Time and steps after which the campaign ends, whichever comes first. */
    public long nanos = 10_000_000_000L;
    public long steps = Long.MAX_VALUE;
    public long seed = System.nanoTime() & 0xffff_ffffL;
    /** Steps of one sequence. */
    public int length;
    /** The invariants are evaluated after every so many steps; 0: never. */
    public int invariants;
    /** {@code real}, or the ID of a broken kernel. */
    public String kernel = "real";
    /** The file to run again instead, or null. */
    public String replay;
    /** The folder for the campaign's row, or null. */
    public Path record;

    /**
     * @param mode       the option that chooses the campaign, and a blank; or nothing
     * @param length     where none is given
     * @param invariants where none is given
     */
    public FuzzOptions(String mode, int length, int invariants, String... arguments) {
        usage = "usage: fuzz " + mode + "[--for 10s|5m|1h] [--steps N] [--seed S] [--length N] [--invariants EVERY] "
                + "[--kernel real|ID] [--replay FILE] [--record FOLDER]";
        this.length = length;
        this.invariants = invariants;
        boolean timed = false;
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[i] + " needs a value; " + usage);
            }
            timed |= arguments[i].equals("--for");
            take(arguments[i], arguments[i + 1], timed);
        }
    }

    private void take(String option, String value, boolean timed) {
        switch (option) {
            case "--for" -> nanos = duration(value);
            case "--steps" -> {
                steps = number(option, value, 1, Long.MAX_VALUE);
                nanos = timed ? nanos : Long.MAX_VALUE;
            }
            case "--seed" -> seed = number(option, value, Long.MIN_VALUE, Long.MAX_VALUE);
            case "--length" -> length = (int) number(option, value, 1, 1_000_000);
            case "--invariants" -> invariants = (int) number(option, value, 0, Integer.MAX_VALUE);
            case "--kernel" -> kernel = value;
            case "--replay" -> replay = value;
            case "--record" -> record = Path.of(value);
            default -> throw new IllegalArgumentException("unknown option " + option + "; " + usage);
        }
    }

    private static long number(String option, String text, long least, long most) {
        try {
            long n = Long.parseLong(text);
            if (n >= least && n <= most) {
                return n;
            }
        } catch (NumberFormatException e) {
            // The message below says it.
        }
        throw new IllegalArgumentException(option + " takes a number from " + least + " to " + most + ", not '" + text + "'");
    }

    private static long duration(String text) {
        if (text.matches("[0-9]{1,6}[smh]")) {
            long n = Long.parseLong(text.substring(0, text.length() - 1));
            char unit = text.charAt(text.length() - 1);
            return n * (unit == 's' ? 1 : unit == 'm' ? 60 : 3600) * 1_000_000_000L;
        }
        throw new IllegalArgumentException("--for takes a number and s, m or h, for example 10s, not '" + text + "'");
    }
}
