module broken/restrict_ignores_children
-- Bug: restrict does not look whether a child holds one of the rights.
open objects
open derivation
open space
open invariant
open operations

pred bad_pre[n: Node, rs: set Right] { n in Live and some n.slot }
check restrict_CDT_3 { all n: Node, rs: set Right | inv and bad_pre[n, rs] implies
  CDT_3_rightsShrink[Live, parent, restrict_rights[n, rs]] } for 6 but 3 Right, 4 Frame, 5 Object, 4 Block
