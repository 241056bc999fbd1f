// SPDX-License-Identifier: MIT
package cairn.proofs;

import cairn.proofs.key.KeyWorker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** One KeY process with a home folder of its own. */
final class Worker implements AutoCloseable {
    private static final long LOAD_LIMIT_MS = 600_000;
    private static final ScheduledExecutorService WATCH = Executors.newSingleThreadScheduledExecutor(r -> {
        Thread t = new Thread(r, "watch");
        t.setDaemon(true);
        return t;
    });

    private final Process process;
    private final Writer tasks;
    private final BufferedReader answers;
    private Map<String, Object> ready = Map.of();
    private final Path work;

    /** @param brief few tasks: the quick compiler pays off */
    Worker(Path work, boolean brief) {
        this.work = work;
        Disk.folder(work.resolve("home"));
        Disk.folder(work.resolve("tmp"));
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        ProcessBuilder b = new ProcessBuilder(java.toString(), "-Xmx1500m", "-Xss16m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=" + (brief ? 1 : 4),
                "-Dfile.encoding=UTF-8", "-Duser.home=" + work.resolve("home").toAbsolutePath(),
                "-Djava.io.tmpdir=" + work.resolve("tmp").toAbsolutePath(), "-Djava.awt.headless=true", "-cp",
                System.getProperty("java.class.path"), KeyWorker.class.getName(),
                work.resolve("tmp").toAbsolutePath().toString());
        b.redirectError(work.resolve("log.txt").toFile());
        try {
            process = b.start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + java, e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        tasks = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** @return {@code contracts} that KeY found in the view, or {@code failed} with a message and perhaps a {@code file} and {@code line} */
    Map<String, Object> load(Path view) {
        Map<String, Object> first = ask(Map.of("load", view.toAbsolutePath().toString()), LOAD_LIMIT_MS);
        ready = first == null ? Map.of("failed", "KeY did not start; see " + work.resolve("log.txt")) : first;
        return ready;
    }

    @SuppressWarnings("unchecked")
    List<String> contracts() {
        return (List<String>) ready.get("contracts");
    }

    boolean alive() {
        return process.isAlive();
    }

    /** @return the answer, or null if the process died or took longer than the limit, and is gone now */
    Map<String, Object> ask(Map<String, Object> task, long limitMs) {
        try {
            tasks.write(Json.write(task) + "\n");
            tasks.flush();
        } catch (IOException e) {
            return null;
        }
        return read(limitMs);
    }

    private Map<String, Object> read(long limitMs) {
        AtomicBoolean answered = new AtomicBoolean();
        var watch = WATCH.schedule(() -> {
            if (!answered.get()) {
                process.destroyForcibly();
            }
        }, limitMs, TimeUnit.MILLISECONDS);
        try {
            String line = answers.readLine();
            return line == null ? null : Json.readObject(line);
        } catch (IOException | IllegalArgumentException e) {
            return null;
        } finally {
            answered.set(true);
            watch.cancel(false);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            // the system counts the CPU time of a child that was waited for
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
