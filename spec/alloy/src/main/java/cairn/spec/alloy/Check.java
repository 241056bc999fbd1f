package cairn.spec.alloy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Command line of the Alloy checker; see {@link #USAGE}. */
public final class Check {
    static final String USAGE = """
            usage: Check [options]
              --filter REGEX   only commands whose name contains a match (names: map/CDT-3, unmap/THM-1, broken/…; see --list)
              --solver NAME    sat4j (default), glucose or both
              --spec DIR       .als files to check (default: the packaged specification)
              --cache DIR      reuse and keep results here, one file for each input hash
              --out FILE       write all rows as JSON lines
              --json           JSON lines on standard output instead of text
              --jobs N         worker processes, 1 to 64 (default 1: in this process)
              --shard I/N      only the I-th of N parts of the commands, I from 1 to N, N at most 256
              --limit SECONDS  give up (exit 2) when one command takes longer (default 600)
              --list           print the names of the commands and stop
            exit code: 0 all as expected, 1 something is not, 2 could not run
            """;

    private static final ObjectMapper JSON = new ObjectMapper();
    /** 256 machines with 64 workers each. */
    private static final int MOST_SHARES = 256 * 64;

    private Pattern filter = Pattern.compile("");
    private List<Solver> solvers = List.of(Solver.sat4j);
    private Path spec;
    private Path cache;
    private Path out;
    private boolean json;
    private boolean list;
    private int jobs = 1;
    /** The share of this process: every {@code shards}-th command from {@code shard}, which counts from 0. */
    private int shard;
    private int shards = 1;
    private boolean worker;
    private long limitSeconds = 600;

    private Check() {}

    public static void main(String[] arguments) {
        int code = run(arguments, System.out, System.err);
        System.out.flush();
        System.exit(code);
    }

    /** As {@link #main}, in process. Returns the exit code. */
    public static int run(String[] arguments, PrintStream out, PrintStream err) {
        try {
            if (List.of(arguments).contains("--help")) {
                out.print(USAGE);
                return 0;
            }
            return parse(arguments).execute(out, err);
        } catch (SpecException e) {
            err.println("check: " + e.getMessage());
            return 2;
        } catch (IOException e) {
            err.println("check: " + e.getMessage() + ": cannot be written or read");
            return 2;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            err.println("check: interrupted");
            return 2;
        }
    }

    private static Check parse(String[] arguments) {
        Check c = new Check();
        for (int i = 0; i < arguments.length; i++) {
            String option = arguments[i];
            switch (option) {
                case "--json" -> c.json = true;
                case "--list" -> c.list = true;
                case "--filter" -> c.filter = regex(value(arguments, ++i));
                case "--solver" -> c.solvers = Solver.parse(value(arguments, ++i));
                case "--spec" -> c.spec = Path.of(value(arguments, ++i));
                case "--cache" -> c.cache = Path.of(value(arguments, ++i));
                case "--out" -> c.out = Path.of(value(arguments, ++i));
                case "--jobs" -> c.jobs = number(option, value(arguments, ++i), 1, 64);
                case "--limit" -> c.limitSeconds = number(option, value(arguments, ++i), 1, 86_400);
                case "--shard" -> c.share(option, value(arguments, ++i));
                case "--worker" -> { // the same for the worker processes: rows go to standard error, the rest is dropped
                    c.worker = true;
                    c.share(option, value(arguments, ++i));
                }
                default -> throw new SpecException("unknown option '" + option + "'; --help lists them");
            }
        }
        return c;
    }

    private void share(String option, String text) {
        String[] parts = text.split("/", 2);
        shards = number(option + " I/N: N", parts[parts.length - 1], 1, MOST_SHARES);
        shard = number(option + " I/N: I", parts[0], 1, shards) - 1;
    }

    private static String value(String[] arguments, int i) {
        if (i >= arguments.length) {
            throw new SpecException("option " + arguments[i - 1] + " needs a value");
        }
        return arguments[i];
    }

    private static Pattern regex(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new SpecException("--filter '" + text + "' is not a regular expression: " + e.getDescription()
                    + " near position " + e.getIndex());
        }
    }

    private static int number(String option, String text, int least, int most) {
        try {
            int n = Integer.parseInt(text);
            if (n >= least && n <= most) {
                return n;
            }
        } catch (NumberFormatException e) {
            // reported below
        }
        throw new SpecException(option + " needs a whole number from " + least + " to " + most + ", not '" + text + "'");
    }

    private int execute(PrintStream print, PrintStream err) throws IOException, InterruptedException {
        SpecSources sources = spec == null ? SpecSources.packaged() : SpecSources.at(spec);
        Checker checker = new Checker(sources, cache);
        if (list) {
            checker.ids().stream().filter(id -> filter.matcher(id).find()).forEach(print::println);
            return 0;
        }
        if (checker.count(filter, solvers, 0, 1) == 0) {
            throw new SpecException("--filter '" + filter + "' matches no command; --list prints their names");
        }
        int total = checker.count(filter, solvers, shard, shards);
        int[] done = {0};
        Consumer<Result> progress = row -> print.println(json ? toJson(row) : text(row, ++done[0], total));
        List<Result> rows;
        if (worker) {
            rows = inProcess(checker, row -> err.println(toJson(row)), err);
        } else if (jobs > 1 || solvers.contains(Solver.glucose)) {
            // Glucose writes to standard output behind Java's back, so it runs where nobody reads that.
            rows = inWorkers(progress, err);
        } else {
            rows = inProcess(checker, progress, err);
        }
        rows.sort(Comparator.comparing(Result::file).thenComparing(Result::line).thenComparing(Result::solver));
        if (out != null) {
            StringBuilder lines = new StringBuilder();
            rows.forEach(row -> lines.append(toJson(row)).append('\n'));
            ResultStore.replace(out, lines.toString().getBytes(StandardCharsets.UTF_8));
        }
        if (!json && !worker) {
            print.println(summary(rows));
        }
        if (rows.stream().anyMatch(r -> r.status() == Status.error)) {
            return 2;
        }
        return rows.stream().allMatch(r -> r.status().good()) ? 0 : 1;
    }

    private List<Result> inProcess(Checker checker, Consumer<Result> progress, PrintStream err) {
        // A native solver cannot be interrupted: past the limit the process ends, and what was stored before stays.
        AtomicLong deadline = new AtomicLong(System.nanoTime() + TimeUnit.SECONDS.toNanos(limitSeconds));
        ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "check limit");
            thread.setDaemon(true);
            return thread;
        });
        watch.scheduleAtFixedRate(() -> {
            if (System.nanoTime() - deadline.get() > 0) {
                err.println("check: one command took longer than " + limitSeconds + " s: raise --limit or lower its scope");
                Runtime.getRuntime().halt(2);
            }
        }, 1, 1, TimeUnit.SECONDS);
        try {
            return new ArrayList<>(checker.run(filter, solvers, shard, shards, row -> {
                deadline.set(System.nanoTime() + TimeUnit.SECONDS.toNanos(limitSeconds));
                progress.accept(row);
            }));
        } finally {
            watch.shutdownNow();
        }
    }

    /** Alloy keeps state in statics, so a worker is a JVM of its own; each takes every N-th command of this process's share. */
    private List<Result> inWorkers(Consumer<Result> progress, PrintStream err) throws IOException, InterruptedException {
        ConcurrentLinkedQueue<Result> rows = new ConcurrentLinkedQueue<>();
        List<Process> workers = new ArrayList<>();
        List<Thread> readers = new ArrayList<>();
        try {
            for (int i = 0; i < jobs; i++) {
                Process worker = new ProcessBuilder(workerCommand(i)).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
                workers.add(worker);
                Thread reader = new Thread(() -> {
                    try (BufferedReader lines = new BufferedReader(
                            new InputStreamReader(worker.getErrorStream(), StandardCharsets.UTF_8))) {
                        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                            if (!line.startsWith("{\"id\":")) {
                                err.println(line);
                                continue;
                            }
                            Result row = JSON.readValue(line, Result.class);
                            rows.add(row);
                            synchronized (progress) {
                                progress.accept(row);
                            }
                        }
                    } catch (IOException e) {
                        err.println("check: lost a worker: " + e.getMessage());
                    }
                }, "worker " + i);
                reader.start();
                readers.add(reader);
            }
            boolean failed = false;
            for (int i = 0; i < jobs; i++) {
                failed |= workers.get(i).waitFor() > 1;
                readers.get(i).join();
            }
            if (failed) {
                throw new SpecException("a worker process could not finish; its message is above");
            }
        } finally {
            workers.forEach(Process::destroy);
        }
        return new ArrayList<>(rows);
    }

    private List<String> workerCommand(int i) {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g", "-XX:+UseSerialGC",
                "-Xss8m", "-cp", System.getProperty("java.class.path"), Check.class.getName(), "--worker", (shard + shards * i + 1) + "/" + shards * jobs,
                "--filter", filter.pattern(), "--limit", Long.toString(limitSeconds),
                "--solver", solvers.size() > 1 ? "both" : solvers.get(0).name()));
        if (spec != null) {
            command.addAll(List.of("--spec", spec.toString()));
        }
        if (cache != null) {
            command.addAll(List.of("--cache", cache.toString()));
        }
        return command;
    }

    private static String toJson(Result row) {
        try {
            return JSON.writeValueAsString(row);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a row is plain data", e);
        }
    }

    private static String text(Result row, int done, int total) {
        String line = String.format("%4d/%d %-14s %-40s %-8s %7.2f s%s", done, total, row.status(), row.id(), row.solver(), row.seconds(),
                row.reused() ? " (reused)" : "");
        return row.message().isEmpty() ? line : line + "\n      " + row.file() + ":" + row.line() + ": " + row.message();
    }

    private static String summary(List<Result> rows) {
        Map<Status, Integer> counts = new EnumMap<>(Status.class);
        rows.forEach(r -> counts.merge(r.status(), 1, Integer::sum));
        double seconds = rows.stream().filter(r -> !r.reused()).mapToDouble(Result::seconds).sum();
        return rows.size() + " commands: " + counts + String.format(", %.1f CPU s", seconds);
    }
}
