module broken/strip_one_level
-- Bug: strip takes the rights from the children and forgets the grandchildren.
open objects
open derivation
open space
open invariant
open operations

fun bad_rights[n: Node, rs: set Right]: Node->Right { rights - parent.n->rs }
check strip_CDT_3 { all n: Node, rs: set Right | inv and strip_pre[n, none, rs] implies
  CDT_3_rightsShrink[Live, parent, bad_rights[n, rs]] } for 6 but 3 Right, 4 Frame, 5 Object, 4 Block
