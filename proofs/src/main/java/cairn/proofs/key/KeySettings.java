// SPDX-License-Identifier: MIT
package cairn.proofs.key;

import cairn.proofs.view.Hash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Every setting of the prover that can change what a closed proof means, or whether one is found. All are pinned: KeY's defaults
 * differ between a fresh and a used configuration folder, and its default treatment of integers ignores overflow.
 */
public final class KeySettings {
    private KeySettings() {
    }

    /** Taclet options: the meaning of Java and JML. */
    public static Map<String, String> choices() {
        Map<String, String> c = new LinkedHashMap<>();
        c.put("JavaCard", "off");
        c.put("Strings", "on");
        c.put("assertions", "safe");
        c.put("bigint", "on");
        c.put("floatRules", "strictfpOnly");
        c.put("initialisation", "disableStaticInitialisation");
        c.put("intRules", "arithmeticSemanticsCheckingOF");
        c.put("integerSimplificationRules", "full");
        c.put("javaLoopTreatment", "efficient");
        c.put("mergeGenerateIsWeakeningGoal", "off");
        c.put("methodExpansion", "modularOnly");
        c.put("modelFields", "treatAsAxiom");
        c.put("moreSeqRules", "off");
        c.put("permissions", "off");
        c.put("programRules", "Java");
        c.put("reach", "on");
        c.put("runtimeExceptions", "ban");
        c.put("sequences", "on");
        c.put("soundDefaultContracts", "on");
        c.put("wdChecks", "off");
        c.put("wdOperator", "L");
        return c;
    }

    /** Strategy options: how a proof is searched. They cannot make a wrong proof close. */
    public static Map<String, String> strategy() {
        Map<String, String> s = new LinkedHashMap<>();
        s.put("METHOD_OPTIONS_KEY", "METHOD_CONTRACT");
        s.put("LOOP_OPTIONS_KEY", "LOOP_SCOPE_INV_TACLET");
        s.put("DEP_OPTIONS_KEY", "DEP_ON");
        s.put("QUERY_NEW_OPTIONS_KEY", "QUERY_OFF");
        s.put("NON_LIN_ARITH_OPTIONS_KEY", "NON_LIN_ARITH_DEF_OPS");
        s.put("OSS_OPTIONS_KEY", "OSS_ON");
        s.put("CLASS_AXIOM_OPTIONS_KEY", "CLASS_AXIOM_FREE");
        s.put("STOPMODE_OPTIONS_KEY", "STOPMODE_NONCLOSE");
        return s;
    }

    /**
     * What changes when the search is stuck before its budget is used up. KeY's default splits no formula while a program is left in
     * the sequent, and the branch of an overflow check keeps the program: a conjunction there would never be taken apart.
     */
    public static Map<String, String> whereStuck() {
        return Map.of("SPLITTING_OPTIONS_KEY", "SPLITTING_NORMAL");
    }

    /** How many steps a search that was stuck after {@code applied} steps may add: splitting freely can go on for ever. */
    static int stepsWhereStuck(int applied) {
        return 1000 + applied / 2;
    }

    /** The prover's version as its jar says, and the jar's hash. */
    public static String version() {
        for (String entry : System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
            Path jar = Path.of(entry);
            String name = jar.getFileName() == null ? "" : jar.getFileName().toString();
            if (name.startsWith("key.core-") && name.endsWith(".jar")) {
                try {
                    return "KeY " + name.substring(9, name.length() - 4) + " sha256 " + Hash.of(Files.readAllBytes(jar));
                } catch (IOException e) {
                    return "KeY (unreadable jar)";
                }
            }
        }
        return "KeY (not on the class path)";
    }

    /** Version and settings as one text: part of every obligation's hash. */
    public static String text() {
        return version() + " " + new TreeMap<>(choices()) + " " + new TreeMap<>(strategy()) + " where stuck " + new TreeMap<>(whereStuck()) + " for 1000 + half";
    }
}
