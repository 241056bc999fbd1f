package cairn.ci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher on machines that lack something: a copy of it in an empty project, and a PATH of this test's making. */
class LauncherTest {
    @TempDir
    private Path folder;
    private Path project;
    private Path bin;

    private record Said(int code, String text) {}

    @BeforeEach
    void machine() throws IOException {
        project = Files.createDirectories(folder.resolve("project with space"));
        bin = Files.createDirectories(folder.resolve("bin"));
        Files.copy(Path.of("../cairn"), project.resolve("cairn"));
        Files.writeString(project.resolve("pom.xml"), "<project/>");
        for (String tool : List.of("sh", "dirname", "sed", "head", "cat", "find", "mkdir", "mv", "rm", "grep", "flock", "readlink")) {
            for (String place : List.of("/usr/bin/", "/bin/")) {
                if (Files.exists(Path.of(place + tool)) && !Files.exists(bin.resolve(tool))) {
                    tool(tool, "exec " + place + tool + " \"$@\"");
                }
            }
        }
    }

    private void tool(String name, String script) throws IOException {
        Path file = bin.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        assertTrue(file.toFile().setExecutable(true));
    }

    private Said run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(List.of("/bin/sh", project.resolve("cairn").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.remove("JAVA_HOME");
        environment.put("PATH", bin.toString());
        Process p = builder.start();
        p.getOutputStream().close();
        String text = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(p.waitFor(), text);
    }

    private static void says(Said said, int code, String... parts) {
        for (String part : parts) {
            assertTrue(said.text().contains(part), said.text());
        }
        assertEquals(code, said.code(), said.text());
    }

    private void java(String version) throws IOException {
        tool("java", "if [ \"$1\" = -version ]; then echo 'openjdk version \"" + version + "\" 2025-01-01' >&2; else echo \"started $*\"; fi");
    }

    /** What Maven would leave. */
    private void maven() throws IOException {
        tool("mvn", "echo x >> mvn-runs; mkdir -p ci/target/classes; echo a.jar > ci/target/classpath.txt");
    }

    @Test
    void noJava() throws Exception {
        says(run("verify"), 2, "cairn: there is no java on the PATH", "openjdk-17-jdk-headless");
    }

    @Test
    void oldJava() throws Exception {
        java("11.0.2");
        says(run("verify"), 2, "is Java 11, but 17 or newer is needed");
    }

    @Test
    void javaWithoutCompiler() throws Exception {
        java("17.0.1");
        maven();
        says(run("verify"), 2, "no compiler beside it");
    }

    @Test
    void noMaven() throws Exception {
        java("17.0.1");
        tool("javac", "");
        says(run("verify"), 2, "cairn: there is no mvn on the PATH", "apt-get install maven");
    }

    @Test
    void aBuildThatFailsIsShownAndLeavesNoStamp() throws Exception {
        java("17.0.1");
        tool("javac", "");
        tool("mvn", "echo '[ERROR] Tree.java:[3,1] broken'; exit 1");
        says(run("verify"), 2, "[ERROR] Tree.java:[3,1] broken", "the build failed", "target/cairn-build.log");
        assertFalse(Files.exists(project.resolve("target/cairn-built")));
    }

    @Test
    void buildsOnceAndAgainWhenASourceIsNewer() throws Exception {
        java("21");
        tool("javac", "");
        maven();
        Path source = Files.createDirectories(project.resolve("kernel/src")).resolve("A.java");
        Files.writeString(source, "");
        says(run("prove", "a b"), 0, "cairn: building", "cairn.ci.Main prove a b");
        assertFalse(run("prove").text().contains("building"));
        Files.setLastModifiedTime(source, java.nio.file.attribute.FileTime.fromMillis(System.currentTimeMillis() + 60_000));
        says(run("prove"), 0, "cairn: building");
        assertEquals(2, Files.readAllLines(project.resolve("mvn-runs")).size());
    }

    /** It says what was old, so it must see it; a build would renew it first. */
    @Test
    void aChangedSpecificationIsNoReasonToBuildBeforeTranslate() throws Exception {
        java("21");
        tool("javac", "");
        maven();
        Path source = Files.createDirectories(project.resolve("spec/alloy")).resolve("a.als");
        Files.createDirectories(project.resolve("kernel"));
        Files.writeString(source, "");
        says(run("translate"), 0, "cairn: building");
        Files.setLastModifiedTime(source, java.nio.file.attribute.FileTime.fromMillis(System.currentTimeMillis() + 60_000));
        assertFalse(run("translate").text().contains("building"));
        says(run("check"), 0, "cairn: building");
    }
}
