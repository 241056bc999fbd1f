module broken/map_adds_rights
-- Bug: map does not intersect the rights asked for with those of the source.
open objects
open derivation
open space
open invariant
open operations

pred bad_pre[s, d: Node, k: Slot, rs: set Right, fs: set Frame] {
  s in Live and d not in Live and free[k]
  fs in s.frames
  s.object in Memory implies k in PageSlot and fitting[k, fs]
  s.object not in Memory implies k in CapSlot
}
check map_CDT_3 { all s, d: Node, k: Slot, rs: set Right, fs: set Frame | inv and bad_pre[s, d, k, rs, fs] implies
  CDT_3_rightsShrink[map_Live[d], map_parent[s, d], map_rights[d, rs]] } for 6 but 3 Right, 4 Frame, 5 Object, 4 Block
