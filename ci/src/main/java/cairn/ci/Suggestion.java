package cairn.ci;

import java.util.Comparator;
import java.util.List;

/** Names that a mistyped one may have meant: few edits away, nearest first. */
final class Suggestion {
    private static final int MOST = 2;

    private Suggestion() {}

    static List<String> alike(String typed, List<String> names) {
        String bare = typed.contains("=") ? typed.substring(0, typed.indexOf('=')) : typed;
        int limit = Math.max(1, bare.replace("-", "").length() / 3);
        return names.stream().filter(n -> n.length() > 2 && distance(bare, n) <= limit)
                .sorted(Comparator.comparingInt((String n) -> distance(bare, n)).thenComparing(n -> n)).limit(MOST).toList();
    }

    /** Insertions, deletions, replacements and swaps of neighbours. */
    static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(d[i - 1][j - 1] + change, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
