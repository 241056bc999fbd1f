package cairn.ci.command;

import cairn.ci.CannotRun;

/** How many worker processes. */
final class Jobs {
    private static final int MOST_UNASKED = 4;
    private static final int MOST = 64;

    private Jobs() {}

    static int checked(Integer asked) {
        if (asked == null) {
            return Math.max(1, Math.min(MOST_UNASKED, Runtime.getRuntime().availableProcessors()));
        }
        if (asked < 1 || asked > MOST) {
            throw new CannotRun("--jobs needs a number from 1 to " + MOST + ", not " + asked);
        }
        return asked;
    }
}
