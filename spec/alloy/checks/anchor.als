module checks/anchor
-- anchor: an object begins to exist. Each conjunct holds afterwards.
open objects
open derivation
open space
open invariant
open operations

check anchor_CDT_1 { all a: Node, o: Object, fs: set Frame | inv and anchor_pre[a, o, fs] implies
  CDT_1_forest[anchor_Live[a], parent] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check anchor_CDT_2 { all a: Node, o: Object, fs: set Frame | inv and anchor_pre[a, o, fs] implies
  CDT_2_childrenLists[anchor_Live[a], parent, first, nextSibling, prevSibling] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check anchor_CDT_3 { all a: Node, o: Object, fs: set Frame | inv and anchor_pre[a, o, fs] implies
  CDT_3_rightsShrink[anchor_Live[a], parent, anchor_rights[a]] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check anchor_CDT_4 { all a: Node, o: Object, fs: set Frame | inv and anchor_pre[a, o, fs] implies
  CDT_4_rangeShrinks[anchor_Live[a], parent, anchor_frames[a, fs]] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check anchor_CDT_5 { all a: Node, o: Object, fs: set Frame | inv and anchor_pre[a, o, fs] implies
  CDT_5_oneObject[anchor_Live[a], anchor_Made[o], parent, anchor_top[a], anchor_object[a, o]] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check anchor_CDT_6 { all a: Node, o: Object, fs: set Frame | inv and anchor_pre[a, o, fs] implies
  CDT_6_onePlace[anchor_Live[a], parent, slot, holds] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check anchor_CDT_7 { all a: Node, o: Object, fs: set Frame | inv and anchor_pre[a, o, fs] implies
  CDT_7_slotsAgree[anchor_Live[a], anchor_Made[o], slot, holds] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check anchor_CDT_8 { all a: Node, o: Object, fs: set Frame | inv and anchor_pre[a, o, fs] implies
  CDT_8_pool[anchor_Live[a], anchor_Used[a], parent, anchor_top[a], anchor_object[a, o], anchor_rights[a], anchor_frames[a, fs], slot,
    first, nextSibling, prevSibling] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check anchor_CDT_9 { all a: Node, o: Object, fs: set Frame | inv and anchor_pre[a, o, fs] implies
  CDT_9_kinds[anchor_Live[a], anchor_object[a, o], anchor_frames[a, fs], slot] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check anchor_CDT_10 { all a: Node, o: Object, fs: set Frame | inv and anchor_pre[a, o, fs] implies
  CDT_10_mirror[anchor_rights[a], anchor_frames[a, fs], holds, shown, shownRights] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check anchor_OBJ_1 { all a: Node, o: Object, fs: set Frame | inv and anchor_pre[a, o, fs] implies
  OBJ_1_servesMade[anchor_Made[o]] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block

-- It can happen, and where it matters.
run anchor_happens { some a: Node, o: Object, fs: set Frame | inv and anchor_pre[a, o, fs] and o in Memory and some Made & Memory and some holds }
  for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
