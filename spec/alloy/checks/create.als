module checks/create
-- create: a factory makes an object. Each conjunct holds afterwards.
open objects
open derivation
open space
open invariant
open operations

check create_CDT_1 { all f, a, d: Node, o: Object, k: Slot | inv and create_pre[f, a, d, o, k] implies
  CDT_1_forest[create_Live[a, d], create_parent[a, d]] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check create_CDT_2 { all f, a, d: Node, o: Object, k: Slot | inv and create_pre[f, a, d, o, k] implies
  CDT_2_childrenLists[create_Live[a, d], create_parent[a, d], create_first[a, d], nextSibling, prevSibling] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check create_CDT_3 { all f, a, d: Node, o: Object, k: Slot | inv and create_pre[f, a, d, o, k] implies
  CDT_3_rightsShrink[create_Live[a, d], create_parent[a, d], create_rights[a, d]] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check create_CDT_4 { all f, a, d: Node, o: Object, k: Slot | inv and create_pre[f, a, d, o, k] implies
  CDT_4_rangeShrinks[create_Live[a, d], create_parent[a, d], frames] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check create_CDT_5 { all f, a, d: Node, o: Object, k: Slot | inv and create_pre[f, a, d, o, k] implies
  CDT_5_oneObject[create_Live[a, d], create_Made[o], create_parent[a, d], create_top[a, d], create_object[a, d, o]] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check create_CDT_6 { all f, a, d: Node, o: Object, k: Slot | inv and create_pre[f, a, d, o, k] implies
  CDT_6_onePlace[create_Live[a, d], create_parent[a, d], create_slot[d, k], create_holds[d, k]] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check create_CDT_7 { all f, a, d: Node, o: Object, k: Slot | inv and create_pre[f, a, d, o, k] implies
  CDT_7_slotsAgree[create_Live[a, d], create_Made[o], create_slot[d, k], create_holds[d, k]] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check create_CDT_8 { all f, a, d: Node, o: Object, k: Slot | inv and create_pre[f, a, d, o, k] implies
  CDT_8_pool[create_Live[a, d], create_Used[a, d], create_parent[a, d], create_top[a, d], create_object[a, d, o], create_rights[a, d],
    frames, create_slot[d, k], create_first[a, d], nextSibling, prevSibling] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check create_CDT_9 { all f, a, d: Node, o: Object, k: Slot | inv and create_pre[f, a, d, o, k] implies
  CDT_9_kinds[create_Live[a, d], create_object[a, d, o], frames, create_slot[d, k]] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check create_CDT_10 { all f, a, d: Node, o: Object, k: Slot | inv and create_pre[f, a, d, o, k] implies
  CDT_10_mirror[create_rights[a, d], frames, create_holds[d, k], shown, shownRights] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check create_OBJ_1 { all f, a, d: Node, o: Object, k: Slot | inv and create_pre[f, a, d, o, k] implies
  OBJ_1_servesMade[create_Made[o]] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block

-- It can happen, and where it matters.
run create_happens { some f, a, d: Node, o: Object, k: Slot | inv and create_pre[f, a, d, o, k] and some f.parent.parent and o in Gate and some s: Live - f | s.object in Memory and some s.slot } for 8 but 3 Right, 4 Frame, 5 Object, 4 Block
