package cairn.ci.report;

import com.contrastsecurity.sarif.ArtifactLocation;
import com.contrastsecurity.sarif.Location;
import com.contrastsecurity.sarif.Message;
import com.contrastsecurity.sarif.MultiformatMessageString;
import com.contrastsecurity.sarif.PhysicalLocation;
import com.contrastsecurity.sarif.Region;
import com.contrastsecurity.sarif.ReportingDescriptor;
import com.contrastsecurity.sarif.Result;
import com.contrastsecurity.sarif.Run;
import com.contrastsecurity.sarif.SarifSchema210;
import com.contrastsecurity.sarif.Tool;
import com.contrastsecurity.sarif.ToolComponent;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Blocking items as SARIF 2.1.0 results, at file and line where there is one: one result for each item, none else. */
final class SarifLog {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private SarifLog() {}

    static String of(Map<String, Object> report) {
        List<Result> results = new ArrayList<>();
        Set<String> rules = new LinkedHashSet<>();
        for (Map<String, Object> b : Plain.list(report, "blocking")) {
            String rule = rule(b);
            rules.add(rule);
            Result result = new Result().withRuleId(rule).withLevel(Result.Level.ERROR).withMessage(new Message().withText(
                    escape(b.get("word") + ": " + b.get("id") + ". " + b.get("reason") + " Reproduce: " + b.get("reproduce"))));
            String file = Plain.string(b, "file");
            if (!file.isEmpty()) {
                ArtifactLocation place = new ArtifactLocation().withUri(uri(file)).withUriBaseId("SRCROOT");
                Region region = new Region().withStartLine((int) Math.max(1, Plain.number(b, "line")));
                result.setLocations(List.of(new Location().withPhysicalLocation(
                        new PhysicalLocation().withArtifactLocation(place).withRegion(region))));
            }
            results.add(result);
        }
        Set<ReportingDescriptor> descriptors = new LinkedHashSet<>();
        rules.forEach(r -> descriptors.add(new ReportingDescriptor().withId(r).withShortDescription(
                new MultiformatMessageString().withText("evidence of kind " + r.replace("/", " is ")))));
        Run run = new Run().withTool(new Tool().withDriver(new ToolComponent().withName("cairn").withRules(descriptors)))
                .withResults(results);
        SarifSchema210 log = new SarifSchema210().withVersion(SarifSchema210.Version._2_1_0).withRuns(List.of(run));
        try {
            return JSON.writeValueAsString(log) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a SARIF log is plain data", e);
        }
    }

    private static String rule(Map<String, Object> blocking) {
        String id = Plain.string(blocking, "id");
        String kind = "row".equals(blocking.get("kind")) ? id.substring(0, id.indexOf(':')) : Plain.string(blocking, "kind");
        return kind + "/" + blocking.get("status");
    }

    /** In SARIF texts, brackets make links and braces make placeholders. */
    static String escape(String text) {
        return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]").replace("{", "{{").replace("}", "}}");
    }

    private static String uri(String file) {
        try {
            return new URI(null, null, file, null).toASCIIString();
        } catch (URISyntaxException e) {
            return "unknown";
        }
    }
}
