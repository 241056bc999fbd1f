package cairn.hal.boot;

import cairn.hal.board.RunResult;
import cairn.kernel.hil.Frame;
import cairn.kernel.object.Thread;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * GDB's remote protocol on a loopback port, for one debugger: registers and memory of the kernel's threads, breakpoints, single step. A
 * breakpoint is a virtual address in whatever task reaches it. Thread n of the kernel is thread n + 1 of GDB.
 */
final class GdbStub {
    private static final String TARGET = "<?xml version=\"1.0\"?><!DOCTYPE target SYSTEM \"gdb-target.dtd\"><target version=\"1.0\">"
            + "<architecture>aarch64</architecture><feature name=\"org.gnu.gdb.aarch64.core\">" + registers() + "</feature></target>";
    private static final int REGISTERS = 34;
    private static final int CPSR = 33;
    /** Longest packet accepted, characters. */
    private static final int PACKET = 1 << 14;
    /** Instructions between two looks for an interrupt from the debugger. */
    private static final int LOOK = 100_000;
    private static final int INTERRUPT = 3;

    private final BootSystem system;
    private final Set<Long> breakpoints = new HashSet<>();
    private InputStream in;
    private OutputStream out;
    private Thread chosen;
    private boolean over;

    GdbStub(BootSystem system) {
        this.system = system;
    }

    private static String registers() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 31; i++) {
            text.append("<reg name=\"x").append(i).append("\" bitsize=\"64\"/>");
        }
        return text.append("<reg name=\"sp\" bitsize=\"64\" type=\"data_ptr\"/><reg name=\"pc\" bitsize=\"64\" type=\"code_ptr\"/>")
                .append("<reg name=\"cpsr\" bitsize=\"32\"/>").toString();
    }

    /**
     * Waits for a debugger and does what it says, until it lets go of the machine or the machine ends.
     *
     * @param milliseconds how long to wait for it, 0 for ever
     */
    void serve(ServerSocket socket, int milliseconds) throws IOException {
        socket.setSoTimeout(milliseconds);
        try (Socket debugger = socket.accept()) {
            in = new BufferedInputStream(debugger.getInputStream());
            out = debugger.getOutputStream();
            String packet = receive();
            while (packet != null && !over) {
                send(answer(packet));
                packet = over ? null : receive();
            }
        } catch (SocketTimeoutException e) {
            throw new IOException("no debugger came to port " + socket.getLocalPort(), e);
        }
    }

    static ServerSocket listen(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
    }

    // ---- packets ----

    /** The next packet's text, or null when the debugger is gone. */
    private String receive() throws IOException {
        while (true) {
            int c = in.read();
            while (c >= 0 && c != '$') {
                c = in.read();
            }
            StringBuilder text = new StringBuilder();
            int sum = 0;
            for (c = in.read(); c >= 0 && c != '#' && text.length() < PACKET; c = in.read()) {
                text.append((char) c);
                sum += c;
            }
            int high = Character.digit(in.read(), 16);
            int low = Character.digit(in.read(), 16);
            if (c < 0) {
                return null;
            }
            boolean good = (sum & 255) == (high << 4 | low);
            out.write(good ? '+' : '-');
            if (good) {
                return text.toString();
            }
        }
    }

    private void send(String text) throws IOException {
        int sum = text.chars().sum() & 255;
        out.write(("$" + text + "#" + String.format("%02x", sum)).getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private String answer(String p) throws IOException {
        try {
            return command(p);
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            return "E01"; // not as the protocol has it
        }
    }

    private String command(String p) throws IOException {
        switch (p.isEmpty() ? ' ' : p.charAt(0)) {
            case '?':
                return stopped();
            case 'g':
                return everyRegister();
            case 'G':
                return setAll(p.substring(1));
            case 'p':
                return register(Integer.parseInt(p.substring(1), 16));
            case 'P':
                return set(Integer.parseInt(p.substring(1, p.indexOf('=')), 16), p.substring(p.indexOf('=') + 1));
            case 'm':
                return read(number(p, 1, ','), (int) number(p, p.indexOf(',') + 1, '\0'));
            case 'M':
                return write(number(p, 1, ','), p.substring(p.indexOf(':') + 1));
            case 'c':
                return go();
            case 's':
                return afterwards(system.advance(1), false);
            case 'Z':
            case 'z':
                return breakpoint(p);
            case 'H':
                return choose(p);
            case 'T':
                return exists(Integer.parseInt(p.substring(1), 16) - 1) ? "OK" : "E01";
            case 'D':
                over = true;
                return "OK";
            case 'k':
                over = true;
                system.stop();
                return "OK";
            default:
                return query(p);
        }
    }

    private String query(String p) {
        if (p.startsWith("qSupported")) {
            return "PacketSize=" + Integer.toHexString(PACKET - 16) + ";qXfer:features:read+";
        }
        if (p.startsWith("qXfer:features:read:target.xml:")) {
            int from = (int) number(p, p.lastIndexOf(':') + 1, ',');
            int length = (int) number(p, p.lastIndexOf(',') + 1, '\0');
            int to = Math.min(TARGET.length(), from + length);
            return (to == TARGET.length() ? "l" : "m") + TARGET.substring(Math.min(from, to), to);
        }
        return switch (p) {
            case "qAttached" -> "1";
            case "qC" -> "QC" + id(current());
            case "qfThreadInfo" -> threads();
            case "qsThreadInfo" -> "l";
            default -> "";
        };
    }

    private static long number(String p, int from, char end) {
        int to = end == '\0' ? p.length() : p.indexOf(end, from);
        return Long.parseUnsignedLong(p.substring(from, to), 16);
    }

    // ---- threads and registers ----

    private Thread current() {
        Thread t = chosen != null && chosen.exists() ? chosen : system.kernel().current();
        return t == null ? system.boot().pools().thread(0) : t;
    }

    private static String id(Thread t) {
        return Integer.toHexString(t.number + 1);
    }

    private boolean exists(int number) {
        return number >= 0 && number < system.boot().pools().threads() && system.boot().pools().thread(number).exists();
    }

    private String threads() {
        StringBuilder list = new StringBuilder("m");
        for (int i = 0; i < system.boot().pools().threads(); i++) {
            if (exists(i)) {
                list.append(list.length() > 1 ? "," : "").append(Integer.toHexString(i + 1));
            }
        }
        return list.toString();
    }

    private String choose(String p) {
        int number = p.substring(2).equals("-1") ? 0 : Integer.parseInt(p.substring(2), 16);
        if (number != 0 && !exists(number - 1)) {
            return "E01";
        }
        if (p.charAt(1) == 'g') {
            chosen = number == 0 ? null : system.boot().pools().thread(number - 1);
        }
        return "OK";
    }

    /** Little endian, two digits a byte. */
    private static String bytes(long value, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(String.format("%02x", value >>> 8 * i & 255));
        }
        return text.toString();
    }

    private static long value(String text) {
        long value = 0;
        for (int i = 0; i < text.length() / 2 && i < 8; i++) {
            value |= (long) Integer.parseInt(text.substring(2 * i, 2 * i + 2), 16) << 8 * i;
        }
        return value;
    }

    private String register(int number) {
        return number >= 0 && number < REGISTERS ? bytes(current().frame[number], number == CPSR ? 4 : 8) : "E01";
    }

    private String everyRegister() {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < REGISTERS; i++) {
            all.append(register(i));
        }
        return all.toString();
    }

    private String set(int number, String text) {
        if (number < 0 || number >= REGISTERS) {
            return "E01";
        }
        // Of the flags a program has only NZCV.
        current().frame[number] = number == CPSR ? value(text) & 0xf000_0000L : value(text);
        return "OK";
    }

    private String setAll(String text) {
        for (int i = 0; i < REGISTERS; i++) {
            set(i, text.substring(16 * i, Math.min(text.length(), 16 * i + (i == CPSR ? 8 : 16))));
        }
        return "OK";
    }

    // ---- memory ----

    private String read(long address, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length && text.length() < PACKET - 32; i++) {
            long at = Translation.physical(current().task(), address + i);
            if (at < 0 || !system.board().ram().contains(at, 1)) {
                break;
            }
            text.append(String.format("%02x", system.board().ram().read(at, 1)[0]));
        }
        return text.length() == 0 ? "E0e" : text.toString();
    }

    private String write(long address, String text) {
        for (int i = 0; i < text.length() / 2; i++) {
            long at = Translation.physical(current().task(), address + i);
            if (at < 0 || !system.board().ram().contains(at, 1)) {
                return "E0e";
            }
            system.board().ram().write(at, new byte[] {(byte) value(text.substring(2 * i, 2 * i + 2))}, 0, 1);
        }
        return "OK";
    }

    // ---- running ----

    private String breakpoint(String p) {
        if (p.charAt(1) != '0' && p.charAt(1) != '1') {
            return ""; // watchpoints are not supported
        }
        long at = number(p, 3, p.indexOf(',', 3) < 0 ? '\0' : ',');
        if (p.charAt(0) == 'Z') {
            breakpoints.add(at);
        } else {
            breakpoints.remove(at);
        }
        return "OK";
    }

    /** Runs to a breakpoint, to the debugger's interrupt, or to the end. */
    private String go() throws IOException {
        while (true) {
            for (int i = 0; i < LOOK; i++) {
                RunResult r = system.advance(breakpoints.isEmpty() ? LOOK : 1);
                Thread t = system.kernel().current();
                boolean hit = t != null && breakpoints.contains(t.frame[Frame.PC]);
                if (hit || system.isOver(r)) {
                    return afterwards(r, false);
                }
                if (breakpoints.isEmpty()) {
                    break;
                }
            }
            if (in.available() > 0) {
                in.mark(1);
                if (in.read() != INTERRUPT) {
                    in.reset();
                }
                return afterwards(null, true);
            }
        }
    }

    private String afterwards(RunResult r, boolean interrupted) {
        if (r != null && system.isOver(r)) {
            over = true;
            return "W00";
        }
        chosen = null;
        return interrupted ? "T02thread:" + id(current()) + ";" : stopped();
    }

    private String stopped() {
        return "T05thread:" + id(current()) + ";";
    }
}
