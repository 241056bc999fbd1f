package cairn.hal.boot;

/** An executable was refused. The message is one line that names the file, the field and what is wrong with it. */
public final class BadElfException extends Exception {
    BadElfException(String file, String problem) {
        super(file + ": " + problem);
    }
}
