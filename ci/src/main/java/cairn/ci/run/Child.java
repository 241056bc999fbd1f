package cairn.ci.run;

import cairn.ci.CannotRun;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** A tool in a process of its own, read line by line. When this process ends, so do its children and theirs. */
public final class Child {
    static {
        Runtime.getRuntime().addShutdownHook(new Thread(Child::endAll, "end children"));
    }

    private static volatile boolean ending;

    /** Instead of an exit code: it was ended because it took too long. */
    public static final int LATE = -1;

    private final List<String> command;
    private final Path folder;
    private final long seconds;

    private Child(List<String> command, Path folder, long seconds) {
        this.command = List.copyOf(command);
        this.folder = folder;
        this.seconds = seconds;
    }

    private Child(List<String> command, Path folder) {
        this(command, folder, 0);
    }

    /** A program that is no part of the project. */
    public static Child program(Project project, Path program, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(arguments);
        return new Child(command, project.root());
    }

    /** @param megabytes heap limit of the process */
    public static Child java(Project project, String classpath, int megabytes, String main, List<String> arguments) {
        return java(project, classpath, List.of("-Xmx" + megabytes + "m", "-XX:+UseSerialGC"), main, arguments);
    }

    /** One source file without dependencies, compiled as it starts. */
    public static Child source(Project project, String file, String... arguments) {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), file));
        command.addAll(List.of(arguments));
        return new Child(command, project.root());
    }

    public static Child java(Project project, String classpath, List<String> options, String main, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classpath, main));
        command.addAll(arguments);
        return new Child(command, project.root());
    }

    /** The same with another value for an option that it has already. */
    public Child with(String option, String value) {
        List<String> other = new ArrayList<>(command);
        other.set(other.indexOf(option) + 1, value);
        return new Child(other, folder, seconds);
    }

    /** The same, ended with its children when it takes longer. */
    public Child within(long limitSeconds) {
        return new Child(command, folder, limitSeconds);
    }

    /** The same with another working folder. */
    public Child in(Path other) {
        return new Child(command, other, seconds);
    }

    /**
     * Runs it to its end.
     *
     * @param out is told each line of standard output
     * @param err is told each line of standard error
     * @return the exit code, or {@link #LATE}
     */
    public int run(Consumer<String> out, Consumer<String> err) {
        haltIfEnding();
        Process process;
        try {
            process = new ProcessBuilder(command).directory(folder.toFile())
                    .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null"))).start();
        } catch (IOException e) {
            throw new CannotRun(command.get(0) + " could not be started: " + e.getMessage(), e);
        }
        AtomicBoolean late = new AtomicBoolean();
        if (seconds > 0) {
            CompletableFuture.delayedExecutor(seconds, TimeUnit.SECONDS).execute(() -> {
                if (process.isAlive()) {
                    late.set(true);
                    process.descendants().forEach(ProcessHandle::destroyForcibly);
                    process.destroyForcibly();
                }
            });
        }
        try {
            Thread errors = new Thread(() -> read(process.errorReader(StandardCharsets.UTF_8), err), "stderr of " + command.get(0));
            errors.start();
            read(process.inputReader(StandardCharsets.UTF_8), out);
            int code = process.waitFor();
            errors.join();
            haltIfEnding();
            return late.get() ? LATE : code;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotRun("interrupted");
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
    }

    /** Runs it on this process's own terminal: nothing is read, nothing is recorded. */
    public int runAttached() {
        haltIfEnding();
        try {
            return new ProcessBuilder(command).directory(folder.toFile()).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new CannotRun(command.get(0) + " could not be started: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotRun("interrupted");
        }
    }

    private static void read(BufferedReader lines, Consumer<String> to) {
        try (lines) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                to.accept(line);
            }
        } catch (IOException e) {
            // The process was ended while it wrote: its exit code tells.
        }
    }

    /** Once this process is ending, the thread that runs the stages goes no further: what a killed child left is no result. */
    private static void haltIfEnding() {
        while (ending) {
            LockSupport.park();
        }
    }

    private static void endAll() {
        ending = true;
        // Twice: one may have been started while the first round looked.
        for (int round = 0; round < 2; round++) {
            List<ProcessHandle> all = ProcessHandle.current().descendants().toList();
            all.forEach(ProcessHandle::destroy);
            for (ProcessHandle p : all) {
                try {
                    p.onExit().get(2, TimeUnit.SECONDS);
                } catch (Exception e) {
                    p.destroyForcibly();
                }
            }
        }
    }
}
