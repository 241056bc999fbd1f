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
        String file = text;
        String name = "";
        String arguments = "";
        if (!Files.isRegularFile(Path.of(text))) {
            int colon = text.indexOf(':');
            if (colon >= 0) {
                arguments = text.substring(colon + 1).strip();
                file = text.substring(0, colon);
            }
            int equals = file.indexOf('=');
            if (equals >= 0) {
                name = file.substring(equals + 1);
                file = file.substring(0, equals);
                if (name.isEmpty()) {
                    throw new BadOptionException("--module \"" + text + "\": a name must follow '='");
                }
            }
        }
        if (file.isEmpty()) {
            throw new BadOptionException("--module \"" + text + "\": use FILE, FILE=NAME or FILE=NAME:ARGUMENTS");
        }
        try {
            Path path = Path.of(file);
            return new BootModule(path, name.isEmpty() ? path.getFileName().toString() : name, arguments);
        } catch (IllegalArgumentException e) {
            throw new BadOptionException("--module \"" + text + "\": " + e.getMessage());
        }
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
