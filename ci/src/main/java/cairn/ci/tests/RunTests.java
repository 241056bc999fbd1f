package cairn.ci.tests;

import static org.junit.platform.engine.discovery.ClassNameFilter.includeClassNamePatterns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs the tests of one module in this process and prints one JSON line for each, as it ends. Started by the pipeline on the module's
 * own test class path; what tests print themselves goes to standard error.
 */
public final class RunTests {
    private RunTests() {}

    /** @param arguments the folder of test classes */
    public static void main(String[] arguments) {
        PrintStream rows = System.out;
        System.setOut(System.err);
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClasspathRoots(Set.of(Path.of(arguments[0]).toAbsolutePath())))
                .filters(includeClassNamePatterns(".*(Test|Tests|Properties|IT)$"))
                .configurationParameter("jqwik.reporting.onlyfailures", "true").build();
        Listener listener = new Listener(rows);
        LauncherFactory.create().execute(request, listener);
        rows.flush();
        System.exit(listener.bad ? 1 : 0);
    }

    private static final class Listener implements TestExecutionListener {
        private static final ObjectMapper JSON = new ObjectMapper();
        private final PrintStream rows;
        private final Map<String, Long> begun = new ConcurrentHashMap<>();
        private final Map<String, Map<String, String>> published = new ConcurrentHashMap<>();
        private TestPlan plan;
        private volatile boolean bad;

        Listener(PrintStream rows) {
            this.rows = rows;
        }

        @Override
        public void testPlanExecutionStarted(TestPlan started) {
            plan = started;
        }

        @Override
        public void executionStarted(TestIdentifier test) {
            begun.put(test.getUniqueId(), System.nanoTime());
        }

        @Override
        public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
            published.computeIfAbsent(test.getUniqueId(), k -> new ConcurrentHashMap<>()).putAll(entry.getKeyValuePairs());
        }

        @Override
        public void executionSkipped(TestIdentifier test, String reason) {
            for (TestIdentifier t : leaves(test)) {
                row(t, "notRun", reason);
            }
        }

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            boolean failed = result.getStatus() == TestExecutionResult.Status.FAILED;
            if (test.isTest() || failed) {
                String reason = result.getThrowable().map(Throwable::toString).orElse("");
                boolean aborted = result.getStatus() == TestExecutionResult.Status.ABORTED;
                row(test, failed ? "failed" : aborted ? "notRun" : "passed", reason);
            }
        }

        private List<TestIdentifier> leaves(TestIdentifier test) {
            List<TestIdentifier> all = new ArrayList<>(test.isTest() ? List.of(test) : List.of());
            plan.getDescendants(test).stream().filter(TestIdentifier::isTest).forEach(all::add);
            return all.isEmpty() ? List.of(test) : all;
        }

        private synchronized void row(TestIdentifier test, String status, String reason) {
            bad |= !status.equals("passed");
            Map<String, Object> row = new LinkedHashMap<>();
            TestSource source = test.getSource().orElse(null);
            String type = source instanceof MethodSource m ? m.getClassName() : source instanceof ClassSource c ? c.getClassName() : "unknown";
            row.put("engine", test.getUniqueIdObject().getEngineId().orElse(""));
            row.put("class", type);
            row.put("method", source instanceof MethodSource m ? m.getMethodName() : "");
            row.put("name", test.getDisplayName());
            row.put("status", status);
            row.put("reason", reason.length() > 4000 ? reason.substring(0, 4000) + "…" : reason);
            row.put("tags", test.getTags().stream().map(t -> t.getName()).sorted().toList());
            Long start = begun.get(test.getUniqueId());
            row.put("wallMs", start == null ? 0 : (System.nanoTime() - start) / 1_000_000);
            row.put("published", published.getOrDefault(test.getUniqueId(), Map.of()));
            try {
                rows.println(JSON.writeValueAsString(row));
                rows.flush();
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("a row is plain data", e);
            }
        }
    }
}
