module checks/strip
-- strip: rights are taken from a whole subtree. Each conjunct holds afterwards.
open objects
open derivation
open space
open invariant
open operations

check strip_CDT_1 { all n: Node, self: set Node, rs: set Right | inv and strip_pre[n, self, rs] implies
  CDT_1_forest[Live, parent] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check strip_CDT_2 { all n: Node, self: set Node, rs: set Right | inv and strip_pre[n, self, rs] implies
  CDT_2_childrenLists[Live, parent, first, nextSibling, prevSibling] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check strip_CDT_3 { all n: Node, self: set Node, rs: set Right | inv and strip_pre[n, self, rs] implies
  CDT_3_rightsShrink[Live, parent, strip_rights[n, self, rs]] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check strip_CDT_4 { all n: Node, self: set Node, rs: set Right | inv and strip_pre[n, self, rs] implies
  CDT_4_rangeShrinks[Live, parent, frames] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check strip_CDT_5 { all n: Node, self: set Node, rs: set Right | inv and strip_pre[n, self, rs] implies
  CDT_5_oneObject[Live, Made, parent, top, object] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check strip_CDT_6 { all n: Node, self: set Node, rs: set Right | inv and strip_pre[n, self, rs] implies
  CDT_6_onePlace[Live, parent, slot, holds] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check strip_CDT_7 { all n: Node, self: set Node, rs: set Right | inv and strip_pre[n, self, rs] implies
  CDT_7_slotsAgree[Live, Made, slot, holds] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check strip_CDT_8 { all n: Node, self: set Node, rs: set Right | inv and strip_pre[n, self, rs] implies
  CDT_8_pool[Live, Used, parent, top, object, strip_rights[n, self, rs], frames, slot, first, nextSibling, prevSibling] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check strip_CDT_9 { all n: Node, self: set Node, rs: set Right | inv and strip_pre[n, self, rs] implies
  CDT_9_kinds[Live, object, frames, slot] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check strip_CDT_10 { all n: Node, self: set Node, rs: set Right | inv and strip_pre[n, self, rs] implies
  CDT_10_mirror[strip_rights[n, self, rs], frames, holds, shown, strip_shownRights[n, self, rs]] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check strip_OBJ_1 { all n: Node, self: set Node, rs: set Right | inv and strip_pre[n, self, rs] implies
  OBJ_1_servesMade[Made] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block

-- It can happen, and where it matters.
run strip_happens { some n: Node, self: set Node, rs: set Right | inv and strip_pre[n, self, rs] and no self and some below[n].first and some below[n].slot.shownRights & rs and some below[n].rights - rs } for 8 but 3 Right, 4 Frame, 5 Object, 4 Block
