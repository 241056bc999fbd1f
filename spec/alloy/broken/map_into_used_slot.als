module broken/map_into_used_slot
-- Bug: map does not look whether the slot is free.
open objects
open derivation
open space
open invariant
open operations

pred bad_pre[s, d: Node, k: Slot, rs: set Right, fs: set Frame] {
  s in Live and d not in Live and k.owner in Made
  rs in s.rights and fs in s.frames
  s.object in Memory implies k in PageSlot and fitting[k, fs]
  s.object not in Memory implies k in CapSlot
}
check map_CDT_7 { all s, d: Node, k: Slot, rs: set Right, fs: set Frame | inv and bad_pre[s, d, k, rs, fs] implies
  CDT_7_slotsAgree[map_Live[d], Made, map_slot[d, k], map_holds[d, k]] } for 6 but 3 Right, 4 Frame, 5 Object, 4 Block
