module checks/delete
-- delete: a node goes, its children stay. Each conjunct holds afterwards.
open objects
open derivation
open space
open invariant
open operations

check delete_CDT_1 { all n: Node | inv and delete_pre[n] implies
  CDT_1_forest[delete_Live[n], delete_parent[n]] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check delete_CDT_2 { all n: Node | inv and delete_pre[n] implies
  CDT_2_childrenLists[delete_Live[n], delete_parent[n], delete_first[n], delete_nextSibling[n], delete_prevSibling[n]] } for 6 but 3 Right, 4 Frame, 5 Object, 4 Block
check delete_CDT_3 { all n: Node | inv and delete_pre[n] implies
  CDT_3_rightsShrink[delete_Live[n], delete_parent[n], delete_rights[n]] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check delete_CDT_4 { all n: Node | inv and delete_pre[n] implies
  CDT_4_rangeShrinks[delete_Live[n], delete_parent[n], delete_frames[n]] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check delete_CDT_5 { all n: Node | inv and delete_pre[n] implies
  CDT_5_oneObject[delete_Live[n], Made, delete_parent[n], delete_top[n], delete_object[n]] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check delete_CDT_6 { all n: Node | inv and delete_pre[n] implies
  CDT_6_onePlace[delete_Live[n], delete_parent[n], delete_slot[n], delete_holds[n]] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check delete_CDT_7 { all n: Node | inv and delete_pre[n] implies
  CDT_7_slotsAgree[delete_Live[n], Made, delete_slot[n], delete_holds[n]] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check delete_CDT_8 { all n: Node | inv and delete_pre[n] implies
  CDT_8_pool[delete_Live[n], delete_Used[n], delete_parent[n], delete_top[n], delete_object[n], delete_rights[n], delete_frames[n],
    delete_slot[n], delete_first[n], delete_nextSibling[n], delete_prevSibling[n]] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check delete_CDT_9 { all n: Node | inv and delete_pre[n] implies
  CDT_9_kinds[delete_Live[n], delete_object[n], delete_frames[n], delete_slot[n]] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check delete_CDT_10 { all n: Node | inv and delete_pre[n] implies
  CDT_10_mirror[delete_rights[n], delete_frames[n], delete_holds[n], delete_shown[n], delete_shownRights[n]] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check delete_OBJ_1 { all n: Node | inv and delete_pre[n] implies
  OBJ_1_servesMade[Made] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block

-- It can happen, and where it matters.
run delete_happens { some n: Node | inv and delete_pre[n] and some n.parent.parent and some n.prevSibling and some n.nextSibling and some n.first.nextSibling and some n.slot.shown } for 8 but 3 Right, 4 Frame, 5 Object, 4 Block
