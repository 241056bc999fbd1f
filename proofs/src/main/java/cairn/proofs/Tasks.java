// SPDX-License-Identifier: MIT
package cairn.proofs;

import cairn.proofs.view.Refused;
import cairn.proofs.view.ViewKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntConsumer;

/** What is left to prove, by view: reading another view costs a worker as much as a dozen proofs. */
final class Tasks<T> {
    /** So few do not pay for reading their view once more while another worker has it. */
    private static final int FEW = 6;

    private final Map<ViewKind, Deque<T>> left = new EnumMap<>(ViewKind.class);
    private final Map<ViewKind, Integer> served = new EnumMap<>(ViewKind.class);

    /** @param view where a task begins */
    Tasks(List<T> todo, Function<T, ViewKind> view) {
        todo.forEach(o -> left.computeIfAbsent(view.apply(o), k -> new ArrayDeque<>()).add(o));
    }

    /**
     * One more from the view that the worker has; then from the view with the fewest workers and the most left.
     *
     * @param loaded null: none yet
     * @return null: nothing worth this worker's while
     */
    synchronized T next(ViewKind loaded) {
        if (loaded != null && left.containsKey(loaded) && !left.get(loaded).isEmpty()) {
            return left.get(loaded).poll();
        }
        if (loaded != null) {
            served.merge(loaded, -1, Integer::sum);
        }
        ViewKind best = null;
        for (ViewKind kind : left.keySet()) {
            int workers = served.getOrDefault(kind, 0);
            int size = left.get(kind).size();
            boolean worth = size > (workers == 0 ? 0 : FEW);
            int bestWorkers = best == null ? 0 : served.getOrDefault(best, 0);
            if (worth && (best == null || workers < bestWorkers || workers == bestWorkers && size > left.get(best).size())) {
                best = kind;
            }
        }
        if (best == null) {
            return null;
        }
        served.merge(best, 1, Integer::sum);
        return left.get(best).poll();
    }

    /**
     * Serves these tasks from {@code workers} threads and returns when all have ended. The first failure takes the tasks that are left
     * from all of them, and is thrown.
     *
     * @param work what the worker of a number, 0 .. workers-1, does: take tasks until there is none
     */
    void serve(int workers, IntConsumer work) {
        List<Thread> threads = new ArrayList<>();
        List<RuntimeException> failures = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            int number = i;
            Thread t = new Thread(() -> {
                try {
                    work.accept(number);
                } catch (RuntimeException e) {
                    synchronized (failures) {
                        failures.add(e);
                    }
                    clear();
                }
            });
            t.start();
            threads.add(t);
        }
        try {
            for (Thread t : threads) {
                t.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused("interrupted");
        }
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
    }

    private synchronized void clear() {
        left.values().forEach(Deque::clear);
    }
}
