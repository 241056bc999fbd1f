module broken/map_mixes_kinds
-- Bug: map puts a page into a capability slot.
open objects
open derivation
open space
open invariant
open operations

pred bad_pre[s, d: Node, k: Slot, rs: set Right, fs: set Frame] {
  s in Live and d not in Live and free[k]
  rs in s.rights and fs in s.frames
  s.object in Memory implies some fs
  s.object not in Memory implies no fs and k in CapSlot
}
check map_CDT_9 { all s, d: Node, k: Slot, rs: set Right, fs: set Frame | inv and bad_pre[s, d, k, rs, fs] implies
  CDT_9_kinds[map_Live[d], map_object[s, d], map_frames[d, fs], map_slot[d, k]] } for 6 but 3 Right, 4 Frame, 5 Object, 4 Block
