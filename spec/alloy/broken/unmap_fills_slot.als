module broken/unmap_fills_slot
-- Bug: unmap leaves the slots of the removed nodes pointing at them.
open objects
open derivation
open space
open invariant
open operations

check unmap_CDT_7 { all n: Node, self: set Node | inv and unmap_pre[n, self] implies
  CDT_7_slotsAgree[unmap_Live[n, self], Made, unmap_slot[n, self], holds] } for 6 but 3 Right, 4 Frame, 5 Object, 4 Block
