module broken/grant_to_anyone
-- Bug: grant does not ask whether the two tasks can communicate.
open objects
open derivation
open space
open invariant
open operations
open theorems

check grant_THM_3 { all n: Node, k: Slot, t: Task | inv and grant_pre[n, k] implies
  objectAuthority[t, grant_slot[n, k], object, rights] in objectAuthority[partners[t], slot, object, rights] } for 6 but 3 Right, 3 Frame, 5 Object, 3 Block
