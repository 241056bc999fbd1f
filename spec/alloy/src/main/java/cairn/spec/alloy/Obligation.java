package cairn.spec.alloy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One command of the specification. Its label is {@code operation_ID} with {@code _} for {@code -} in the ID: {@code map_CDT_3} is the
 * check that map keeps CDT-3, {@code unmap_THM_1} is theorem THM-1 about unmap, {@code map_happens} a run.
 *
 * @param id        unique name: {@code map/CDT-3}; for a seeded bug with its module in front: {@code broken/map_adds_rights/map/CDT-3}
 * @param file      source below the root of the specification
 * @param line      line of the command
 * @param label     as in the source
 * @param operation {@code map} …; {@code state} for a statement about every state
 * @param conjunct  ID such as {@code CDT-3}; for a run, its name
 * @param scope     the scope as in the source
 */
record Obligation(String id, String file, int line, String label, String operation, String conjunct, Kind kind, String scope) {

    private static final Pattern COMMAND = Pattern.compile("(?m)^[ \\t]*(check|run)\\s+(\\w+)?");
    private static final Pattern LABEL = Pattern.compile("([a-z][A-Za-z]*)_([A-Z]+_\\d+|[a-z][A-Za-z]*)");
    private static final Pattern SCOPE = Pattern.compile("\\G\\s*for\\s+([^\\n]*)");

    /**
     * The commands in a source, found without parsing it (so that an unchanged specification costs nothing). The parser's own list is
     * compared with this one before anything is solved.
     */
    static List<Obligation> scan(SpecSources sources, String file) {
        String text = blankComments(sources.text(file));
        List<Obligation> found = new ArrayList<>();
        Matcher m = COMMAND.matcher(text);
        while (m.find()) {
            int line = 1 + (int) text.substring(0, m.start(1)).chars().filter(c -> c == '\n').count();
            String label = m.group(2) == null ? "" : m.group(2);
            Matcher name = LABEL.matcher(label);
            int open = text.indexOf('{', m.end());
            if (!name.matches() || open < 0 || !text.substring(m.end(), open).isBlank()) {
                throw new SpecException(sources.shown(file) + ":" + line + ": command '" + m.group(1) + " " + label
                        + "' is not of the form 'check operation_ID { … } for …' or 'run operation_name { … } for …'");
            }
            Matcher scope = SCOPE.matcher(text);
            String scopeText = scope.find(closing(text, open) + 1) ? scope.group(1).trim() : "3";
            found.add(of(file, line, m.group(1).equals("check"), label, name.group(1), name.group(2).replace('_', '-'), scopeText));
        }
        return found;
    }

    private static Obligation of(String file, int line, boolean check, String label, String operation, String conjunct, String scope) {
        boolean broken = file.startsWith("broken/");
        Kind kind = !check ? Kind.run : broken ? Kind.seeded : conjunct.startsWith("THM-") ? Kind.theorem : Kind.check;
        String id = (broken ? file.replace(".als", "") + "/" : "") + operation + "/" + conjunct;
        return new Obligation(id, file, line, label, operation, conjunct, kind, scope);
    }

    private static int closing(String text, int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return text.length() - 1;
    }

    private static String blankComments(String text) {
        return SpecSources.COMMENT.matcher(text).replaceAll(c -> c.group().replaceAll("[^\n]", " "));
    }
}
