package cairn.ci.stage;

import cairn.ci.run.Project;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Which commit the sources are, as far as git can tell. */
final class Commit {
    private Commit() {}

    static String of(Project project) {
        String head = git(project, "rev-parse", "HEAD");
        if (head.isEmpty()) {
            return "unknown";
        }
        return head + (git(project, "status", "--porcelain", "--untracked-files=no").isEmpty() ? "" : " with local changes");
    }

    private static String git(Project project, String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = "git";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        try {
            Process p = new ProcessBuilder(command).directory(project.root().toFile()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            String text = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return p.waitFor(10, TimeUnit.SECONDS) && p.exitValue() == 0 ? text : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
