package cairn.ci.selfcheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cairn.ci.CannotRun;
import cairn.ci.evidence.InputHash;
import cairn.ci.evidence.Records;
import cairn.ci.evidence.Row;
import cairn.ci.evidence.Section;
import cairn.ci.evidence.StageRecord;
import cairn.ci.evidence.StageRecord.Outcome;
import cairn.ci.evidence.Status;
import cairn.ci.run.AtomicFile;
import cairn.ci.run.Project;
import cairn.ci.run.Screen;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With machines that do four items each and keep what they have; with the real tools it is `./cairn selfcheck --shards`. */
class ShardCheckTest {
    @TempDir
    private Path root;
    /** An item that the second part forgets, one about which it says something else, one that is never reused. */
    private String forgotten = "";
    private String other = "";
    private String again = "";
    private int code;

    @BeforeEach
    void project() {
        AtomicFile.write(root.resolve("pom.xml"), "<project/>");
    }

    private List<String> check() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new ShardCheck(new Project(root), Screen.of(nowhere, nowhere, false), this::run).run();
    }

    private int run(Project copy, List<String> command, Consumer<String> out) {
        int at = command.indexOf("--shard");
        String part = at < 0 ? "" : command.get(at + 1);
        String kind = command.get(0);
        for (int i = 0; i < 4; i++) {
            String name = kind + "-" + i;
            boolean mine = part.isEmpty() || i % 2 == part.charAt(0) - '1';
            if (kind.equals("fuzz")) { // one campaign, named by its seed
                name = "fuzz-" + (part.isEmpty() ? command.get(command.indexOf("--seed") + 1) : part.substring(0, 1));
                mine = i == 0;
            }
            if (mine && !(name.equals(forgotten) && part.startsWith("2"))) {
                String status = name.equals(other) && part.startsWith("2") ? "survived" : "killed";
                boolean had = keep(copy, kind, name, status);
                out.accept("{\"id\": \"" + name + "\", \"mode\": \"" + (had && !name.equals(again) ? "reused" : "cold") + "\"}");
            }
        }
        return code;
    }

    /** True if it was there already. */
    private static boolean keep(Project copy, String kind, String name, String status) {
        String hash = InputHash.of(name.getBytes(StandardCharsets.UTF_8));
        long time = System.nanoTime();
        if (kind.equals("check") || kind.equals("prove")) {
            Path file = copy.at(kind.equals("check") ? ".cairn/alloy" : ".cairn/proofs/store").resolve(hash + ".json");
            boolean had = Files.isRegularFile(file);
            if (!had && kind.equals("check")) {
                String row = "{\"id\":\"" + name + "\",\"status\":\"" + status + "\",\"seconds\":" + time + ",\"inputHash\":\"" + hash + "\"";
                AtomicFile.write(file, row + ",\"seal\":\"" + InputHash.of((row + "}").getBytes(StandardCharsets.UTF_8)) + "\"}");
            } else if (!had) {
                String proof = "proof at " + time;
                AtomicFile.write(copy.at(".cairn/proofs/store").resolve(hash + ".proof.gz"), proof);
                AtomicFile.write(file, "{\"inputHash\":\"" + hash + "\",\"status\":\"" + (status.equals("killed") ? "proved" : "open") + "\",\"cpuMs\":" + time
                        + ",\"proofHash\":\"" + InputHash.of(proof.getBytes(StandardCharsets.UTF_8)) + "\"}");
            }
            return had;
        }
        Records records = new Records(copy.at(kind.equals("fuzz") ? ".cairn/fuzz" : ".cairn/mutants/records"));
        boolean had = records.find(name).isPresent();
        Row row = new Row(Section.mutants, name, Status.read(status), "g", "t", "", 0, List.of(), "cold", time, hash, "", "", Map.of());
        if (!had) {
            records.put(name, new StageRecord("any", Outcome.ran, "", "", 0, 0, List.of(), hash, Map.of(), List.of(row), List.of()));
        }
        return had;
    }

    private void named(String part) {
        List<String> faults = check();
        assertTrue(faults.stream().anyMatch(f -> f.contains(part)), part + " is not in " + faults);
    }

    @Test
    void partsThatDoTheirWorkAreAsGoodAsTheWhole() {
        assertEquals(List.of(), check());
        assertFalse(Files.exists(root.resolve(".cairn/selfcheck-part-1")), "the copies are removed");
    }

    @Test
    void aForgottenItemIsNamed() {
        forgotten = "mutants-1";
        named("mutants/records/mutants-1.json: only the whole has it");
        forgotten = "check-3";
        named("alloy/" + InputHash.of("check-3".getBytes(StandardCharsets.UTF_8)) + ".json: only the whole has it");
    }

    @Test
    void anotherAnswerIsNamed() {
        other = "prove-1";
        named("proofs/store/" + InputHash.of("prove-1".getBytes(StandardCharsets.UTF_8)) + ".json: the parts say");
    }

    @Test
    void whatIsDoneAgainAfterTheMergeIsNamed() {
        again = "prove-0";
        named("prove: done again after the merge");
    }

    @Test
    void aPartThatCannotRunIsSaid() {
        code = 2;
        assertTrue(assertThrows(CannotRun.class, this::check).getMessage().contains("--shard 1/2 ended with exit code 2"));
    }
}
