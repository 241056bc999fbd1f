package cairn.hal.boot;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that the root task finds in memory.
 *
 * @param file      what is loaded, byte for byte
 * @param name      its name there; no space in it
 * @param arguments what follows the name on its command line; may be empty
 */
public record BootModule(Path file, String name, String arguments) {

    public BootModule {
        checkText("module name", name);
        checkText("module arguments", arguments);
        if (name.isEmpty() || name.contains(" ")) {
            throw new IllegalArgumentException("module name \"" + name + "\" is empty or has a space");
        }
    }

    /** Reads {@code FILE[=NAME][:ARGUMENTS]}; without a name the file's own is taken. A file whose name has '=' or ':' can be given alone. */
    public static BootModule parse(String text) throws BadOptionException {
        try {
            return read(text);
        } catch (IllegalArgumentException e) {
            throw new BadOptionException("--module \"" + text + "\": " + e.getMessage());
        }
    }

    private static BootModule read(String text) {
        if (Files.isRegularFile(Path.of(text))) {
            return new BootModule(Path.of(text), Path.of(text).getFileName().toString(), "");
        }
        int colon = text.indexOf(':');
        String before = colon < 0 ? text : text.substring(0, colon);
        String arguments = colon < 0 ? "" : text.substring(colon + 1).strip();
        int equals = before.indexOf('=');
        Path file = Path.of(equals < 0 ? before : before.substring(0, equals));
        if (file.toString().isEmpty()) {
            throw new IllegalArgumentException("use FILE, FILE=NAME or FILE=NAME:ARGUMENTS");
        }
        return new BootModule(file, equals < 0 ? file.getFileName().toString() : before.substring(equals + 1), arguments);
    }

    /** Command lines are bytes that end with a zero. */
    static void checkText(String what, String text) {
        for (char c : text.toCharArray()) {
            if (c < ' ' || c > '~') {
                throw new IllegalArgumentException(what + " has a character that is not printable ASCII");
            }
        }
    }

    String commandLine() {
        return arguments.isEmpty() ? name : name + " " + arguments;
    }
}
