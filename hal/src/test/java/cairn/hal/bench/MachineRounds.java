package cairn.hal.bench;

import cairn.hal.boot.BootOptions;
import cairn.hal.boot.BootResult;
import cairn.hal.boot.BootSystem;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The programs of {@code guests/rounds} on the whole machine, kernel included: rounds a second of the running thread's processor time.
 * The first of ten equal parts of a program is the warm-up, the median of the last five the steady state.
 */
final class MachineRounds {
    private static final Path GUEST = Path.of("guests/rounds/rounds.elf");
    private static final long BUDGET = 2_000_000_000L;
    private static final int PARTS = 10;

    /** Rounds a second: one figure for each run. */
    static final class Row {
        final String name;
        final List<Double> first = new ArrayList<>();
        final List<Double> whole = new ArrayList<>();
        final List<Double> steady = new ArrayList<>();

        Row(String name) {
            this.name = name;
        }
    }

    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final Map<String, List<Double>> parts = new LinkedHashMap<>();
    private final StringBuilder line = new StringBuilder();
    private long since;

    /** Runs the guest once more. */
    void run() throws Exception {
        parts.clear();
        BootSystem system = new BootSystem(BootOptions.of(GUEST).withBudget(BUDGET).withConsole(new OutputStream() {
            @Override
            public void write(int character) {
                if (character == '\n') {
                    lineEnds();
                } else {
                    line.append((char) character);
                }
            }
        }, null));
        system.board().cpu().translate();
        since = now();
        BootResult result = system.run();
        if (!result.cameToRest() || !result.output().endsWith("end\n") || result.output().contains("failed")) {
            throw new IllegalStateException("rounds.elf ended with " + result.run().stop() + ": " + result.output());
        }
        for (Map.Entry<String, List<Double>> e : parts.entrySet()) {
            add(rows.computeIfAbsent(e.getKey(), Row::new), e.getValue());
        }
    }

    private static void add(Row row, List<Double> seconds) {
        if (seconds.size() != PARTS) {
            throw new IllegalStateException(row.name + ": " + seconds.size() + " parts");
        }
        double[] last = seconds.subList(PARTS / 2, PARTS).stream().mapToDouble(Double::doubleValue).sorted().toArray();
        row.first.add(1 / seconds.get(0));
        row.whole.add(PARTS / seconds.stream().mapToDouble(Double::doubleValue).sum());
        row.steady.add(1 / last[last.length / 2]);
    }

    /** "NAME N": the seconds for one round of those N. */
    private void lineEnds() {
        long at = now();
        String[] words = line.toString().strip().split(" ");
        line.setLength(0);
        if (words.length == 2 && words[1].matches("[0-9]+")) {
            parts.computeIfAbsent(words[0], k -> new ArrayList<>()).add((at - since) / 1e9 / Integer.parseInt(words[1]));
        }
        since = at;
    }

    private static long now() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    List<Row> rows() {
        return List.copyOf(rows.values());
    }

    static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    String table() {
        StringBuilder out = new StringBuilder("whole machine   warm-up    whole   steady (lowest .. highest)\n");
        for (Row row : rows()) {
            double[] sorted = row.steady.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            out.append(String.format(Locale.ROOT, "%-12s %10.0f %8.0f %8.0f (%.0f .. %.0f)%n", row.name, median(row.first), median(row.whole),
                    median(row.steady), sorted[0], sorted[sorted.length - 1]));
        }
        return out.append("rounds a second of the running thread's processor time: a call and its reply, a page fault, a map and an unmap\n")
                .toString();
    }

    String json() {
        StringBuilder out = new StringBuilder("[");
        for (Row row : rows()) {
            out.append(out.length() > 1 ? ",\n" : "\n").append("  {\"name\": \"").append(row.name).append("\", \"warmUp\": ")
                    .append(figures(row.first)).append(", \"whole\": ").append(figures(row.whole)).append(", \"steady\": ")
                    .append(figures(row.steady)).append("}");
        }
        return out.append("\n]").toString();
    }

    private static String figures(List<Double> values) {
        return Arrays.toString(values.stream().mapToLong(Math::round).toArray());
    }

    /** Two bars for each program, below {@code y}. */
    String svg(int y) {
        double top = rows().stream().mapToDouble(r -> median(r.steady)).max().orElse(1);
        StringBuilder out = new StringBuilder();
        int at = y;
        for (Row row : rows()) {
            out.append("<text x=\"4\" y=\"").append(at + 14).append("\">").append(row.name).append("</text>\n");
            out.append(bar(at, median(row.first), top, "#bbccee")).append(bar(at + 12, median(row.steady), top, "#4477aa"));
            at += 34;
        }
        return out.append("<text x=\"4\" y=\"").append(at + 10).append("\">rounds a second on the whole machine: warm-up, steady</text>\n")
                .toString();
    }

    int height() {
        return 34 * rows.size() + 30;
    }

    private static String bar(int y, double value, double top, String colour) {
        int width = (int) (value * 540 / top);
        return String.format(Locale.ROOT, "<rect x=\"90\" y=\"%d\" width=\"%d\" height=\"11\" fill=\"%s\"/>"
                + "<text x=\"%d\" y=\"%d\" font-size=\"10\">%.0f</text>%n", y, width, colour, 94 + width, y + 9, value);
    }
}
