module broken/map_forgets_back_link
-- Bug: map links the new child in front of the list, but the former first child does not learn of it.
open objects
open derivation
open space
open invariant
open operations

check map_CDT_2 { all s, d: Node, k: Slot, rs: set Right, fs: set Frame | inv and map_pre[s, d, k, rs, fs] implies
  CDT_2_childrenLists[map_Live[d], map_parent[s, d], map_first[s, d], map_nextSibling[s, d], prevSibling] } for 6 but 3 Right, 4 Frame, 5 Object, 4 Block
