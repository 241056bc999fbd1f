package cairn.ci.command;

import cairn.ci.CannotRun;
import cairn.ci.run.Project;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The sources of an earlier commit beside those of now, for the prover to compare input hashes. */
final class Since {
    /** What the prover reads of a commit. */
    private static final List<String> READ = List.of("kernel/src/main/java", "proofs/premises");
    /** If the prover itself has changed, hashes that it makes now say nothing about what it made then. */
    private static final List<String> PROVER = List.of("proofs/src/main", "proofs/pom.xml", "proofs/trusted-base.json", "pom.xml");

    private Since() {}

    /** Options for the driver; none if every obligation counts as affected. */
    static List<String> arguments(Project project, String revision) {
        String commit = git(project, "rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}");
        if (!commit.matches("[0-9a-f]{40,64}")) {
            throw new CannotRun("--since " + revision + ": git knows no such commit here");
        }
        List<String> diff = new ArrayList<>(List.of("diff", "--name-only", commit, "--"));
        diff.addAll(PROVER);
        String changed = git(project, diff.toArray(String[]::new));
        if (!changed.isEmpty()) {
            System.err.println("the prover has changed since (" + changed.lines().findFirst().orElse("") + "): every obligation counts as affected");
            return List.of();
        }
        Path folder = project.at(".cairn/since/" + commit);
        if (!Files.isDirectory(folder)) {
            unpack(project, commit, folder);
        }
        return List.of("--since", project.shown(folder.resolve(READ.get(0))), "--since-premises", project.shown(folder.resolve(READ.get(1))));
    }

    private static void unpack(Project project, String commit, Path folder) {
        List<String> command = new ArrayList<>(List.of("git", "archive", "--format=zip", commit, "--"));
        command.addAll(READ);
        Path part = folder.resolveSibling(commit + "." + ProcessHandle.current().pid() + ".part");
        try {
            Process p = new ProcessBuilder(command).directory(project.root().toFile()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            try (InputStream in = p.getInputStream(); ZipInputStream zip = new ZipInputStream(in)) {
                for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
                    Path to = part.resolve(e.getName()).normalize();
                    if (!to.startsWith(part)) {
                        throw new CannotRun("--since: the archive names a file outside its folder: " + e.getName());
                    }
                    if (!e.isDirectory()) {
                        Files.createDirectories(to.getParent());
                        Files.copy(zip, to);
                    }
                }
                in.readAllBytes();
            }
            if (p.waitFor() != 0 || !Files.isDirectory(part)) {
                throw new CannotRun("--since: git cannot give the sources of " + commit);
            }
            Files.move(part, folder);
        } catch (IOException e) {
            throw new CannotRun("--since: the sources of " + commit + " cannot be unpacked: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotRun("interrupted");
        }
    }

    private static String git(Project project, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        try {
            Process p = new ProcessBuilder(command).directory(project.root().toFile()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            String text = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (p.waitFor() > 1) {
                return "";
            }
            return text;
        } catch (IOException e) {
            throw new CannotRun("--since needs git: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotRun("interrupted");
        }
    }
}
