module broken/unmap_one_level
-- Bug: unmap removes the children and forgets the grandchildren.
open objects
open derivation
open space
open invariant
open operations

fun bad_Live[n: Node]: set Node { Live - parent.n }
fun bad_parent[n: Node]: Node->Node { parent - parent.n->Node }
check unmap_CDT_1 { all n: Node | inv and unmap_pre[n, none] implies
  CDT_1_forest[bad_Live[n], bad_parent[n]] } for 6 but 3 Right, 4 Frame, 5 Object, 4 Block
