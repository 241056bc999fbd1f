package cairn.property;

import cairn.model.Kind;
import cairn.model.KernelObject;
import cairn.model.Name;
import cairn.model.Operation;
import cairn.model.Place;
import cairn.model.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Operations as text, one for each line; what follows {@code #} is a comment.
 *
 * <pre>
 * open TASK | close TASK | create OBJECT in cap TASK INDEX | destroy OBJECT | provide PLACE
 * map NAME to PLACE rights MASK frames LOW HIGH attributes A | grant NAME to PLACE
 * revoke NAME | unmap NAME | delete NAME | restrict NAME rights MASK
 * map-pages TASK PAGE to TASK PAGE order N rights MASK attributes A | unmap-pages TASK PAGE order N
 *
 * OBJECT: memory 0, task N, thread N, gate N, factory N, other N      PLACE: cap TASK INDEX, block TASK PAGE LEVEL
 * NAME: anchor OBJECT, cap TASK INDEX, page TASK PAGE
 * </pre>
 */
public final class Script {
    private final String[] words;
    private final String line;
    private int at;

    private Script(String line) {
        this.line = line;
        this.words = line.trim().split("\\s+");
    }

    // ---- writing ----

    public static String line(Operation operation) {
        if (operation instanceof Operation.Open o) {
            return "open " + o.task();
        } else if (operation instanceof Operation.Close o) {
            return "close " + o.task();
        } else if (operation instanceof Operation.Create o) {
            return "create " + text(o.object()) + " in " + text(o.target());
        } else if (operation instanceof Operation.Destroy o) {
            return "destroy " + text(o.object());
        } else if (operation instanceof Operation.Provide o) {
            return "provide " + text(o.target());
        } else if (operation instanceof Operation.Map o) {
            return "map " + text(o.source()) + " to " + text(o.target()) + " rights " + o.mask() + " frames " + o.frames().low() + " "
                    + o.frames().high() + " attributes " + o.attributes();
        } else if (operation instanceof Operation.Grant o) {
            return "grant " + text(o.source()) + " to " + text(o.target());
        } else if (operation instanceof Operation.Revoke o) {
            return "revoke " + text(o.source());
        } else if (operation instanceof Operation.Unmap o) {
            return "unmap " + text(o.source());
        } else if (operation instanceof Operation.Delete o) {
            return "delete " + text(o.source());
        } else if (operation instanceof Operation.Restrict o) {
            return "restrict " + text(o.source()) + " rights " + o.mask();
        } else if (operation instanceof Operation.MapPages o) {
            return "map-pages " + o.from() + " " + o.fromPage() + " to " + o.to() + " " + o.toPage() + " order " + o.order() + " rights "
                    + o.mask() + " attributes " + o.attributes();
        } else {
            Operation.UnmapPages o = (Operation.UnmapPages) operation;
            return "unmap-pages " + o.task() + " " + o.page() + " order " + o.order();
        }
    }

    private static String text(KernelObject object) {
        return object.kind().name().toLowerCase(Locale.ROOT) + " " + object.number();
    }

    private static String text(Name name) {
        if (name instanceof Name.Anchor a) {
            return "anchor " + text(a.object());
        } else if (name instanceof Name.Page p) {
            return "page " + p.task() + " " + p.page();
        }
        return text((Place) name);
    }

    private static String text(Place place) {
        if (place instanceof Place.Block b) {
            return "block " + b.task() + " " + b.page() + " " + b.level();
        }
        Place.Capability c = (Place.Capability) place;
        return "cap " + c.task() + " " + c.index();
    }

    private static String text(Place.Capability place) {
        return text((Place) place);
    }

    // ---- reading ----

    /**
     * The operations of a text.
     *
     * @throws IllegalArgumentException names line and fault
     */
    public static List<Operation> parse(List<String> lines) {
        List<Operation> operations = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).replaceFirst("#.*", "");
            if (line.isBlank()) {
                continue;
            }
            try {
                Script script = new Script(line);
                operations.add(script.operation());
                script.end();
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("line " + (i + 1) + ": " + e.getMessage(), e);
            }
        }
        return operations;
    }

    private Operation operation() {
        String verb = word();
        switch (verb) {
            case "open":
                return new Operation.Open(task());
            case "close":
                return new Operation.Close(task());
            case "create":
                KernelObject created = object();
                expect("in");
                expect("cap");
                return new Operation.Create(created, new Place.Capability(task(), number()));
            case "destroy":
                return new Operation.Destroy(object());
            case "provide":
                return new Operation.Provide(place());
            case "map":
                return map();
            case "grant":
                Name granted = name();
                expect("to");
                return new Operation.Grant(granted, place());
            case "revoke":
                return new Operation.Revoke(name());
            case "unmap":
                return new Operation.Unmap(name());
            case "delete":
                return new Operation.Delete(name());
            case "restrict":
                Name restricted = name();
                return new Operation.Restrict(restricted, (int) after("rights"));
            case "map-pages":
                return mapPages();
            case "unmap-pages":
                return new Operation.UnmapPages(task(), number(), (int) after("order"));
            default:
                throw new IllegalArgumentException("unknown operation '" + verb + "'");
        }
    }

    private Operation map() {
        Name source = name();
        expect("to");
        Place target = place();
        int mask = (int) after("rights");
        Range frames = new Range(after("frames"), number());
        return new Operation.Map(source, target, mask, frames, (int) after("attributes"));
    }

    private Operation mapPages() {
        int from = task();
        long fromPage = number();
        expect("to");
        int to = task();
        long toPage = number();
        int order = (int) after("order");
        int mask = (int) after("rights");
        return new Operation.MapPages(from, fromPage, to, toPage, order, mask, (int) after("attributes"));
    }

    private Name name() {
        String form = word();
        switch (form) {
            case "anchor":
                return new Name.Anchor(object());
            case "cap":
                return new Place.Capability(task(), number());
            case "page":
                return new Name.Page(task(), number());
            default:
                throw new IllegalArgumentException("'" + form + "' is no name: use anchor, cap or page");
        }
    }

    private Place place() {
        String form = word();
        switch (form) {
            case "cap":
                return new Place.Capability(task(), number());
            case "block":
                return new Place.Block(task(), number(), (int) number());
            default:
                throw new IllegalArgumentException("'" + form + "' is no place: use cap or block");
        }
    }

    private KernelObject object() {
        String kind = word();
        for (Kind k : Kind.values()) {
            if (k.name().toLowerCase(Locale.ROOT).equals(kind)) {
                long n = number();
                int most = k == Kind.MEMORY ? 0 : k == Kind.TASK ? World.TASKS : World.OBJECTS;
                if (n < (k == Kind.MEMORY ? 0 : 1) || n > most) {
                    throw new IllegalArgumentException("there is no " + kind + " " + n + ": the last is " + most);
                }
                return new KernelObject(k, (int) n);
            }
        }
        throw new IllegalArgumentException("unknown kind of object '" + kind + "'");
    }

    private int task() {
        long n = number();
        if (n < 1 || n > World.TASKS) {
            throw new IllegalArgumentException("there is no task " + n + ": tasks are 1 .. " + World.TASKS);
        }
        return (int) n;
    }

    private long after(String word) {
        expect(word);
        return number();
    }

    private long number() {
        String word = word();
        try {
            return Long.parseLong(word);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + word + "' is no number", e);
        }
    }

    private void expect(String word) {
        String found = word();
        if (!found.equals(word)) {
            throw new IllegalArgumentException("'" + word + "' expected, '" + found + "' found");
        }
    }

    private String word() {
        if (at == words.length) {
            throw new IllegalArgumentException("'" + line.trim() + "' ends too early");
        }
        return words[at++];
    }

    private void end() {
        if (at != words.length) {
            throw new IllegalArgumentException("'" + words[at] + "' is too much");
        }
    }
}
