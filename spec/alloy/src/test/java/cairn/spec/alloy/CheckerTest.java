package cairn.spec.alloy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckerTest {
    private static final List<String> OPERATIONS = List.of("anchor", "create", "map", "grant", "unmap", "delete", "restrict", "strip", "destroy");
    private static final List<String> CONJUNCTS =
            List.of("CDT-1", "CDT-2", "CDT-3", "CDT-4", "CDT-5", "CDT-6", "CDT-7", "CDT-8", "CDT-9", "CDT-10", "OBJ-1");

    /** Steps of threads; each is checked against the conjuncts whose relations it changes. */
    private static final List<String> STEPS = List.of("enqueue", "receive", "wake", "forget", "trigger", "collect", "attach", "detach", "unmask",
            "bind", "unbind", "up", "down", "place", "start", "stop", "preempt", "dispatch", "leave", "make", "die");
    private static final List<String> WAITING = List.of("SCHED-1", "SCHED-2", "SCHED-3", "SCHED-4", "SCHED-5", "SCHED-6", "SCHED-7", "IPC-1",
            "IPC-2", "IPC-3", "IPC-4", "IPC-5", "IPC-6", "IPC-7", "IPC-8", "IPC-9", "SEM-1", "TIME-1", "TIME-2", "TIME-3", "TIME-4", "IRQ-1",
            "IRQ-2", "IRQ-3", "IRQ-4");

    @TempDir
    private Path directory;
    private String out;
    private String err;

    private int run(String... arguments) {
        ByteArrayOutputStream o = new ByteArrayOutputStream();
        ByteArrayOutputStream e = new ByteArrayOutputStream();
        int code = Check.run(arguments, new PrintStream(o, true, StandardCharsets.UTF_8), new PrintStream(e, true, StandardCharsets.UTF_8));
        out = o.toString(StandardCharsets.UTF_8);
        err = e.toString(StandardCharsets.UTF_8);
        return code;
    }

    /** A specification of its own: rights along an edge, one operation. */
    private Path small(String guard) throws IOException {
        Path spec = Files.createDirectories(directory.resolve("spec"));
        Files.writeString(spec.resolve("tree.als"), """
                module tree
                sig Right {}
                sig Node { parent: lone Node, rights: set Right }
                pred CDT_3_rightsShrink[parent: Node->Node, rights: Node->Right] { all n: Node | some n.parent implies n.rights in n.parent.rights }
                """);
        Files.writeString(spec.resolve("map.als"), """
                module map
                open tree
                check map_CDT_3 { all s, d: Node, rs: set Right |
                  CDT_3_rightsShrink[parent, rights] and no d.parent and no parent.d and no d.rights and GUARD implies
                  CDT_3_rightsShrink[parent + d->s, rights + d->rs] } for 4
                run map_happens { some parent } for 4
                """.replace("GUARD", guard));
        return spec;
    }

    @Test
    void everyOperationIsCheckedAgainstEveryConjunctAndCanHappen() {
        Set<String> ids = new HashSet<>(new Checker(SpecSources.packaged(), null).ids());
        for (String operation : OPERATIONS) {
            for (String conjunct : CONJUNCTS) {
                assertTrue(ids.contains(operation + "/" + conjunct), operation + "/" + conjunct);
            }
            assertTrue(ids.contains(operation + "/happens"), operation);
        }
        Set<String> proved = new HashSet<>();
        ids.stream().filter(id -> id.matches("[a-z]+/[A-Z]+-\\d+")).forEach(id -> proved.add(id.substring(id.indexOf('/') + 1)));
        for (String conjunct : proved) {
            assertTrue(ids.stream().anyMatch(id -> id.startsWith("broken/") && id.endsWith("/" + conjunct)), "no seeded bug for " + conjunct);
        }
        assertEquals(CONJUNCTS.size() + WAITING.size() + 18, proved.size(), proved.toString());
        assertTrue(proved.containsAll(WAITING), proved.toString());
        STEPS.forEach(step -> assertTrue(ids.contains(step + "/happens"), step));
    }

    /** A step that begins or ends a wait touches the queues, the timeouts and the ready queues: nothing is left out for it. */
    @Test
    void waitsAreCheckedAgainstEverythingThatTheyChange() {
        Set<String> ids = new HashSet<>(new Checker(SpecSources.packaged(), null).ids());
        for (String step : List.of("enqueue", "receive", "wake")) {
            for (String conjunct : List.of("SCHED-1", "SCHED-2", "SCHED-3", "SCHED-4", "SCHED-6", "IPC-5", "IPC-8", "TIME-1", "TIME-2")) {
                assertTrue(ids.contains(step + "/" + conjunct), step + "/" + conjunct);
            }
        }
        List.of("enqueue", "wake").forEach(step -> List.of("IPC-1", "IPC-2", "IPC-3", "IPC-4", "IPC-9", "SEM-1").forEach(
                conjunct -> assertTrue(ids.contains(step + "/" + conjunct), step + "/" + conjunct)));
        List.of("receive", "wake").forEach(step -> List.of("IPC-4", "IPC-6", "IPC-7", "SCHED-7").forEach(
                conjunct -> assertTrue(ids.contains(step + "/" + conjunct), step + "/" + conjunct)));
    }

    @Test
    void aSampleOfChecksHolds() {
        assertEquals(0, run("--filter", "^(map/CDT-3|restrict/CDT-10|delete/CDT-6|map/THM-3|map/happens|state/breaksMirror)$"), out + err);
        assertEquals(4, out.lines().filter(l -> l.contains(" held ")).count(), out);
        assertEquals(2, out.lines().filter(l -> l.contains(" found ")).count(), out);
    }

    @Test
    void seededBugsAreFound() { // a sample; all of them are run by the pipeline
        assertEquals(0, run("--filter", "^broken/(map_adds|map_to|grant_leaves|unmap_one|unmap_keeps|delete_orphans|restrict_ig)"), out + err);
        assertEquals(7, out.lines().filter(l -> l.contains(" found ")).count(), out);
    }

    @Test
    void theSecondSolverAgrees() {
        assertEquals(0, run("--solver", "both", "--filter", "^(grant/CDT-7|broken/grant_keeps_old_slot/.*)$"), out + err);
        assertEquals(2, out.lines().filter(l -> l.contains("glucose")).count(), out);
    }

    @Test
    void aRefutedCheckIsReportedWithPlaceAndValues() throws IOException {
        Path spec = small("no none");
        assertEquals(1, run("--spec", spec.toString()), out + err);
        assertTrue(out.contains("counterexample map/CDT-3"), out);
        assertTrue(out.contains("map.als:3: counterexample: s="), out);
        assertTrue(out.contains("found          map/happens"), out);
    }

    @Test
    void aCheckWhosePremiseNothingSatisfiesIsVacuous() throws IOException {
        assertEquals(1, run("--spec", small("d != d").toString(), "--filter", "CDT"), out + err);
        assertTrue(out.contains("vacuous        map/CDT-3"), out);
    }

    @Test
    void aBugThatNothingRevealsIsReported() throws IOException {
        Path spec = small("rs in s.rights");
        Files.createDirectories(spec.resolve("broken"));
        Files.writeString(spec.resolve("broken/nothing.als"), Files.readString(spec.resolve("map.als")).replace("module map", "module broken/nothing"));
        assertEquals(1, run("--spec", spec.toString(), "--filter", "^broken/nothing/map/CDT-3"), out + err);
        assertTrue(out.contains("notFound       broken/nothing/map/CDT-3"), out);
    }

    @Test
    void anUnchangedCheckIsReusedAndAChangedOneIsNot() throws IOException {
        Path spec = small("rs in s.rights");
        Path cache = directory.resolve("cache");
        Path rows = directory.resolve("rows.jsonl");
        String[] arguments = {"--spec", spec.toString(), "--cache", cache.toString(), "--out", rows.toString()};
        assertEquals(0, run(arguments), out + err);
        assertFalse(out.contains("reused"));
        String first = Files.readString(rows);
        assertEquals(0, run(arguments), out + err);
        assertEquals(2, out.lines().filter(l -> l.endsWith("(reused)")).count(), out);
        assertEquals(first, Files.readString(rows).replace("\"reused\":true", "\"reused\":false"));
        Files.writeString(spec.resolve("tree.als"), "-- only a comment\n" + Files.readString(spec.resolve("tree.als")));
        assertEquals(0, run(arguments), out + err);
        assertEquals(2, out.lines().filter(l -> l.endsWith("(reused)")).count(), out);
        small("no none");
        assertEquals(1, run(arguments), out + err);
        assertTrue(out.lines().noneMatch(l -> l.contains("map/CDT-3") && l.contains("reused")), out);
        assertTrue(out.lines().anyMatch(l -> l.contains("map/happens") && l.endsWith("(reused)")), out);
        try (Stream<Path> left = Files.list(cache)) {
            assertTrue(left.allMatch(f -> f.toString().endsWith(".json")), "no temporary file stays behind");
        }
    }

    @Test
    void aDamagedStoredResultIsRunAgain() throws IOException {
        Path spec = small("rs in s.rights");
        Path cache = directory.resolve("cache");
        assertEquals(0, run("--spec", spec.toString(), "--cache", cache.toString()), out + err);
        try (Stream<Path> files = Files.list(cache)) {
            for (Path file : files.toList()) {
                Files.writeString(file, Files.readString(file).substring(0, 40));
            }
        }
        assertEquals(0, run("--spec", spec.toString(), "--cache", cache.toString()), out + err);
        assertFalse(out.contains("reused"), out);
        try (Stream<Path> files = Files.list(cache)) {
            for (Path file : files.toList()) {
                Files.writeString(file, Files.readString(file).replaceAll("\"line\":\\d+", "\"line\":99"));
            }
        }
        assertEquals(0, run("--spec", spec.toString(), "--cache", cache.toString()), out + err);
        assertFalse(out.contains("reused"), "edited by hand: " + out);
    }

    /** Each command in one part, whatever the number of worker processes; a part may be empty. */
    @Test
    void partsTogetherAreTheWhole() throws IOException {
        String spec = small("rs in s.rights").toString();
        String cache = directory.resolve("cache").toString();
        assertEquals(0, run("--spec", spec, "--cache", cache, "--shard", "1/2"), out + err);
        assertTrue(out.contains("1 commands") && out.contains("map/CDT-3") && !out.contains("map/happens"), out);
        assertEquals(0, run("--spec", spec, "--cache", cache, "--shard", "2/2", "--jobs", "2"), out + err);
        assertTrue(out.contains("1 commands") && out.contains("map/happens") && !out.contains("map/CDT-3"), out);
        assertEquals(0, run("--spec", spec, "--cache", cache), out + err);
        assertEquals(2, out.lines().filter(l -> l.endsWith("(reused)")).count(), out);
        assertEquals(0, run("--spec", spec, "--shard", "3/3"), out + err);
        assertTrue(out.contains("0 commands"), out);
    }

    @Test
    void rowsAreJsonLines() throws IOException {
        assertEquals(0, run("--json", "--spec", small("rs in s.rights").toString(), "--filter", "CDT"), out + err);
        assertTrue(out.startsWith("{\"id\":\"map/CDT-3\",\"file\":\""), out);
        assertTrue(out.contains("\"line\":3,\"operation\":\"map\",\"conjunct\":\"CDT-3\",\"kind\":\"check\",\"scope\":\"4\",\"solver\":\"sat4j\","
                + "\"status\":\"held\""), out);
        assertTrue(Pattern.compile("\"inputHash\":\"[0-9a-f]{64}\"").matcher(out).find(), out);
    }

    @Test
    void workersGiveTheSameRows() throws IOException {
        assertEquals(0, run("--jobs", "2", "--spec", small("rs in s.rights").toString()), out + err);
        assertTrue(out.contains("held           map/CDT-3") && out.contains("found          map/happens"), out);
    }

    @Test
    void aSyntaxErrorIsOneLineWithItsPlace() throws IOException {
        Path spec = small("rs in s.rights and");
        assertEquals(2, run("--spec", spec.toString()), out);
        assertTrue(err.startsWith("check: " + spec + "/map.als:4: "), err);
        assertEquals(1, err.lines().count(), err);
        Files.writeString(spec.resolve("map.als"), "module map\nopen tree\ncheck map_CDT_3 { no nodes } for 4\n");
        assertEquals(2, run("--spec", spec.toString()), out);
        assertTrue(err.startsWith("check: " + spec + "/map.als:3: ") && err.contains("nodes"), err);
    }

    @Test
    void badRequestsAreOneLineEach() throws IOException {
        Path spec = small("rs in s.rights");
        String[][] requests = {
            {"--nonsense", "unknown option '--nonsense'"},
            {"--filter", "needs a value"},
            {"--filter=(", "unknown option"},
            {"--jobs", "0", "whole number from 1 to 64, not '0'"},
            {"--solver", "magic", "unknown solver 'magic'"},
            {"--spec", directory.resolve("absent").toString(), "no such directory"},
            {"--filter", "(", "not a regular expression"},
            {"--spec", spec.toString(), "--filter", "zzz", "matches no command"}};
        for (String[] request : requests) {
            String expected = request[request.length - 1];
            assertEquals(2, run(java.util.Arrays.copyOf(request, request.length - 1)), expected);
            assertTrue(err.contains(expected), err);
            assertEquals(1, err.lines().count(), err);
        }
        Files.writeString(spec.resolve("map.als"), "module map\nopen tree\ncheck { no Node } for 4\n");
        assertEquals(2, run("--spec", spec.toString()), out);
        assertTrue(err.contains("map.als:3: command 'check ' is not of the form"), err);
    }
}
