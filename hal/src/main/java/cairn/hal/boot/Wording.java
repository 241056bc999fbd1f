package cairn.hal.boot;

import cairn.kernel.abi.Protocol;
import cairn.kernel.abi.Tag;
import cairn.kernel.object.Kind;
import java.util.function.IntToLongFunction;

/** The kernel's numbers in the words of the ABI. */
final class Wording {
    private static final String[] KINDS = {"memory", "task", "thread", "factory", "scheduler", "log", "gate", "interrupt", "icu",
        "debugger"};
    private static final int EXCEPTION_SYNDROME = 33;
    private static final int EXCEPTION_PC = 36;
    /** Words of a message that are shown. */
    private static final int SHOWN = 8;

    private Wording() {}

    static String kind(int kind) {
        return kind < KINDS.length ? KINDS[kind] : "kind " + kind;
    }

    /** An object as it is called everywhere: its kind and its position in the pool. */
    static String object(int kind, int number) {
        if (kind == Kind.MEMORY) {
            return number == Kind.KERNEL_USER ? "kernel-user memory" : number == Kind.DEVICE ? "device registers" : "memory";
        }
        return kind == Kind.SCHEDULER || kind == Kind.LOG || kind == Kind.ICU || kind == Kind.DEBUGGER ? kind(kind) : kind(kind) + " " + number;
    }

    /** Rights of a page (rwx), or of a capability (RWSD and the three object-specific ones as a digit). */
    static String rights(int kind, int rights) {
        if (kind == Kind.MEMORY) {
            return flag(rights, 4, "r") + flag(rights, 2, "w") + flag(rights, 1, "x");
        }
        int specific = rights >>> 5 & 7;
        return flag(rights, 4, "R") + flag(rights, 1, "W") + flag(rights, 2, "S") + flag(rights, 8, "D") + (specific == 0 ? "" : "+" + specific);
    }

    private static String flag(int rights, int bit, String letter) {
        return (rights & bit) != 0 ? letter : "-";
    }

    static String protocol(long label) {
        if (label == Protocol.PAGE_FAULT) {
            return "page fault";
        }
        if (label == Protocol.EXCEPTION) {
            return "exception";
        }
        if (label == Protocol.SIGMA0) {
            return "root pager request";
        }
        if (label == Protocol.FACTORY) {
            return "factory protocol";
        }
        return "protocol " + label;
    }

    /** "not mapped", "write to 0x1000 …": what a page fault message asks for. [ABI section 8] */
    static String pageFault(long word, long pc) {
        String access = (word & 4) != 0 ? "execution of " : (word & 2) != 0 ? "write to " : "read of ";
        return "page fault: " + access + hex(word & ~7L) + ((word & 1) != 0 ? ", not mapped" : ", not permitted") + ", pc " + hex(pc);
    }

    /** A message: its protocol, and its words as {@code word} gives them; null when they can no longer be read. */
    static String message(long tag, IntToLongFunction word) {
        long label = tag >> Tag.LABEL_SHIFT;
        int words = (int) tag & Tag.WORDS;
        int items = (int) (tag >>> Tag.ITEM_SHIFT) & Tag.ITEMS;
        if (word != null && label == Protocol.PAGE_FAULT && words == 2) {
            return pageFault(word.applyAsLong(0), word.applyAsLong(1));
        }
        if (word != null && label == Protocol.EXCEPTION && words > EXCEPTION_PC) {
            long syndrome = word.applyAsLong(EXCEPTION_SYNDROME);
            return "exception class " + hex(syndrome >>> 26 & 63) + ", pc " + hex(word.applyAsLong(EXCEPTION_PC));
        }
        StringBuilder out = new StringBuilder(protocol(label)).append(", ").append(count(words, "word"));
        if (items > 0) {
            out.append(", ").append(count(items, "item"));
        }
        int all = word == null ? 0 : Math.min(SHOWN, words + 2 * items);
        for (int i = 0; i < all; i++) {
            out.append(i == 0 ? ": " : " ").append(hex(word.applyAsLong(i)));
        }
        return out.append(word != null && words + 2 * items > SHOWN ? " …" : "").toString();
    }

    static String count(long n, String what) {
        return n + " " + what + (n == 1 ? "" : "s");
    }

    static String hex(long value) {
        return "0x" + Long.toHexString(value);
    }

    /** A JSON string. */
    static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                default -> {
                    if (c < ' ' || c > '~') {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.append('"').toString();
    }
}
