module checks/grant
-- grant: a node moves. Each conjunct holds afterwards.
open objects
open derivation
open space
open invariant
open operations

check grant_CDT_1 { all n: Node, k: Slot | inv and grant_pre[n, k] implies
  CDT_1_forest[Live, parent] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check grant_CDT_2 { all n: Node, k: Slot | inv and grant_pre[n, k] implies
  CDT_2_childrenLists[Live, parent, first, nextSibling, prevSibling] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check grant_CDT_3 { all n: Node, k: Slot | inv and grant_pre[n, k] implies
  CDT_3_rightsShrink[Live, parent, rights] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check grant_CDT_4 { all n: Node, k: Slot | inv and grant_pre[n, k] implies
  CDT_4_rangeShrinks[Live, parent, frames] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check grant_CDT_5 { all n: Node, k: Slot | inv and grant_pre[n, k] implies
  CDT_5_oneObject[Live, Made, parent, top, object] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check grant_CDT_6 { all n: Node, k: Slot | inv and grant_pre[n, k] implies
  CDT_6_onePlace[Live, parent, grant_slot[n, k], grant_holds[n, k]] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check grant_CDT_7 { all n: Node, k: Slot | inv and grant_pre[n, k] implies
  CDT_7_slotsAgree[Live, Made, grant_slot[n, k], grant_holds[n, k]] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check grant_CDT_8 { all n: Node, k: Slot | inv and grant_pre[n, k] implies
  CDT_8_pool[Live, Used, parent, top, object, rights, frames, grant_slot[n, k], first, nextSibling, prevSibling] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check grant_CDT_9 { all n: Node, k: Slot | inv and grant_pre[n, k] implies
  CDT_9_kinds[Live, object, frames, grant_slot[n, k]] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check grant_CDT_10 { all n: Node, k: Slot | inv and grant_pre[n, k] implies
  CDT_10_mirror[rights, frames, grant_holds[n, k], grant_shown[n, k], grant_shownRights[n, k]] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
check grant_OBJ_1 { all n: Node, k: Slot | inv and grant_pre[n, k] implies
  OBJ_1_servesMade[Made] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block

-- It can happen, and where it matters.
run grant_happens { some n: Node, k: Slot | inv and grant_pre[n, k] and some n.parent.parent and some n.first and some n.nextSibling and some n.slot.shown and n.slot.owner != k.owner } for 8 but 3 Right, 4 Frame, 5 Object, 4 Block
