module broken/restrict_one_node
-- Bug: restrict takes the rights from the node named and forgets those derived from it.
open objects
open derivation
open space
open invariant
open operations

fun bad_rights[n: Node, rs: set Right]: Node->Right { rights - n->rs }
check restrict_CDT_3 { all n: Node, rs: set Right | inv and restrict_pre[n, n, rs] implies
  CDT_3_rightsShrink[Live, parent, bad_rights[n, rs]] } for 6 but 3 Right, 4 Frame, 5 Object, 4 Block
