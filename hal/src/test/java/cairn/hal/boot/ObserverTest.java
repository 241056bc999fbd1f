package cairn.hal.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever watches a run sees what happens in it, and changes nothing. */
class ObserverTest {
    private static final Path HERE = Path.of("guests/userland");
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... more) {
        List<String> arguments = new ArrayList<>(List.of("--sigma0", HERE.resolve("pager.elf").toString(), "--root", HERE.resolve("root.elf").toString()));
        for (String name : List.of("loader", "counter", "worker", "trouble")) {
            arguments.addAll(List.of("--module", HERE.resolve(name + ".elf") + "=" + name));
        }
        arguments.addAll(List.of(more));
        out.reset();
        err.reset();
        return Boot.run(arguments.toArray(new String[0]), InputStream.nullInputStream(), new PrintStream(out), new PrintStream(err, false, StandardCharsets.UTF_8));
    }

    private List<String> said() {
        return err.toString(StandardCharsets.UTF_8).lines().toList();
    }

    /** A fault is told as the pager reads it, the answer behind it. Red: in Trail.message, keep the receiver's tag; in Messages.text, read the sender's UTCB. [REQ-OBS-1] */
    @Test
    void theTraceOfIpcNamesBothSidesAndTheMessage() {
        run("--trace", "ipc", "--quiet", "--budget", "300000");
        List<String> messages = said().stream().filter(l -> l.startsWith("ipc ")).toList();
        assertEquals("ipc thread 1 -> thread 0 page fault: execution of 0x404000f0, not mapped, pc 0x404000f0, label 0x43", messages.get(0));
        assertEquals("ipc thread 0 -> thread 1 protocol 0, 0 words, 1 item", messages.get(1));
        assertTrue(messages.stream().anyMatch(l -> l.startsWith("ipc thread 1 -> thread 0 root pager request, 2 words: 0xffffffffffffffa0 0x0")), messages.toString());
        long faults = messages.stream().filter(l -> l.contains("page fault:")).count();
        assertTrue(faults > 30 && messages.size() >= 2 * faults, messages.size() + " messages, " + faults + " faults");
    }

    /** Each kind of trace alone, and into a file. Red: give BootOptions.stream another kind. [REQ-OBS-1] */
    @Test
    void eachTraceGoesWhereItIsWanted(@TempDir Path folder) throws Exception {
        for (String kind : List.of("syscalls", "faults", "ipc", "mmu", "insn")) {
            Path file = folder.resolve(kind);
            run("--trace", kind, "--trace-file", file.toString(), "--quiet", "--budget", "4000");
            String word = kind.equals("syscalls") ? "syscall" : kind.equals("faults") ? "fault" : kind;
            List<String> lines = Files.readAllLines(file);
            assertTrue(!lines.isEmpty() && lines.stream().allMatch(l -> l.startsWith(word + " ")), kind + ": " + lines.stream().limit(3).toList());
            assertTrue(said().stream().noneMatch(l -> l.startsWith(word + " ")), said().toString());
        }
    }

    /** Red: in Waits.text, take RECEIVING for SENDING. [REQ-OBS-2] */
    @Test
    void theStateAtTheEndTellsWhoWaitsForWhom() {
        assertEquals(1, run("--quiet", "--budget", "300000"));
        List<String> dump = said();
        for (String part : List.of("  thread 1  task 1  priority 200  receives from anyone", "  thread 4  task 4  priority 110  page fault: receives from thread 2",
                "  gate 4  thread 3  label 0x100", "       22  gate 1 RWSD", "      task 2 capability 0x6 RWS-",
                "    task 0 at 0x40400000: 512 pages of RAM from 0x40400000 on rwx", "      task 1 at 0x40402000: 1 page of RAM from 0x40402000 on rw-")) {
            assertTrue(dump.stream().anyMatch(l -> l.startsWith(part)), part + " in " + String.join("\n", dump));
        }
    }

    /** Red: in Recorder.entered, write a word into the UTCB. [REQ-OBS-3] */
    @Test
    void aRecordedRunIsTheSameRun(@TempDir Path folder) throws Exception {
        int code = run("--trace", "syscalls,faults,ipc,mmu", "--budget", "5000000");
        String plain = out + "\n" + withoutTime();
        Path first = folder.resolve("first");
        Path second = folder.resolve("second");
        assertEquals(code, run("--trace", "syscalls,faults,ipc,mmu", "--budget", "5000000", "--record", first.toString()));
        assertEquals(plain, out + "\n" + withoutTime());
        run("--budget", "5000000", "--record", second.toString());
        assertEquals(Files.readString(first), Files.readString(second));
    }

    /** Red: leave the bound out of Recorder.entered. [REQ-OBS-3] */
    @Test
    void aLongRunIsCutAndItsEndIsKept(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("recording");
        run("--budget", "5000000", "--record", file.toString(), "--record-most", "50");
        String text = Files.readString(file);
        assertEquals(51, text.split("\\{\"t\":", -1).length - 1, "steps");
        assertTrue(text.contains("\"cut\": true") && text.contains("\"k\": \"e\""), text.substring(text.length() - 500));
        run("--budget", "5000000", "--record", file.toString(), "--record-from", "200");
        assertTrue(Files.readString(file).contains("\"skipped\": 200, \"steps\": [\n{") && Files.readString(file).contains("\"cut\": false"));
    }

    private String withoutTime() {
        return String.join("\n", said()).replaceAll("[\\d,]+ ms", "");
    }
}
