package cairn.ci.report;

import cairn.ci.CannotRun;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A finished bundle as those who look at it see it: each question is answered from one file of it, not from the code that drew it. */
public final class Outputs {
    /** An obligation and where it stands. */
    public record Named(String id, String file, int line) {
        @Override
        public String toString() {
            return id + " at " + file + ":" + line;
        }
    }

    private final Map<String, Object> audit;
    private final Map<String, Object> sarif;
    private final String junit;
    private final String badge;
    private final String picture;
    private final String page;

    private Outputs(Path folder) throws IOException {
        audit = Plain.parse(Files.readString(folder.resolve("audit.json")));
        sarif = Plain.parse(Files.readString(folder.resolve("audit.sarif")));
        junit = Files.readString(folder.resolve("junit.xml"));
        badge = Files.readString(folder.resolve("badge.svg"));
        picture = Files.readString(folder.resolve("assurance.svg"));
        page = Files.readString(folder.resolve("index.html"));
    }

    public static Outputs read(Path folder) {
        try {
            return new Outputs(folder);
        } catch (JsonProcessingException e) {
            throw new CannotRun(folder + ": a file of the report is no JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new CannotRun(folder + ": a file of the report cannot be read: " + e.getMessage(), e);
        }
    }

    public String verdict() {
        return Plain.string(Plain.child(audit, "summary"), "verdict");
    }

    public long obligations() {
        return Plain.list(audit, "rows").stream().filter(r -> "obligations".equals(r.get("section"))).count();
    }

    public long badObligations() {
        return Plain.list(audit, "rows").stream().filter(r -> "obligations".equals(r.get("section")) && !"proved".equals(r.get("status"))).count();
    }

    /** What the badge shows; empty if its colour or its glyph is that of another verdict. */
    public String badge() {
        Matcher m = Pattern.compile("<text x=\"\\d+\" y=\"14\">(.) ([a-z ]+)</text>").matcher(badge);
        if (!m.find()) {
            return "";
        }
        String said = m.group(2);
        boolean red = badge.contains("#a51d14") && m.group(1).equals("✘");
        boolean green = badge.contains("#17693f") && m.group(1).equals("✔");
        return red == said.equals("does not hold") && green == said.equals("holds") ? said : "";
    }

    public List<Named> blockingObligations() {
        return Plain.list(audit, "blocking").stream().filter(b -> Plain.string(b, "id").startsWith("obligations:"))
                .map(b -> new Named(Plain.string(b, "id").substring("obligations:".length()), Plain.string(b, "file"), (int) Plain.number(b, "line"))).toList();
    }

    /** A result at that file and line whose message names it. */
    public boolean sarif(Named n) {
        return Plain.list(sarif, "runs").stream().flatMap(r -> Plain.list(r, "results").stream()).anyMatch(r -> {
            boolean named = Plain.string(Plain.child(r, "message"), "text").contains("obligations:" + SarifLog.escape(n.id()));
            return named && Plain.list(r, "locations").stream().map(l -> Plain.child(l, "physicalLocation")).anyMatch(l ->
                    Plain.string(Plain.child(l, "artifactLocation"), "uri").equals(n.file())
                            && Plain.number(Plain.child(l, "region"), "startLine") == n.line());
        });
    }

    public boolean junitFails(Named n) {
        return junit.contains(" name=\"" + JUnitXml.escape(n.id()) + "\"><failure ");
    }

    /** The leaf of the assurance case that counts the obligation's package. */
    public String leaf(Named n) {
        String end = " " + CodeStrength.packageOf(n.file());
        return Plain.list(audit, "assurance").stream().filter(x -> Plain.string(x, "text").endsWith(end) && "obligations".equals(x.get("section")))
                .map(x -> Plain.string(x, "id")).findFirst().orElse("");
    }

    /** GOOD, MISSING or BAD. */
    public String level(String node) {
        return Plain.list(audit, "assurance").stream().filter(x -> node.equals(x.get("id"))).map(x -> Plain.string(x, "level")).findFirst().orElse("");
    }

    /** How the picture draws it. */
    public String picture(String node) {
        Matcher m = Pattern.compile("class=\"shape (\\w+)\"[^>]*/><text class=\"id\"[^>]*>" + Pattern.quote(node) + "</text>").matcher(picture);
        return m.find() ? m.group(1) : "";
    }

    public boolean page(Named n) {
        int from = page.indexOf("<section id=\"blocking\">");
        return from >= 0 && page.substring(from, page.indexOf("</section>", from)).contains(JUnitXml.escape("obligations:" + n.id()));
    }
}
