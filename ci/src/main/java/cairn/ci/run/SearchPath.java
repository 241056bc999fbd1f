package cairn.ci.run;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

/** Programs that are no part of the project, where the user's PATH has them. */
public final class SearchPath {
    private SearchPath() {}

    /**
     * @param path value of the variable PATH; null: empty
     * @param names in the order of preference
     * @return null if none of them is there
     */
    public static Path find(String path, String... names) {
        for (String name : names) {
            for (String folder : path == null ? new String[0] : path.split(File.pathSeparator)) {
                Path file = Path.of(folder.isEmpty() ? "." : folder).resolve(name);
                if (Files.isRegularFile(file) && Files.isExecutable(file)) {
                    return file.toAbsolutePath();
                }
            }
        }
        return null;
    }
}
