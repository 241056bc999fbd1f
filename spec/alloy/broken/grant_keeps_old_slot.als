module broken/grant_keeps_old_slot
-- Bug: grant does not empty the slot that the node leaves.
open objects
open derivation
open space
open invariant
open operations

fun bad_holds[n: Node, k: Slot]: Slot->Node { holds + k->n }
check grant_CDT_7 { all n: Node, k: Slot | inv and grant_pre[n, k] implies
  CDT_7_slotsAgree[Live, Made, grant_slot[n, k], bad_holds[n, k]] } for 6 but 3 Right, 4 Frame, 5 Object, 4 Block
