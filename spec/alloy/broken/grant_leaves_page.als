module broken/grant_leaves_page
-- Bug: grant writes the new page-table entry and leaves the old one.
open objects
open derivation
open space
open invariant
open operations

fun bad_shown[n: Node, k: Slot]: Slot->Frame { shown + k->n.slot.shown }
check grant_CDT_10 { all n: Node, k: Slot | inv and grant_pre[n, k] implies
  CDT_10_mirror[rights, frames, grant_holds[n, k], bad_shown[n, k], grant_shownRights[n, k]] } for 6 but 3 Right, 4 Frame, 5 Object, 4 Block
