package cairn.ci.command;

import cairn.ci.CannotRun;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A FILTER argument: a regular expression that must be found in the name. */
final class Filter {
    private Filter() {}

    /** The expression itself, once it is known to be one. */
    static String checked(String text) {
        try {
            return Pattern.compile(text).pattern();
        } catch (PatternSyntaxException e) {
            throw new CannotRun("the filter '" + text + "' is no regular expression: " + e.getDescription() + " near position " + e.getIndex());
        }
    }
}
