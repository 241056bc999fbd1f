package cairn.hal.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The remote protocol, spoken by hand, on the sample system. */
class GdbStubTest {
    private static final Path SAMPLE = Path.of("guests/sample/sample.elf");
    private static final String PEEK = "400104";

    private final ExecutorService other = Executors.newSingleThreadExecutor();
    private BootSystem system;
    private ServerSocket socket;
    private Future<?> stub;
    private Socket debugger;

    @BeforeEach
    void start() throws Exception {
        system = new BootSystem(BootOptions.of(SAMPLE).withTimeout(60));
        socket = GdbStub.listen(0);
        stub = other.submit(() -> {
            system.debug(socket);
            return null;
        });
        debugger = new Socket(InetAddress.getLoopbackAddress(), socket.getLocalPort());
    }

    @AfterEach
    void end() throws IOException {
        debugger.close();
        socket.close();
        other.shutdownNow();
    }

    /** The answer to {@code packet}, its checksum checked. */
    private String ask(String packet) throws IOException {
        OutputStream out = debugger.getOutputStream();
        out.write(("$" + packet + "#" + String.format("%02x", packet.chars().sum() & 255)).getBytes(StandardCharsets.ISO_8859_1));
        InputStream in = debugger.getInputStream();
        assertEquals('+', in.read(), packet);
        assertEquals('$', in.read(), packet);
        StringBuilder answer = new StringBuilder();
        for (int c = in.read(); c != '#'; c = in.read()) {
            answer.append((char) c);
        }
        assertEquals(String.format("%02x", answer.chars().sum() & 255), new String(in.readNBytes(2), StandardCharsets.ISO_8859_1));
        out.write('+');
        return answer.toString();
    }

    /** Red: in GdbStub.go, never look at the breakpoints: the system runs to its end. */
    @Test
    void registersMemoryStepAndBreakpoint() throws Exception {
        assertTrue(ask("qSupported:swbreak+").contains("qXfer:features:read+"));
        assertTrue(ask("qXfer:features:read:target.xml:0,4000").startsWith("l<?xml"));
        assertEquals("T05thread:1;", ask("?"));
        assertEquals("f000400000000000", ask("p20"));
        assertEquals("29000090", ask("m4000f0,4"), "adrp x9, …");
        assertEquals("T05thread:1;", ask("s"));
        assertEquals("f400400000000000", ask("p20"));
        assertEquals("OK", ask("Z0," + PEEK + ",4"));
        assertEquals("T05thread:1;", ask("c"));
        assertEquals("0401400000000000", ask("p20"));
        assertEquals("m1,2,3", ask("qfThreadInfo"));
        assertEquals("6170706c657300", ask("m10000000,7"), "apples");
        assertEquals("OK", ask("M10000000,1:41"));
        assertEquals("E0e", ask("m0,8"));
        assertEquals("E01", ask("p99"));
        assertEquals("E01", ask("mxyz,1"));
        assertEquals("", ask("vMustReplyEmpty"));
        assertEquals("OK", ask("z0," + PEEK + ",4"));
        assertEquals("OK", ask("D"));
        stub.get();
        BootResult r = system.run();
        assertTrue(r.cameToRest() && r.output().contains("\"Apples\""), r.output());
    }

    @Test
    void theEndOfTheMachineIsTold() throws Exception {
        assertEquals("W00", ask("c"));
        stub.get();
        assertTrue(system.run().cameToRest());
    }

    @Test
    void aKilledMachineDoesNothingMore() throws Exception {
        assertEquals("OK", ask("k"));
        stub.get();
        assertEquals(0, system.run().run().instructions());
    }
}
