module broken/delete_takes_children
-- Bug: delete takes the children with it, and so takes from their holders.
open objects
open derivation
open space
open invariant
open operations
open theorems

check delete_THM_6 { all n: Node, t: Task | inv and delete_pre[n] and t != n.slot.owner implies
  objectAuthority[t, slot - (n + below[n])->Slot, object, rights] = objectAuthority[t, slot, object, rights] } for 6 but 3 Right, 3 Frame, 5 Object, 3 Block
