package cairn.ci.stage;

import cairn.ci.CannotRun;
import cairn.ci.evidence.InputHash;
import cairn.ci.evidence.Row;
import cairn.ci.evidence.Section;
import cairn.ci.evidence.StageRecord;
import cairn.ci.evidence.StageRecord.Outcome;
import cairn.ci.evidence.Status;
import cairn.ci.run.Child;
import cairn.ci.run.Project;
import cairn.ci.run.Screen;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Boots the images of hal/guests/boots.json on the emulated board. A boot passes when its serial output is the expected one to the byte
 * and every line that is claimed to show a requirement is in it; booted again with all traces on, it must do the same step by step.
 */
public final class BootStage implements Stage {
    public static final String MODULE = "hal";
    public static final String MAIN = "cairn.hal.boot.Boot";
    static final String PLAN = "hal/guests/boots.json";

    /**
     * @param image    the only program; with a root pager, the root task
     * @param with     the root pager and the modules, as options of the command; null for an image alone
     * @param input    file with what arrives on the serial line; null for nothing
     * @param expected file with the whole serial output
     * @param shows    which line of it is evidence for what
     * @param again    what it is evidence for that two runs are the same
     */
    record Planned(String id, String image, List<String> with, String input, String expected, String title, List<Shown> shows, List<String> again) {}

    record Shown(String line, List<String> requirements) {}

    private record Ran(int code, List<String> output, List<String> errors) {}

    private final Project project;

    public BootStage(Project project) {
        this.project = project;
    }

    @Override
    public String name() {
        return "boots";
    }

    @Override
    public List<String> inputs() {
        return List.of("kernel/src/main", "hal/src/main", "hal/guests", "pom.xml");
    }

    public static Child child(Project project, List<String> arguments) {
        if (!project.hasClass(MODULE, "target/classes", MAIN)) {
            throw new CannotRun("the module " + MODULE + " cannot boot an image yet (" + MAIN + " is missing)");
        }
        // Huge pages: the board's RAM is zeroed at the start, and touching it in pages of 4 KiB takes longer than the rest of the start.
        List<String> machine = List.of("-Xmx1g", "-XX:+UseSerialGC", "-XX:+IgnoreUnrecognizedVMOptions", "-XX:+UseTransparentHugePages");
        return Child.java(project, project.classpath(MODULE), machine, MAIN, arguments);
    }

    @Override
    public StageRecord run(Setting setting, Screen screen) {
        Tool tool = new Tool(project, this, "./cairn run IMAGE --expect FILE");
        List<Row> rows = new ArrayList<>();
        try {
            List<Planned> plan = new ObjectMapper().readValue(project.at(PLAN).toFile(), new TypeReference<>() {});
            String hash = InputHash.over(InputHash.files(project, inputs()), name());
            for (Planned p : plan) {
                screen.progress(p.image());
                boot(p, hash, tool, rows);
            }
            return tool.record(Outcome.ran, "", Map.of("plan", PLAN), rows);
        } catch (CannotRun e) {
            return tool.cannot(e);
        } catch (JsonProcessingException e) {
            return tool.broken(PLAN + ": " + e.getOriginalMessage().lines().findFirst().orElse("is no plan of boots"), rows);
        } catch (IOException e) {
            return tool.broken(PLAN + ": cannot be read: " + e.getMessage(), rows);
        }
    }

    private void boot(Planned p, String hash, Tool tool, List<Row> rows) throws IOException {
        long start = System.nanoTime();
        Path report = project.at(".cairn/evidence/boot-" + p.id() + ".json");
        Files.createDirectories(report.getParent());
        Files.deleteIfExists(report);
        Ran first = once(p, List.of("--expect", p.expected(), "--report", project.shown(report)), tool);
        Map<String, Object> detail = new TreeMap<>();
        if (Files.isRegularFile(report)) {
            detail.putAll(new ObjectMapper().readValue(report.toFile(), new TypeReference<Map<String, Object>>() {}));
            detail.keySet().retainAll(List.of("instructions", "interrupts", "faults", "microseconds", "systemCalls", "stop"));
        }
        detail.put("shows", p.shows().stream().map(s -> s.line() + " → " + String.join(" ", s.requirements())).toList());
        rows.add(row(p, p.id(), p.title(), ids(p), judge(p, first), hash, start, detail));
        if (!p.again().isEmpty()) {
            start = System.nanoTime();
            List<String> traced = List.of("--trace", "syscalls,faults,mmu");
            Tool unlogged = new Tool(project, this, "");
            Ran a = once(p, traced, unlogged);
            Ran b = once(p, traced, unlogged);
            String difference = a.code() != 0 ? complaint(a) : difference(a, b);
            rows.add(row(p, p.id() + " again", "booted twice, it does the same step by step", p.again(), difference, hash, start,
                    Map.of("trace lines", a.errors().size() + a.output().size())));
        }
    }

    private Ran once(Planned p, List<String> options, Tool tool) {
        List<String> arguments = new ArrayList<>(options);
        arguments.add("--quiet");
        if (p.input() != null) {
            arguments.addAll(List.of("--input", p.input()));
        }
        if (p.with() != null) {
            arguments.add("--root");
        }
        arguments.add(p.image());
        if (p.with() != null) {
            arguments.addAll(p.with());
        }
        List<String> output = new ArrayList<>();
        List<String> errors = new ArrayList<>();
        int code = tool.run(child(project, arguments), output::add, errors::add);
        return new Ran(code, output, errors);
    }

    private static String judge(Planned p, Ran ran) {
        if (ran.code() != 0) {
            return complaint(ran);
        }
        for (Shown s : p.shows()) {
            if (!ran.output().contains(s.line())) {
                return PLAN + " rests on the line '" + s.line() + "', which is not in the output";
            }
        }
        return "";
    }

    private static String complaint(Ran ran) {
        return "the boot ended with exit code " + ran.code() + (ran.errors().isEmpty() ? "" : ": " + ran.errors().get(ran.errors().size() - 1));
    }

    private static String difference(Ran a, Ran b) {
        return a.equals(b) ? "" : "two boots of the same image differ";
    }

    private static List<String> ids(Planned p) {
        TreeSet<String> ids = new TreeSet<>();
        p.shows().forEach(s -> ids.addAll(s.requirements()));
        return List.copyOf(ids);
    }

    private static Row row(Planned p, String id, String title, List<String> ids, String fault, String hash, long start, Map<String, Object> detail) {
        return new Row(Section.boots, id, fault.isEmpty() ? Status.passed : Status.failed, p.image(), title, PLAN, 1, ids, "cold",
                (System.nanoTime() - start) / 1_000_000, hash, fault, "./cairn run " + p.image(), detail);
    }
}
