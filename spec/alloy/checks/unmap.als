module checks/unmap
-- unmap: a subtree goes. Each conjunct holds afterwards.
open objects
open derivation
open space
open invariant
open operations

check unmap_CDT_1 { all n: Node, self: set Node | inv and unmap_pre[n, self] implies
  CDT_1_forest[unmap_Live[n, self], unmap_parent[n, self]] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check unmap_CDT_2 { all n: Node, self: set Node | inv and unmap_pre[n, self] implies
  CDT_2_childrenLists[unmap_Live[n, self], unmap_parent[n, self], unmap_first[n, self], unmap_nextSibling[n, self], unmap_prevSibling[n, self]] } for 6 but 3 Right, 4 Frame, 5 Object, 4 Block
check unmap_CDT_3 { all n: Node, self: set Node | inv and unmap_pre[n, self] implies
  CDT_3_rightsShrink[unmap_Live[n, self], unmap_parent[n, self], unmap_rights[n, self]] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check unmap_CDT_4 { all n: Node, self: set Node | inv and unmap_pre[n, self] implies
  CDT_4_rangeShrinks[unmap_Live[n, self], unmap_parent[n, self], unmap_frames[n, self]] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check unmap_CDT_5 { all n: Node, self: set Node | inv and unmap_pre[n, self] implies
  CDT_5_oneObject[unmap_Live[n, self], Made, unmap_parent[n, self], unmap_top[n, self], unmap_object[n, self]] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check unmap_CDT_6 { all n: Node, self: set Node | inv and unmap_pre[n, self] implies
  CDT_6_onePlace[unmap_Live[n, self], unmap_parent[n, self], unmap_slot[n, self], unmap_holds[n, self]] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check unmap_CDT_7 { all n: Node, self: set Node | inv and unmap_pre[n, self] implies
  CDT_7_slotsAgree[unmap_Live[n, self], Made, unmap_slot[n, self], unmap_holds[n, self]] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check unmap_CDT_8 { all n: Node, self: set Node | inv and unmap_pre[n, self] implies
  CDT_8_pool[unmap_Live[n, self], unmap_Used[n, self], unmap_parent[n, self], unmap_top[n, self], unmap_object[n, self],
    unmap_rights[n, self], unmap_frames[n, self], unmap_slot[n, self], unmap_first[n, self], unmap_nextSibling[n, self], unmap_prevSibling[n, self]] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check unmap_CDT_9 { all n: Node, self: set Node | inv and unmap_pre[n, self] implies
  CDT_9_kinds[unmap_Live[n, self], unmap_object[n, self], unmap_frames[n, self], unmap_slot[n, self]] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check unmap_CDT_10 { all n: Node, self: set Node | inv and unmap_pre[n, self] implies
  CDT_10_mirror[unmap_rights[n, self], unmap_frames[n, self], unmap_holds[n, self], unmap_shown[n, self], unmap_shownRights[n, self]] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check unmap_OBJ_1 { all n: Node, self: set Node | inv and unmap_pre[n, self] implies
  OBJ_1_servesMade[Made] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block

-- It can happen, and where it matters.
run unmap_happens { some n: Node, self: set Node | inv and unmap_pre[n, self] and some self and some below[n].first and some n.prevSibling and some n.nextSibling and some below[n].slot.shownRights } for 8 but 3 Right, 4 Frame, 5 Object, 4 Block
