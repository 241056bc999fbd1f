package cairn.ci.evidence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cairn.ci.CannotRun;
import cairn.ci.evidence.StageRecord.Outcome;
import cairn.ci.run.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What two other machines did is here afterwards; what was spoilt on the way is refused by name, and then nothing is taken over. */
class MergeTest {
    private static final String A = "a".repeat(64);
    private static final String B = "b".repeat(64);

    @TempDir
    private Path folder;
    private Path here;

    @BeforeEach
    void project() throws IOException {
        here = folder.resolve("here");
        write("here/pom.xml", "<project/>");
        proof("one/.cairn", A, "proved", 100);
        proof("two", B, "open", 100);
        mutant("one/.cairn", "alloy-1", Status.killed);
        mutant("two", "alloy-2", Status.survived);
        alloy("one/.cairn", A, "held");
        alloy("two", B, "held");
        records("two", "fuzz").put("fuzz-real-1-ab", record(Section.properties, Status.passed));
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void proof(String machine, String hash, String status, int steps) throws IOException {
        String proof = "proof of " + hash;
        write(machine + "/proofs/store/" + hash + ".proof.gz", proof);
        write(machine + "/proofs/store/" + hash + ".json", "{\"inputHash\": \"" + hash + "\", \"status\": \"" + status + "\", \"steps\": " + steps + ", \"proofHash\": \""
                + InputHash.of(proof.getBytes()) + "\"}\n");
    }

    /** As cairn.spec.alloy.ResultStore writes it. */
    private void alloy(String machine, String hash, String status) throws IOException {
        String row = "{\"id\":\"map/CDT-3\",\"solver\":\"sat4j\",\"status\":\"" + status + "\",\"seconds\":0.5,\"inputHash\":\"" + hash + "\",\"reused\":false";
        write(machine + "/alloy/" + hash + ".json", row + ",\"seal\":\"" + InputHash.of((row + "}").getBytes()) + "\"}");
    }

    private Records records(String machine, String kind) {
        return new Records(folder.resolve(machine).resolve(kind));
    }

    private void mutant(String machine, String name, Status status) {
        records(machine, "mutants/records").put(name, record(Section.mutants, status));
    }

    private static StageRecord record(Section section, Status status) {
        Row row = new Row(section, "x", status, "g", "t", "", 0, List.of(), "cold", 1, "", "r", "", Map.of());
        return new StageRecord("any", Outcome.ran, "", "", 0, 0, List.of(), "", Map.of(), List.of(row), List.of());
    }

    private Map<String, int[]> merge() {
        return new Merge(new Project(here)).from(List.of(folder.resolve("one"), folder.resolve("two")));
    }

    private void refused(String part) throws IOException {
        String message = assertThrows(CannotRun.class, this::merge).getMessage();
        assertTrue(message.contains(part), message);
        assertFalse(Files.exists(here.resolve(".cairn/proofs/store/" + A + ".json")), "nothing is taken over");
    }

    @Test
    void recordsOfBothAreHereAndOnceIsEnough() throws IOException {
        Map<String, int[]> first = merge();
        assertArrayEquals(new int[] {2, 2}, first.get("proofs"));
        assertArrayEquals(new int[] {2, 2}, first.get("alloy"));
        assertArrayEquals(new int[] {2, 2}, first.get("mutants"));
        assertArrayEquals(new int[] {1, 1}, first.get("fuzz"));
        assertEquals("proof of " + A, Files.readString(here.resolve(".cairn/proofs/store/" + A + ".proof.gz")));
        assertEquals(Status.killed, new Records(here.resolve(".cairn/mutants/records")).find("alloy-1").orElseThrow().rows().get(0).status());
        assertArrayEquals(new int[] {2, 0}, merge().get("proofs"));
        assertArrayEquals(new int[] {2, 0}, merge().get("alloy"));
        proof("two", B, "proved", 100);
        assertArrayEquals(new int[] {2, 1}, merge().get("proofs"), "a proof is better than none");
        proof("two", B, "open", 900);
        assertArrayEquals(new int[] {2, 0}, merge().get("proofs"), "and stays");
    }

    @Test
    void whatWasSpoiltIsRefusedByName() throws IOException {
        write("one/.cairn/proofs/store/" + A + ".proof.gz", "another proof");
        refused(A + ".json: field proofHash does not fit");
        proof("one/.cairn", A, "proved", 100);
        Files.copy(folder.resolve("one/.cairn/proofs/store/" + A + ".json"), folder.resolve("one/.cairn/proofs/store/" + "c".repeat(64) + ".json"));
        refused("c.json: field inputHash");
        Files.delete(folder.resolve("one/.cairn/proofs/store/" + "c".repeat(64) + ".json"));
        Path row = folder.resolve("two/proofs/store/" + B + ".json");
        String whole = Files.readString(row);
        Files.writeString(row, whole.substring(0, 40));
        refused(B + ".json: is no record (");
        Files.writeString(row, whole);
        Path check = folder.resolve("two/alloy/" + B + ".json");
        whole = Files.readString(check);
        Files.writeString(check, whole.replace("held", "found"));
        refused(B + ".json: field seal does not fit");
        Files.writeString(check, whole.replaceAll(",\"seal\":\"\\w+\"", ""));
        refused(B + ".json: field seal is missing");
        alloy("two", B, "held");
        Path sealed = folder.resolve("two/mutants/records/alloy-2.json");
        whole = Files.readString(sealed);
        Files.writeString(sealed, whole.replace("survived", "killed"));
        refused("alloy-2.json: field seal");
        Files.writeString(sealed, whole);
        alloy("here/.cairn", B, "counterexample");
        refused(B + ".json: says held where this machine's record of the same inputs says counterexample");
        alloy("here/.cairn", B, "held");
        mutant("two", "alloy-1", Status.survived);
        new Records(here.resolve(".cairn/mutants/records")).put("alloy-1", record(Section.mutants, Status.killed));
        refused("alloy-1.json: says [survived] where this machine's record of the same inputs says [killed]");
    }

    @Test
    void aFolderWithoutRecordsIsNamed() {
        assertTrue(assertThrows(CannotRun.class, () -> new Merge(new Project(here)).from(List.of(folder.resolve("none")))).getMessage().contains("holds no records"));
    }
}
