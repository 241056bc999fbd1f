package cairn.spec.alloy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cairn.spec.alloy.live.Conjunct;
import cairn.spec.alloy.live.LiveSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The requirements keep the form that their README states, and agree with the specification. */
class RequirementsTest {
    private static final Path FOLDER = Path.of("..", "requirements");
    private static final Pattern REQUIREMENT = Pattern.compile("""
            ## (REQ-([A-Z]+)-(\\d+)) (\\S[^\\n]*)
            `req~([a-z]+-\\d+)~(\\d+)`

            (\\S[^\\n]*\\.)

            Rationale:
            (\\S[^\\n]*\\.)

            Needs: ([a-z, ]+)
            (?:Covers: ([A-Z0-9, -]+)
            )?""");
    /** Invariants of packages that Alloy does not speak about. */
    private static final Set<String> ELSEWHERE = Set.of("CAP-1", "MEM-1", "MEM-2", "QUOTA-1");

    private record Requirement(String id, List<String> needs, List<String> covers) {}

    private static TreeMap<String, Requirement> read() throws IOException {
        TreeMap<String, Requirement> all = new TreeMap<>();
        List<Path> files;
        try (Stream<Path> walk = Files.list(FOLDER)) {
            files = walk.filter(f -> f.toString().endsWith(".md") && !f.endsWith("README.md")).sorted().toList();
        }
        for (Path file : files) {
            String text = Files.readString(file);
            Matcher m = REQUIREMENT.matcher(text);
            int at = text.indexOf('\n') + 1;
            while (at < text.length()) {
                assertTrue(text.charAt(at) == '\n' && m.find(at + 1) && m.start() == at + 1, file + " near: "
                        + text.substring(at, Math.min(text.length(), at + 120)).trim());
                assertEquals((m.group(2) + "-" + m.group(3)).toLowerCase(java.util.Locale.ROOT), m.group(5), m.group(1));
                List<String> covers = m.group(10) == null ? List.of() : Arrays.asList(m.group(10).split(", "));
                Requirement r = new Requirement(m.group(1), Arrays.asList(m.group(9).split(", ")), covers);
                assertTrue(all.put(r.id(), r) == null, r.id() + " twice");
                assertTrue(Set.of("alloy", "proof", "prop", "boot").containsAll(r.needs()), r.id() + " needs " + r.needs());
                at = m.end();
            }
        }
        return all;
    }

    @Test
    void keepTheirForm() throws IOException {
        TreeMap<String, Requirement> all = read();
        TreeMap<String, Integer> areas = new TreeMap<>();
        all.keySet().forEach(id -> areas.merge(id.replaceAll("\\d+$", ""), 1, Integer::sum));
        areas.forEach((area, count) -> {
            for (int i = 1; i <= count; i++) {
                assertTrue(all.containsKey(area + i), area + i + " is missing");
            }
        });
        assertTrue(all.size() >= 40, all.keySet().toString());
    }

    /** What sources call by a requirement's ID exists as a requirement. */
    @Test
    void areThereForEveryMentionInTheSources() throws IOException {
        Set<String> known = read().keySet();
        Pattern mention = Pattern.compile("REQ-[A-Z]+-\\d+");
        try (Stream<Path> walk = Files.walk(Path.of("..", ".."), 14)) {
            for (Path file : walk.filter(f -> f.toString().endsWith(".java") && f.toString().contains("/src/main/")).toList()) {
                Matcher m = mention.matcher(Files.readString(file));
                while (m.find()) {
                    assertTrue(known.contains(m.group()), file + " names " + m.group() + ", which spec/requirements does not have");
                }
            }
        }
    }

    /** What a clause of the proved core names behind it is covered, so that the proof of it serves a requirement. Red: without Covers: MEM-1. */
    @Test
    void coverWhatTheClausesOfTheCoreName() throws IOException {
        Set<String> covered = new TreeSet<>();
        read().values().forEach(r -> {
            covered.add(r.id());
            covered.addAll(r.covers());
        });
        Pattern behind = Pattern.compile(";\\s*// ([A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*-\\d+)\\b");
        Set<String> named = new TreeSet<>();
        try (Stream<Path> walk = Files.walk(Path.of("..", "..", "kernel", "src", "main", "java", "cairn", "kernel", "core"))) {
            for (Path file : walk.filter(f -> f.toString().endsWith(".java")).toList()) {
                Matcher m = behind.matcher(Files.readString(file));
                while (m.find()) {
                    named.add(m.group(1));
                }
            }
        }
        assertTrue(named.contains("CDT-3") && named.contains("QUOTA-1"), named.toString());
        named.removeAll(covered);
        assertEquals(Set.of(), named, "beside a clause, but covered by no requirement");
    }

    @Test
    void agreeWithTheSpecification() throws IOException {
        Set<String> specified = new TreeSet<>();
        LiveSpec.load().conjuncts().stream().map(Conjunct::id).forEach(specified::add);
        new Checker(SpecSources.packaged(), null).ids().stream().map(id -> id.substring(id.lastIndexOf('/') + 1))
                .filter(id -> id.matches("[A-Z]+-\\d+")).forEach(specified::add);
        Set<String> covered = new TreeSet<>();
        for (Requirement r : read().values()) {
            covered.addAll(r.covers());
            if (r.needs().contains("alloy")) {
                assertTrue(r.covers().stream().anyMatch(specified::contains), r.id() + " needs alloy but covers nothing that Alloy checks");
            }
        }
        Set<String> unknown = new TreeSet<>(covered);
        unknown.removeAll(specified);
        unknown.removeAll(ELSEWHERE);
        assertEquals(Set.of(), unknown, "covered, but not in the specification");
        Set<String> loose = new TreeSet<>(specified);
        loose.removeAll(covered);
        assertEquals(Set.of(), loose, "in the specification, but covered by no requirement");
    }
}
