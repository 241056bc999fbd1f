package cairn.property;

import cairn.hal.aarch64.PageTables;
import cairn.hal.aarch64.Translation;
import cairn.kernel.hil.Mmu;
import cairn.model.Derivation;
import cairn.model.Place;
import cairn.model.Rights;
import cairn.model.State;
import java.util.Arrays;
import java.util.List;

/**
 * The emulated MMU, with the worst TLB that the architecture allows: it holds every translation that there ever was until the kernel
 * invalidates it. After each step nothing in it may differ from what the descriptors say now.
 */
public final class WatchedMmu implements Mmu {
    private final PageTables tables;
    private final int[] written = new int[World.PAGE_TABLES * 512];
    private final Translation[][] cached = new Translation[World.TASKS + 1][World.WATCHED.length];
    private final Derivation[] expected = new Derivation[World.WATCHED.length];

    WatchedMmu(PageTables tables) {
        this.tables = tables;
    }

    @Override
    public void clearTable(int table) {
        tables.clearTable(table);
        Arrays.fill(written, table * 512, table * 512 + 512, 0);
    }

    @Override
    public void setTable(int table, int index, int child) {
        tables.setTable(table, index, child);
    }

    @Override
    public void setLeaf(int table, int index, int level, long frame, int rights, int attributes) {
        tables.setLeaf(table, index, level, frame, rights, attributes);
        written[table * 512 + index] = rights;
    }

    @Override
    public void clearEntry(int table, int index) {
        tables.clearEntry(table, index);
        written[table * 512 + index] = 0;
    }

    @Override
    public void invalidate(int space, long page, int level) {
        tables.invalidate(space, page, level);
        long span = Place.Block.span(level);
        for (int i = 0; i < World.WATCHED.length; i++) {
            if (World.WATCHED[i] / span == page / span) {
                cached[space][i] = null;
            }
        }
    }

    @Override
    public void activate(int space, int rootTable) {
        tables.activate(space, rootTable);
    }

    /** The MMU's own walk from a root table; null when there is no translation. */
    public Translation walk(int root, long page) {
        return tables.walk(root, page << 12);
    }

    /**
     * Rights that the kernel wrote for an entry but that the hardware cannot express: writing without reading. They count as shown,
     * or a kernel that asks for them would look as if it had left out a right.
     */
    public int inexpressible(int table, int index) {
        int rights = written[table * 512 + index];
        return (rights & Rights.READ) == 0 ? rights & Rights.WRITE : 0;
    }

    /** CDT-10: for each task and watched page, walk and TLB agree with what the model grants. */
    void check(State model, KernelUnderTest kernel, List<Finding> findings) {
        for (int task = 1; task <= World.TASKS; task++) {
            expect(model, task);
            int root = kernel.root(task);
            for (int i = 0; i < World.WATCHED.length; i++) {
                long page = World.WATCHED[i];
                Translation now = root < 0 ? null : walk(root, page);
                Translation before = cached[task][i];
                if (before != null && !before.equals(now)) {
                    findings.add(new Finding(Finding.MIRROR, "task " + task + " page " + page + ": the TLB may still hold " + before
                            + ", the descriptors say " + now));
                }
                if (!granted(expected[i], page, now)) {
                    findings.add(new Finding(Finding.MIRROR, "task " + task + " page " + page + ": the walk gives " + now
                            + ", the model grants " + expected[i]));
                }
                cached[task][i] = now;
            }
        }
    }

    private void expect(State model, int task) {
        Arrays.fill(expected, null);
        for (Derivation d : model.derivations().values()) {
            if (d.place() instanceof Place.Block b && b.task() == task) {
                for (int i = 0; i < expected.length; i++) {
                    if (b.covers(task, World.WATCHED[i])) {
                        expected[i] = d;
                    }
                }
            }
        }
    }

    private static boolean granted(Derivation d, long page, Translation t) {
        if (d == null || t == null) {
            return d == null && t == null;
        }
        Place.Block b = (Place.Block) d.place();
        int rights = d.rights() & (Rights.READ | Rights.WRITE | Rights.EXECUTE);
        if ((rights & Rights.READ) == 0) {
            rights &= ~Rights.WRITE;
        }
        return t.frame() == d.frames().low() + page - b.page() && t.rights() == rights && t.level() == b.level()
                && t.attributes() == d.attributes();
    }
}
