package cairn.ci.stage;

import cairn.ci.CannotRun;
import cairn.ci.evidence.Row;
import cairn.ci.evidence.StageRecord;
import cairn.ci.evidence.StageRecord.Outcome;
import cairn.ci.mutants.Judge;
import cairn.ci.mutants.Mutant;
import cairn.ci.mutants.MutantRuns;
import cairn.ci.mutants.Mutants;
import cairn.ci.run.Project;
import cairn.ci.run.Screen;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Does the specification say enough? A fixed sample of mutants, so that CI stays inside its time, and all other answers that `./cairn
 * mutants` has left for these sources.
 */
public final class MutantStage implements Stage {
    /** Code mutants that random sequences are asked about. */
    private static final int CODE = 12;
    /** Clauses that nothing fulfils that the prover is asked about, and code mutants if the sequences notice all. */
    private static final int PROVED = 1;
    /** Code mutants at most that no sequence notices and the prover is asked about. KeY reads the sources once for all, some 25 CPU s. */
    private static final int UNNOTICED = 4;
    /** Only of methods whose obligations are all proved, with at most so many rule applications together. */
    private static final long MOST_RULES = 8_000;
    private static final long SEED = 1;
    private static final long LIMIT_NANOS = 300_000_000_000L;

    private final Project project;

    public MutantStage(Project project) {
        this.project = project;
    }

    @Override
    public String name() {
        return "mutants";
    }

    @Override
    public List<String> inputs() {
        Set<String> all = new TreeSet<>(Judge.proof.inputs());
        all.addAll(Judge.properties.inputs());
        all.add("ci/mutants.json");
        return List.copyOf(all);
    }

    @Override
    public StageRecord run(Setting setting, Screen screen) {
        Tool tool = new Tool(project, this, "./cairn mutants");
        try {
            List<Mutant> all = Mutants.all(project);
            if (all.isEmpty()) {
                return StageRecord.absent(name(), "there is no source in the core that could be changed");
            }
            MutantRuns runs = new MutantRuns(project);
            List<Mutant> shuffled = Mutants.shuffled(all, SEED);
            List<Mutant> code = shuffled.stream().filter(Judge.properties::canNotice).limit(CODE).toList();
            long until = System.nanoTime() + LIMIT_NANOS;
            runs.run(code, Judge.properties, 1, setting.fresh(), until, r -> progress(screen, r));
            runs.run(code, Judge.alloy, 1, setting.fresh(), until, r -> progress(screen, r));
            Set<Mutant> proved = new LinkedHashSet<>();
            Set<String> cheap = cheapMethods();
            List<Mutant> open = shuffled.stream().filter(m -> cheap.contains(m.method())).toList();
            code.stream().filter(open::contains).filter(m -> unnoticed(m, runs)).limit(UNNOTICED).forEach(proved::add);
            if (proved.isEmpty()) {
                open.stream().filter(m -> !m.contract()).limit(PROVED).forEach(proved::add);
            }
            open.stream().filter(Mutant::vacuityProbe).limit(PROVED).forEach(proved::add);
            runs.run(List.copyOf(proved), Judge.proof, 1, setting.fresh(), until, r -> progress(screen, r));
            Map<String, Object> settings = new TreeMap<>();
            settings.put("sample", code.size() + " code mutants by properties and alloy; by proof " + proved.size()
                    + ", those first that no sequence notices, of methods that are proved with at most " + MOST_RULES + " rule applications; seed " + SEED);
            settings.put("possible", all.size());
            List<Row> rows = runs.rows(all);
            return tool.recordWithoutLog(Outcome.ran, "", settings, rows);
        } catch (CannotRun e) {
            return tool.cannot(e);
        }
    }

    /** Not before both judges have answered: their time may be over. */
    private static boolean unnoticed(Mutant m, MutantRuns runs) {
        return Stream.of(Judge.properties, Judge.alloy).allMatch(j -> runs.known(m, j).map(r -> !r.good()).orElse(false));
    }

    private static void progress(Screen screen, Row r) {
        screen.progress(r.detail().get("result") + " by " + r.detail().get("judge") + "  " + r.id());
    }

    /** Methods that the last run of the prover has wholly proved, and quickly. */
    private Set<String> cheapMethods() {
        Path rows = project.at(".cairn/proofs/obligations.jsonl");
        Map<String, Long> rules = new TreeMap<>();
        if (Files.isRegularFile(rows)) {
            try {
                ObjectMapper json = new ObjectMapper();
                for (String line : Files.readAllLines(rows)) {
                    JsonNode row = json.readTree(line);
                    String id = row.path("id").asText();
                    String method = id.substring(0, Math.max(0, id.lastIndexOf('/')));
                    rules.merge(method, row.path("status").asText().equals("proved") ? row.path("rules").asLong() : MOST_RULES + 1, Long::sum);
                }
            } catch (JsonProcessingException e) {
                throw new CannotRun(project.shown(rows) + ": is no list of rows: " + e.getOriginalMessage(), e);
            } catch (IOException e) {
                throw new CannotRun(project.shown(rows) + " cannot be read: " + e.getMessage(), e);
            }
        }
        List<String> cheap = new ArrayList<>();
        rules.forEach((method, n) -> {
            if (n <= MOST_RULES) {
                cheap.add(method);
            }
        });
        return Set.copyOf(cheap);
    }
}
