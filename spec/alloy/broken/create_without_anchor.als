module broken/create_without_anchor
-- Bug: create makes the first capability the root of the tree.
open objects
open derivation
open space
open invariant
open operations

check create_CDT_6 { all f, a, d: Node, o: Object, k: Slot | inv and create_pre[f, a, d, o, k] implies
  CDT_6_onePlace[create_Live[a, d], parent, create_slot[d, k], create_holds[d, k]] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
