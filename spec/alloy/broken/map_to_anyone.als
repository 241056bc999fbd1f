module broken/map_to_anyone
-- Bug: map does not ask whether the two tasks can communicate: a confined set of tasks gains from outside.
open objects
open derivation
open space
open invariant
open operations
open theorems

check map_THM_4 { all ts: set Task, s, d: Node, k: Slot, rs: set Right, fs: set Frame |
  inv and closed[ts, slot, object] and map_pre[s, d, k, rs, fs] and some s.slot implies
    objectAuthority[ts, map_slot[d, k], map_object[s, d], map_rights[d, rs]] in objectAuthority[ts, slot, object, rights]
} for 6 but 3 Right, 4 Frame, 5 Object, 4 Block
