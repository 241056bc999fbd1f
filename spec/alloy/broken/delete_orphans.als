module broken/delete_orphans
-- Bug: delete leaves the children without a parent: they look like anchors in a slot.
open objects
open derivation
open space
open invariant
open operations

fun bad_parent[n: Node]: Node->Node { parent - n->Node - Node->n }
check delete_CDT_6 { all n: Node | inv and delete_pre[n] implies
  CDT_6_onePlace[delete_Live[n], bad_parent[n], delete_slot[n], delete_holds[n]] } for 6 but 3 Right, 4 Frame, 5 Object, 4 Block
