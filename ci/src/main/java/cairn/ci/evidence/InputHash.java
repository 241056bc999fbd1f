package cairn.ci.evidence;

import cairn.ci.CannotRun;
import cairn.ci.run.Project;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** SHA-256 of files and folders, by name and content; build output and hidden files do not count. */
public final class InputHash {
    private InputHash() {}

    /** Path relative to the top folder → SHA-256, for every file in the given files and folders that exists. */
    public static SortedMap<String, String> files(Project project, List<String> places) {
        SortedMap<String, String> hashes = new TreeMap<>();
        for (String place : places) {
            Path start = project.at(place);
            if (!Files.exists(start)) {
                continue;
            }
            try {
                Files.walkFileTree(start, new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                        String name = folder.getFileName().toString();
                        boolean skip = !folder.equals(start) && (name.equals("target") || name.startsWith("."));
                        return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                        if (attributes.isRegularFile() && (file.equals(start) || !file.getFileName().toString().startsWith("."))) {
                            hashes.put(project.shown(file), of(Files.readAllBytes(file)));
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
            } catch (IOException e) {
                throw new CannotRun(place + " cannot be read: " + e.getMessage(), e);
            }
        }
        return hashes;
    }

    /** One hash over names and contents, and over the settings that go with them. */
    public static String over(Map<String, String> files, String settings) {
        StringBuilder text = new StringBuilder(settings).append('\n');
        new TreeMap<>(files).forEach((name, hash) -> text.append(hash).append("  ").append(name).append('\n'));
        return of(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    public static String of(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
