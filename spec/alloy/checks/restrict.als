module checks/restrict
-- restrict: a node loses rights. Each conjunct holds afterwards.
open objects
open derivation
open space
open invariant
open operations

check restrict_CDT_1 { all n: Node, rs: set Right | inv and restrict_pre[n, rs] implies
  CDT_1_forest[Live, parent] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check restrict_CDT_2 { all n: Node, rs: set Right | inv and restrict_pre[n, rs] implies
  CDT_2_childrenLists[Live, parent, first, nextSibling, prevSibling] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check restrict_CDT_3 { all n: Node, rs: set Right | inv and restrict_pre[n, rs] implies
  CDT_3_rightsShrink[Live, parent, restrict_rights[n, rs]] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check restrict_CDT_4 { all n: Node, rs: set Right | inv and restrict_pre[n, rs] implies
  CDT_4_rangeShrinks[Live, parent, frames] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check restrict_CDT_5 { all n: Node, rs: set Right | inv and restrict_pre[n, rs] implies
  CDT_5_oneObject[Live, Made, parent, top, object] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check restrict_CDT_6 { all n: Node, rs: set Right | inv and restrict_pre[n, rs] implies
  CDT_6_onePlace[Live, parent, slot, holds] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check restrict_CDT_7 { all n: Node, rs: set Right | inv and restrict_pre[n, rs] implies
  CDT_7_slotsAgree[Live, Made, slot, holds] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check restrict_CDT_8 { all n: Node, rs: set Right | inv and restrict_pre[n, rs] implies
  CDT_8_pool[Live, Used, parent, top, object, restrict_rights[n, rs], frames, slot, first, nextSibling, prevSibling] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check restrict_CDT_9 { all n: Node, rs: set Right | inv and restrict_pre[n, rs] implies
  CDT_9_kinds[Live, object, frames, slot] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check restrict_CDT_10 { all n: Node, rs: set Right | inv and restrict_pre[n, rs] implies
  CDT_10_mirror[restrict_rights[n, rs], frames, holds, shown, restrict_shownRights[n, rs]] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check restrict_OBJ_1 { all n: Node, rs: set Right | inv and restrict_pre[n, rs] implies
  OBJ_1_servesMade[Made] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block

-- It can happen, and where it matters.
run restrict_happens { some n: Node, rs: set Right | inv and restrict_pre[n, rs] and some n.first and some n.slot.shownRights & rs
  and some n.rights - rs } for 8 but 3 Right, 4 Frame, 5 Object, 4 Block
