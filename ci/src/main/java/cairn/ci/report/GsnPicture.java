package cairn.ci.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkBendPoint;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/** The assurance case as a picture: shapes of GSN, colours of the report, each leaf a link to its rows. Layout by ELK layered. */
final class GsnPicture {
    private static final double WIDTH = 216;
    private static final double LINE = 15;
    private static final int LETTERS = 29;

    static {
        LayoutMetaDataService.getInstance().registerLayoutMetaDataProviders(new CoreOptions(), new LayeredMetaDataProvider());
    }

    private GsnPicture() {}

    private static final String STYLE = """
            <style>.gsn text{font:12px "DejaVu Sans",system-ui,sans-serif;fill:var(--ink,#1c2024)}.gsn .id{font-weight:700}.gsn .st{font-size:11px}
            .gsn path.e{fill:none;stroke:var(--soft,#59616a);stroke-width:1.2}.gsn .arrow{fill:var(--soft,#59616a)}
            .gsn .GOOD{fill:var(--goodbg,#e2f2e7);stroke:var(--good,#17693f)}.gsn .MISSING{fill:var(--warnbg,#fcefd5);stroke:var(--warn,#8a5300)}
            .gsn .BAD{fill:var(--badbg,#fbe4e1);stroke:var(--bad,#a51d14)}.gsn .NEUTRAL{fill:var(--card,#f4f4f4);stroke:var(--soft,#59616a)}
            .gsn .shape{stroke-width:1.5}.gsn text.GOOD{fill:var(--good,#17693f);stroke:none}.gsn text.MISSING{fill:var(--warn,#8a5300);stroke:none}
            .gsn text.BAD{fill:var(--bad,#a51d14);stroke:none}.gsn a text.link{fill:var(--link,#22598f);text-decoration:underline}</style>
            """;

    /** @param page where the leaves link to: empty inside the page itself, {@code index.html} in a file of its own */
    static String svg(List<Map<String, Object>> nodes, String page) {
        ElkNode graph = ElkGraphUtil.createGraph();
        graph.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
        graph.setProperty(CoreOptions.DIRECTION, Direction.RIGHT);
        graph.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
        graph.setProperty(CoreOptions.SPACING_NODE_NODE, 14.0);
        graph.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, 44.0);
        graph.setProperty(CoreOptions.PADDING, new ElkPadding(8));
        Map<String, ElkNode> drawn = new LinkedHashMap<>();
        Map<String, Map<String, Object>> shown = new LinkedHashMap<>();
        for (Map<String, Object> n : nodes) {
            place(graph, drawn, shown, n);
        }
        for (Map<String, Object> n : nodes) {
            List<String> rests = Plain.texts(n, "rests");
            boolean own = Plain.string(n, "kind").equals("goal") && !rests.isEmpty() && !Plain.texts(n, "under").isEmpty();
            if (own) {
                place(graph, drawn, shown, Plain.map("id", "A-" + n.get("id"), "kind", "assumption", "text", "rests on " + String.join(", ", rests),
                        "level", "NEUTRAL", "word", "", "under", List.of(n.get("id"))));
            }
        }
        shown.forEach((id, n) -> Plain.texts(n, "under").forEach(up -> ElkGraphUtil.createSimpleEdge(drawn.get(up), drawn.get(id))));
        new RecursiveGraphLayoutEngine().layout(graph, new BasicProgressMonitor());
        StringBuilder s = new StringBuilder();
        s.append(String.format(Locale.ROOT, "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"gsn\" role=\"img\" viewBox=\"0 0 %.0f %.0f\" width=\"%.0f\" height=\"%.0f\">"
                + "<title>Assurance case</title>%n", graph.getWidth(), graph.getHeight(), graph.getWidth(), graph.getHeight())).append(STYLE);
        s.append("<defs><marker id=\"gsn-arrow\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"8\" markerHeight=\"8\" orient=\"auto\">"
                + "<path class=\"arrow\" d=\"M0 0 L8 4 L0 8 z\"/></marker></defs>\n");
        graph.getContainedEdges().forEach(e -> edge(s, e));
        shown.forEach((id, n) -> node(s, drawn.get(id), n, page));
        return s.append("</svg>\n").toString();
    }

    private static void place(ElkNode graph, Map<String, ElkNode> drawn, Map<String, Map<String, Object>> shown, Map<String, Object> n) {
        ElkNode node = ElkGraphUtil.createNode(graph);
        node.setIdentifier(Plain.string(n, "id"));
        node.setDimensions(WIDTH, 30 + LINE * wrap(Plain.string(n, "text")).size() + (Plain.string(n, "word").isEmpty() ? 0 : LINE));
        drawn.put(Plain.string(n, "id"), node);
        shown.put(Plain.string(n, "id"), n);
    }

    private static void edge(StringBuilder s, ElkEdge e) {
        for (ElkEdgeSection part : e.getSections()) {
            s.append(String.format(Locale.ROOT, "<path class=\"e\" marker-end=\"url(#gsn-arrow)\" d=\"M%.1f %.1f", part.getStartX(), part.getStartY()));
            for (ElkBendPoint b : part.getBendPoints()) {
                s.append(String.format(Locale.ROOT, " L%.1f %.1f", b.getX(), b.getY()));
            }
            s.append(String.format(Locale.ROOT, " L%.1f %.1f\"/>%n", part.getEndX(), part.getEndY()));
        }
    }

    private static void node(StringBuilder s, ElkNode at, Map<String, Object> n, String page) {
        double x = at.getX();
        double y = at.getY();
        double w = at.getWidth();
        double h = at.getHeight();
        String kind = Plain.string(n, "kind");
        String level = kind.equals("context") ? "NEUTRAL" : Plain.string(n, "level");
        String target = switch (kind) {
            case "solution" -> Plain.string(n, "section");
            case "assumption" -> "trusted";
            case "context" -> "claim";
            default -> "";
        };
        s.append(target.isEmpty() ? "<g>" : "<a href=\"" + page + "#" + JUnitXml.escape(target) + "\">");
        s.append(switch (kind) {
            case "strategy" -> String.format(Locale.ROOT, "<path class=\"shape %s\" d=\"M%.1f %.1f L%.1f %.1f L%.1f %.1f L%.1f %.1f z\"/>", level, x + 12, y, x + w, y,
                    x + w - 12, y + h, x, y + h);
            case "solution", "assumption" -> rectangle(level, x, y, w, h, h / 2);
            case "context" -> rectangle(level, x, y, w, h, 14);
            default -> rectangle(level, x, y, w, h, 0);
        });
        double line = y + 19;
        String count = n.get("total") instanceof Number t && t.longValue() > 0 && kind.equals("solution") ? "  " + n.get("good") + " of " + t : "";
        s.append(text("id", x + w / 2, line, kind.equals("assumption") ? "A" : Plain.string(n, "id")));
        for (String part : wrap(Plain.string(n, "text"))) {
            line += LINE;
            s.append(text(target.isEmpty() ? "" : "link", x + w / 2, line, part));
        }
        if (!Plain.string(n, "word").isEmpty()) {
            String glyph = switch (level) {
                case "GOOD" -> "✔ ";
                case "MISSING" -> "◐ ";
                default -> "✘ ";
            };
            s.append(text("st " + level, x + w / 2, line + LINE, glyph + n.get("word") + count));
        }
        s.append(target.isEmpty() ? "</g>\n" : "</a>\n");
    }

    private static String rectangle(String level, double x, double y, double w, double h, double round) {
        return String.format(Locale.ROOT, "<rect class=\"shape %s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"%.1f\"/>", level, x, y, w, h, round);
    }

    private static String text(String style, double x, double y, String text) {
        return String.format(Locale.ROOT, "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%s</text>", style, x, y, JUnitXml.escape(text));
    }

    private static List<String> wrap(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > LETTERS) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
