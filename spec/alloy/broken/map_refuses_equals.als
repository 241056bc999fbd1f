module broken/map_refuses_equals
-- Bug: map refuses to hand on all the rights of its source, though nothing speaks against it.
open objects
open derivation
open space
open invariant
open operations

pred bad_pre[s, d: Node, k: Slot, rs: set Right, fs: set Frame] { map_pre[s, d, k, rs, fs] and rs != s.rights }
check map_THM_10 { all s, d: Node, k: Slot, rs: set Right, fs: set Frame |
  inv and s in Live and d not in Live and not bad_pre[s, d, k, rs, fs] implies not {
    CDT_3_rightsShrink[map_Live[d], map_parent[s, d], map_rights[d, rs]]
    CDT_4_rangeShrinks[map_Live[d], map_parent[s, d], map_frames[d, fs]]
    CDT_7_slotsAgree[map_Live[d], Made, map_slot[d, k], map_holds[d, k]]
    CDT_9_kinds[map_Live[d], map_object[s, d], map_frames[d, fs], map_slot[d, k]]
  } } for 6 but 3 Right, 4 Frame, 5 Object, 4 Block
