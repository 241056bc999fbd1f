module checks/destroy
-- destroy: an object without capabilities goes. Each conjunct holds afterwards.
open objects
open derivation
open space
open invariant
open operations

check destroy_CDT_1 { all o: Object, a: Node | inv and destroy_pre[o, a] implies
  CDT_1_forest[destroy_Live[a], parent] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check destroy_CDT_2 { all o: Object, a: Node | inv and destroy_pre[o, a] implies
  CDT_2_childrenLists[destroy_Live[a], parent, first, nextSibling, prevSibling] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check destroy_CDT_3 { all o: Object, a: Node | inv and destroy_pre[o, a] implies
  CDT_3_rightsShrink[destroy_Live[a], parent, destroy_rights[a]] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check destroy_CDT_4 { all o: Object, a: Node | inv and destroy_pre[o, a] implies
  CDT_4_rangeShrinks[destroy_Live[a], parent, destroy_frames[a]] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check destroy_CDT_5 { all o: Object, a: Node | inv and destroy_pre[o, a] implies
  CDT_5_oneObject[destroy_Live[a], destroy_Made[o], parent, destroy_top[a], destroy_object[a]] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check destroy_CDT_6 { all o: Object, a: Node | inv and destroy_pre[o, a] implies
  CDT_6_onePlace[destroy_Live[a], parent, slot, holds] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check destroy_CDT_7 { all o: Object, a: Node | inv and destroy_pre[o, a] implies
  CDT_7_slotsAgree[destroy_Live[a], destroy_Made[o], slot, holds] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check destroy_CDT_8 { all o: Object, a: Node | inv and destroy_pre[o, a] implies
  CDT_8_pool[destroy_Live[a], destroy_Used[a], parent, destroy_top[a], destroy_object[a], destroy_rights[a], destroy_frames[a], slot,
    first, nextSibling, prevSibling] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check destroy_CDT_9 { all o: Object, a: Node | inv and destroy_pre[o, a] implies
  CDT_9_kinds[destroy_Live[a], destroy_object[a], destroy_frames[a], slot] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check destroy_CDT_10 { all o: Object, a: Node | inv and destroy_pre[o, a] implies
  CDT_10_mirror[destroy_rights[a], destroy_frames[a], holds, shown, shownRights] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check destroy_OBJ_1 { all o: Object, a: Node | inv and destroy_pre[o, a] implies
  OBJ_1_servesMade[destroy_Made[o]] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block

-- It can happen, and where it matters.
run destroy_happens { some o: Object, a: Node | inv and destroy_pre[o, a] and o in Task and some c: Made & Channel | some c.serves } for 8 but 3 Right, 4 Frame, 5 Object, 4 Block
