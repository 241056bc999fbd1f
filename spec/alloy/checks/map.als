module checks/map
-- map: a child with a subset of the rights and of the frames. Each conjunct holds afterwards.
open objects
open derivation
open space
open invariant
open operations

check map_CDT_1 { all s, d: Node, k: Slot, rs: set Right, fs: set Frame | inv and map_pre[s, d, k, rs, fs] implies
  CDT_1_forest[map_Live[d], map_parent[s, d]] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check map_CDT_2 { all s, d: Node, k: Slot, rs: set Right, fs: set Frame | inv and map_pre[s, d, k, rs, fs] implies
  CDT_2_childrenLists[map_Live[d], map_parent[s, d], map_first[s, d], map_nextSibling[s, d], map_prevSibling[s, d]] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check map_CDT_3 { all s, d: Node, k: Slot, rs: set Right, fs: set Frame | inv and map_pre[s, d, k, rs, fs] implies
  CDT_3_rightsShrink[map_Live[d], map_parent[s, d], map_rights[d, rs]] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check map_CDT_4 { all s, d: Node, k: Slot, rs: set Right, fs: set Frame | inv and map_pre[s, d, k, rs, fs] implies
  CDT_4_rangeShrinks[map_Live[d], map_parent[s, d], map_frames[d, fs]] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check map_CDT_5 { all s, d: Node, k: Slot, rs: set Right, fs: set Frame | inv and map_pre[s, d, k, rs, fs] implies
  CDT_5_oneObject[map_Live[d], Made, map_parent[s, d], map_top[s, d], map_object[s, d]] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check map_CDT_6 { all s, d: Node, k: Slot, rs: set Right, fs: set Frame | inv and map_pre[s, d, k, rs, fs] implies
  CDT_6_onePlace[map_Live[d], map_parent[s, d], map_slot[d, k], map_holds[d, k]] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check map_CDT_7 { all s, d: Node, k: Slot, rs: set Right, fs: set Frame | inv and map_pre[s, d, k, rs, fs] implies
  CDT_7_slotsAgree[map_Live[d], Made, map_slot[d, k], map_holds[d, k]] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check map_CDT_8 { all s, d: Node, k: Slot, rs: set Right, fs: set Frame | inv and map_pre[s, d, k, rs, fs] implies
  CDT_8_pool[map_Live[d], map_Used[d], map_parent[s, d], map_top[s, d], map_object[s, d], map_rights[d, rs], map_frames[d, fs],
    map_slot[d, k], map_first[s, d], map_nextSibling[s, d], map_prevSibling[s, d]] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check map_CDT_9 { all s, d: Node, k: Slot, rs: set Right, fs: set Frame | inv and map_pre[s, d, k, rs, fs] implies
  CDT_9_kinds[map_Live[d], map_object[s, d], map_frames[d, fs], map_slot[d, k]] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check map_CDT_10 { all s, d: Node, k: Slot, rs: set Right, fs: set Frame | inv and map_pre[s, d, k, rs, fs] implies
  CDT_10_mirror[map_rights[d, rs], map_frames[d, fs], map_holds[d, k], map_shown[k, fs], map_shownRights[k, rs]] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check map_OBJ_1 { all s, d: Node, k: Slot, rs: set Right, fs: set Frame | inv and map_pre[s, d, k, rs, fs] implies
  OBJ_1_servesMade[Made] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block

-- It can happen, and where it matters.
run map_happens { some s, d: Node, k: Slot, rs: set Right, fs: set Frame | inv and map_pre[s, d, k, rs, fs] and some s.parent.parent and some rs and rs != s.rights and rs != s.parent.rights and some fs and fs != s.frames and some s.first } for 8 but 3 Right, 4 Frame, 5 Object, 4 Block
