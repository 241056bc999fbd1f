package cairn.ci.view;

import cairn.ci.view.Recording.Derived;
import cairn.ci.view.Recording.Threads;
import java.util.ArrayList;
import java.util.Comparator;
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

/** The state at the end of a run: who waits for whom, and the derivation tree; pages side by side are one box. Layout by ELK layered. */
final class StatePicture {
    private static final String[] KINDS = {"memory", "task", "thread", "factory", "scheduler", "log", "gate", "interrupt", "interrupt controller"};
    /** Boxes that are drawn; a picture of more is none. */
    private static final int MOST = 600;
    private static final double LETTER = 6.7;
    private static final double HEIGHT = 36;
    private static final double GAP = 40;
    private static final int LONGEST = 42;

    private static final String STYLE = """
            <style>.state text{font:12px "DejaVu Sans",system-ui,sans-serif;fill:var(--ink,#20242a)}.state .id{font-weight:600}.state .small{font-size:11px;fill:var(--soft,#5b636e)}
            .state .head{font-size:15px;font-weight:600}.state path.e{fill:none;stroke:var(--soft,#5b636e);stroke-width:1.1}.state .arrow{fill:var(--soft,#5b636e)}
            .state rect{fill:var(--card,#f3f4f0);stroke:var(--edge,#b9beb5);stroke-width:1.2}.state rect.anchor{fill:var(--infobg,#e3edf8);stroke:var(--link,#22598f)}
            .state rect.runs{fill:var(--goodbg,#e2f2e7);stroke:var(--good,#17693f)}.state rect.waits{fill:var(--warnbg,#fcefd5);stroke:var(--warn,#8a5300)}
            .state rect.stopped{fill:var(--badbg,#fbe4e1);stroke:var(--bad,#a51d14)}</style>
            """;

    private final Recording recording;
    private final Map<Integer, List<Derived>> below = new LinkedHashMap<>();
    private int drawn;
    private int left;

    private record Box(ElkNode node, String style, String first, String second) {}

    static {
        LayoutMetaDataService.getInstance().registerLayoutMetaDataProviders(new CoreOptions(), new LayeredMetaDataProvider());
    }

    private StatePicture(Recording recording) {
        this.recording = recording;
    }

    static String svg(Recording recording) {
        return new StatePicture(recording).draw();
    }

    private String draw() {
        List<Box> waits = new ArrayList<>();
        ElkNode first = layout(waits(waits));
        List<Box> tree = new ArrayList<>();
        ElkNode second = layout(tree(tree));
        double width = Math.max(320, Math.max(first.getWidth(), second.getWidth()));
        double under = first.getHeight() + 2 * GAP;
        double height = under + second.getHeight() + GAP;
        StringBuilder s = new StringBuilder(String.format(Locale.ROOT, "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"state\" role=\"img\" "
                + "viewBox=\"0 0 %.0f %.0f\" width=\"%.0f\" height=\"%.0f\"><title>State at the end of the run</title>%n", width, height, width, height));
        s.append(STYLE).append("<defs><marker id=\"state-arrow\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\">"
                + "<path class=\"arrow\" d=\"M0 0 L8 4 L0 8 z\"/></marker></defs>\n");
        part(s, 0, "Who waits for whom", first, waits);
        part(s, under, left == 0 ? "Derivation tree" : "Derivation tree (" + left + " more boxes are not drawn)", second, tree);
        return s.append("</svg>\n").toString();
    }

    private static void part(StringBuilder s, double y, String title, ElkNode graph, List<Box> boxes) {
        s.append(String.format(Locale.ROOT, "<text class=\"head\" x=\"8\" y=\"%.0f\">%s</text>%n<g transform=\"translate(0 %.0f)\">%n", y + 22, title, y + 30));
        graph.getContainedEdges().forEach(e -> edge(s, e));
        boxes.forEach(b -> box(s, b));
        s.append("</g>\n");
    }

    private static ElkNode graph() {
        ElkNode graph = ElkGraphUtil.createGraph();
        graph.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
        graph.setProperty(CoreOptions.DIRECTION, Direction.RIGHT);
        graph.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
        graph.setProperty(CoreOptions.SPACING_NODE_NODE, 9.0);
        graph.setProperty(CoreOptions.SPACING_COMPONENT_COMPONENT, 16.0);
        graph.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, 34.0);
        graph.setProperty(CoreOptions.PADDING, new ElkPadding(8));
        graph.setProperty(CoreOptions.ASPECT_RATIO, 1.6);
        return graph;
    }

    private static ElkNode layout(ElkNode graph) {
        new RecursiveGraphLayoutEngine().layout(graph, new BasicProgressMonitor());
        return graph;
    }

    private ElkNode waits(List<Box> boxes) {
        ElkNode graph = graph();
        Map<Integer, ElkNode> nodes = new LinkedHashMap<>();
        for (Threads t : recording.threads().values()) {
            boolean runs = t.number() == recording.running();
            String style = runs ? "runs" : t.state() == 0 ? "stopped" : t.state() == 2 || t.state() == 3 ? "waits" : "plain";
            String owner = t.task() < 0 ? "no task" : task(t.task());
            nodes.put(t.number(), add(graph, boxes, style, "thread " + t.number() + " of " + owner, runs ? "runs" : t.text()));
        }
        for (Threads t : recording.threads().values()) {
            if (nodes.containsKey(t.partner())) {
                ElkGraphUtil.createSimpleEdge(nodes.get(t.number()), nodes.get(t.partner()));
            }
        }
        return graph;
    }

    private String task(int number) {
        List<String> programs = recording.programs();
        return "task " + number + (number < programs.size() ? " (" + programs.get(number) + ")" : "");
    }

    private ElkNode tree(List<Box> boxes) {
        ElkNode graph = graph();
        recording.derivations().values().forEach(d -> below.computeIfAbsent(d.parent(), k -> new ArrayList<>()).add(d));
        for (Derived anchor : below.getOrDefault(-1, List.of())) {
            if (below.containsKey(anchor.id())) {
                ElkNode node = add(graph, boxes, "anchor", object(anchor), "the kernel's own");
                children(graph, boxes, node, List.of(anchor));
            }
        }
        return graph;
    }

    /** What is derived from {@code parents}, which are one box. */
    private void children(ElkNode graph, List<Box> boxes, ElkNode node, List<Derived> parents) {
        List<Derived> all = new ArrayList<>();
        parents.forEach(p -> all.addAll(below.getOrDefault(p.id(), List.of())));
        for (List<Derived> group : groups(all)) {
            if (drawn >= MOST) {
                left++;
                continue;
            }
            Derived d = group.get(0);
            String where = d.kind() == 0 ? pages(group) : task(d.task());
            String what = d.kind() == 0 ? rights(d) + ", " + task(d.task()) : rights(d) + " at capability 0x" + Long.toHexString(d.at());
            ElkNode child = add(graph, boxes, "plain", where, what);
            ElkGraphUtil.createSimpleEdge(node, child);
            children(graph, boxes, child, group);
        }
    }

    private static String pages(List<Derived> group) {
        long kib = group.stream().mapToLong(Derived::pages).sum() * 4;
        String size = kib % (1 << 20) == 0 ? (kib >> 20) + " GiB" : kib % 1024 == 0 ? (kib >> 10) + " MiB" : kib + " KiB";
        return size + " at 0x" + Long.toHexString(group.get(0).at() << 12);
    }

    /** Pages side by side, from which the same was derived, together. */
    private List<List<Derived>> groups(List<Derived> all) {
        List<Derived> sorted = all.stream().sorted(Comparator.comparingInt(Derived::task).thenComparingLong(Derived::at)).toList();
        List<List<Derived>> groups = new ArrayList<>();
        Derived before = null;
        for (Derived d : sorted) {
            boolean goesOn = before != null && d.kind() == 0 && d.task() == before.task() && d.rights() == before.rights()
                    && before.at() + before.pages() == d.at() && before.frame() + before.pages() == d.frame() && tail(d).equals(tail(before));
            if (!goesOn) {
                groups.add(new ArrayList<>());
            }
            groups.get(groups.size() - 1).add(d);
            before = d;
        }
        return groups;
    }

    private String tail(Derived d) {
        StringBuilder s = new StringBuilder();
        for (Derived c : below.getOrDefault(d.id(), List.of())) {
            s.append(c.task()).append(' ').append(c.rights()).append(' ').append(c.at() - d.at()).append('(').append(tail(c)).append(')');
        }
        return s.toString();
    }

    private static String object(Derived d) {
        if (d.kind() == 0) {
            return d.number() == 1 ? "kernel-user memory" : "memory";
        }
        String kind = d.kind() < KINDS.length ? KINDS[d.kind()] : "kind " + d.kind();
        return d.kind() == 4 || d.kind() == 5 || d.kind() == 8 ? kind : kind + " " + d.number();
    }

    private static String rights(Derived d) {
        int r = d.rights();
        String page = ((r & 4) != 0 ? "r" : "-") + ((r & 2) != 0 ? "w" : "-") + ((r & 1) != 0 ? "x" : "-");
        String capability = ((r & 4) != 0 ? "R" : "-") + ((r & 1) != 0 ? "W" : "-") + ((r & 2) != 0 ? "S" : "-") + ((r & 8) != 0 ? "D" : "-")
                + (r >> 5 == 0 ? "" : "+" + (r >> 5));
        return d.kind() == 0 ? page : capability;
    }

    private ElkNode add(ElkNode graph, List<Box> boxes, String style, String first, String second) {
        ElkNode node = ElkGraphUtil.createNode(graph);
        String a = cut(first);
        String b = cut(second);
        node.setDimensions(Math.max(96, 18 + LETTER * Math.max(a.length() * 1.06, b.length())), HEIGHT);
        boxes.add(new Box(node, style, a, b));
        drawn++;
        return node;
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }

    private static void edge(StringBuilder s, ElkEdge e) {
        for (ElkEdgeSection part : e.getSections()) {
            s.append(String.format(Locale.ROOT, "<path class=\"e\" marker-end=\"url(#state-arrow)\" d=\"M%.1f %.1f", part.getStartX(), part.getStartY()));
            for (ElkBendPoint b : part.getBendPoints()) {
                s.append(String.format(Locale.ROOT, " L%.1f %.1f", b.getX(), b.getY()));
            }
            s.append(String.format(Locale.ROOT, " L%.1f %.1f\"/>%n", part.getEndX(), part.getEndY()));
        }
    }

    private static void box(StringBuilder s, Box b) {
        ElkNode n = b.node();
        s.append(String.format(Locale.ROOT, "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"5\"/>", b.style(), n.getX(), n.getY(),
                n.getWidth(), n.getHeight()));
        s.append(text("id", n.getX() + 9, n.getY() + 15, b.first())).append(text("small", n.getX() + 9, n.getY() + 29, b.second())).append('\n');
    }

    private static String text(String style, double x, double y, String text) {
        return String.format(Locale.ROOT, "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>", style, x, y, escape(text));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
