module broken/map_shows_parents_rights
-- Bug: map writes the source's rights into the page table, not the child's.
open objects
open derivation
open space
open invariant
open operations

fun bad_shownRights[s: Node, k: Slot]: Slot->Right { shownRights + (k & PageSlot)->(s.rights & PageRight) }
check map_CDT_10 { all s, d: Node, k: Slot, rs: set Right, fs: set Frame | inv and map_pre[s, d, k, rs, fs] implies
  CDT_10_mirror[map_rights[d, rs], map_frames[d, fs], map_holds[d, k], map_shown[k, fs], bad_shownRights[s, k]] } for 6 but 3 Right, 4 Frame, 5 Object, 4 Block
