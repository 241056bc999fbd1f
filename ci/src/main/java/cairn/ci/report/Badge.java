package cairn.ci.report;

import java.util.Locale;
import java.util.Map;

/** A badge for a README or a dashboard: the verdict, and nothing that the verdict does not say. */
final class Badge {
    private Badge() {}

    static String svg(Map<String, Object> summary) {
        String verdict = Plain.string(summary, "verdict");
        String colour = verdict.equals("holds") ? "#17693f" : verdict.equals("incomplete") ? "#8a5300" : "#a51d14";
        String said = (verdict.equals("holds") ? "✔ " : verdict.equals("incomplete") ? "◐ " : "✘ ") + verdict;
        int left = 46;
        int right = 22 + 7 * said.length();
        return String.format(Locale.ROOT, """
                <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="20" role="img" aria-label="cairn: %5$s" data-verdict="%5$s">
                <title>cairn: %5$s</title>
                <rect width="%1$d" height="20" rx="3" fill="#3b4148"/><path fill="%6$s" d="M%2$d 0h%3$da3 3 0 0 1 3 3v14a3 3 0 0 1-3 3h-%3$dz"/>
                <g fill="#fff" text-anchor="middle" font-family="DejaVu Sans,Verdana,sans-serif" font-size="11"><text x="23" y="14">cairn</text><text x="%4$d" y="14">%7$s</text></g>
                </svg>
                """, left + right, left, right - 3, left + right / 2, JUnitXml.escape(verdict), colour, JUnitXml.escape(said));
    }
}
