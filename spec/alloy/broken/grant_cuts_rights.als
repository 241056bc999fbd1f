module broken/grant_cuts_rights
-- Bug: grant takes rights from the node on the way and forgets the children.
open objects
open derivation
open space
open invariant
open operations

check grant_CDT_3 { all n: Node, k: Slot, rs: set Right | inv and grant_pre[n, k] and rs in n.rights implies
  CDT_3_rightsShrink[Live, parent, rights - n->(Right - rs)] } for 6 but 3 Right, 4 Frame, 5 Object, 4 Block
