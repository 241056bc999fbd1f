package cairn.ci.command;

import java.nio.file.Path;

/** Names of files as the user gave them, made independent of the folder that a tool runs in. */
final class Given {
    private Given() {}

    static String path(String name) {
        Path here = Path.of("").toAbsolutePath();
        return here.equals(Path.of(System.getProperty("cairn.root", "")).toAbsolutePath().normalize()) ? name : here.resolve(name).normalize().toString();
    }
}
