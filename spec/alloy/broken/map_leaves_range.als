module broken/map_leaves_range
-- Bug: map does not clip the frames asked for to those of the source.
open objects
open derivation
open space
open invariant
open operations

pred bad_pre[s, d: Node, k: Slot, rs: set Right, fs: set Frame] {
  s in Live and d not in Live and free[k]
  rs in s.rights
  s.object in Memory implies k in PageSlot and fitting[k, fs]
  s.object not in Memory implies k in CapSlot
}
check map_CDT_4 { all s, d: Node, k: Slot, rs: set Right, fs: set Frame | inv and bad_pre[s, d, k, rs, fs] implies
  CDT_4_rangeShrinks[map_Live[d], map_parent[s, d], map_frames[d, fs]] } for 6 but 3 Right, 4 Frame, 5 Object, 4 Block
