package cairn.hal.boot;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.BindException;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The command that boots a system: the serial line on standard output and input, everything else on standard error.
 *
 * <p>Exit 0: the system came to rest, and said what was expected. 1: it did not. 2: it could not run.
 */
public final class Boot {
    private static final int TRACE_BUFFER = 1 << 16;

    private Boot() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments, System.in, System.out, System.err));
    }

    /** As {@link #main}, with the streams given; returns the exit code. */
    public static int run(String[] arguments, InputStream in, PrintStream out, PrintStream err) {
        try {
            BootArguments a = BootArguments.of(arguments);
            if (a.traceFile == null) {
                return run(a, in, out, err, err);
            }
            try (PrintStream trace = new PrintStream(
                    new java.io.BufferedOutputStream(Files.newOutputStream(a.traceFile), TRACE_BUFFER), false, StandardCharsets.UTF_8)) {
                int code = run(a, in, out, err, trace);
                if (trace.checkError()) {
                    throw new IOException(a.traceFile.toString());
                }
                return code;
            }
        } catch (BadOptionException | BadElfException e) {
            err.println("run: " + e.getMessage());
            return 2;
        } catch (IOException e) {
            err.println("run: " + e.getMessage() + ": cannot be read or written");
            return 2;
        }
    }

    private static int run(BootArguments a, InputStream in, PrintStream out, PrintStream err, PrintStream trace)
            throws BadElfException, BadOptionException, IOException {
        String expected = a.expect == null ? null : Files.readString(a.expect, StandardCharsets.ISO_8859_1);
        long start = System.nanoTime();
        BootOptions options = a.options(out, in, trace);
        BootSystem system = new BootSystem(options);
        BootResult result = a.record == null ? run(a, options, system, out, err) : recorded(a, options, system, out, err);
        if (result == null) {
            return 1;
        }
        if (a.state != null) {
            try (Writer state = Files.newBufferedWriter(a.state)) {
                new Recorder(system, a, state, Long.MAX_VALUE, 0).end(why(system, result), Summary.json(a.subject(), result));
            }
        }
        return finish(a, expected, system, result, (System.nanoTime() - start) / 1_000_000, out, err);
    }

    /** As {@link #run}, and every kernel entry into the file asked for. */
    private static BootResult recorded(BootArguments a, BootOptions options, BootSystem system, PrintStream out, PrintStream err)
            throws BadElfException, BadOptionException, IOException {
        try (Writer file = Files.newBufferedWriter(a.record)) {
            Recorder recorder = new Recorder(system, a, file, a.recordFrom, a.recordMost);
            system.record(recorder);
            BootResult result = run(a, options, system, out, err);
            recorder.end(why(system, result), Summary.json(a.subject(), result));
            return result;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static String why(BootSystem system, BootResult result) {
        return system.stopped() ? "the debugger ended it" : result.cameToRest() ? "at rest: nothing can run any more" : result.why();
    }

    /** Runs to the end; null when the engines differ, which was said. */
    private static BootResult run(BootArguments a, BootOptions options, BootSystem system, PrintStream out, PrintStream err)
            throws BadElfException, BadOptionException, IOException {
        if (a.engine == Engine.LOCKSTEP) {
            Lockstep lockstep = new Lockstep(options, system);
            BootResult result = lockstep.run();
            if (lockstep.difference() != null) {
                out.flush();
                err.println(lockstep.difference());
                return null;
            }
            return result;
        }
        if (a.engine == Engine.TRANSLATOR) {
            system.board().cpu().translate();
        }
        if (a.debuggerPort >= 0) {
            debug(system, a.debuggerPort, err);
        }
        return system.run();
    }

    private static int finish(BootArguments a, String expected, BootSystem system, BootResult result, long milliseconds, PrintStream out, PrintStream err)
            throws IOException {
        out.flush();
        boolean same = expected == null || expected.equals(result.output());
        if (!same) {
            err.println("run: the output differs from " + a.expect + " at line " + difference(expected, result.output()));
        }
        if (!result.cameToRest()) {
            err.println("run: " + why(system, result));
            system.dump(err);
        }
        boolean passed = same && result.cameToRest();
        if (!a.quiet) {
            system.stranded(err);
            err.print(a.json ? Summary.json(a.subject(), result, passed, milliseconds) : Summary.text(result, milliseconds));
        }
        if (a.report != null) {
            write(a.report, Summary.json(a.subject(), result, passed, milliseconds));
        }
        return passed ? 0 : 1;
    }

    private static void debug(BootSystem system, int port, PrintStream err) throws IOException, BadOptionException {
        try (ServerSocket socket = GdbStub.listen(port)) {
            err.println("run: waits for gdb: target remote 127.0.0.1:" + socket.getLocalPort());
            system.debug(socket);
        } catch (BindException e) {
            throw new BadOptionException("--gdb " + port + ": the port is in use");
        } catch (SocketException e) {
            err.println("run: the debugger went away; the run goes on without it");
        }
    }

    private static int difference(String expected, String output) {
        String[] a = expected.split("\n", -1);
        String[] b = output.split("\n", -1);
        int line = 0;
        while (line < a.length && line < b.length && a[line].equals(b[line])) {
            line++;
        }
        return line + 1;
    }

    private static void write(Path file, String text) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, text, StandardCharsets.UTF_8);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
