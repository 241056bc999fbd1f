package cairn.model;

/**
 * What the machine has. Fixed at boot.
 *
 * @param frames             4 KiB frames of physical memory
 * @param nodes              derivations, anchors included
 * @param roots              page-table roots, so also tasks at one time
 * @param level1             page tables of level 1 (and likewise 2 and 3)
 * @param capabilityTables   capability tables
 * @param quota              bytes of kernel memory that each task may use
 */
public record Limits(long frames, int nodes, int roots, int level1, int level2, int level3, int capabilityTables, long quota) {
    int tables(int level) {
        return level == Table.CAPABILITIES ? capabilityTables : level == 1 ? level1 : level == 2 ? level2 : level3;
    }
}
