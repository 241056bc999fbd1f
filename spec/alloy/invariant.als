module invariant
-- The one name for all conjuncts, over the present state.
open objects
open derivation
open space

pred inv {
  CDT_1_forest[Live, parent]
  CDT_2_childrenLists[Live, parent, first, nextSibling, prevSibling]
  CDT_3_rightsShrink[Live, parent, rights]
  CDT_4_rangeShrinks[Live, parent, frames]
  CDT_5_oneObject[Live, Made, parent, top, object]
  CDT_6_onePlace[Live, parent, slot, holds]
  CDT_7_slotsAgree[Live, Made, slot, holds]
  CDT_8_pool[Live, Used, parent, top, object, rights, frames, slot, first, nextSibling, prevSibling]
  CDT_9_kinds[Live, object, frames, slot]
  CDT_10_mirror[rights, frames, holds, shown, shownRights]
  OBJ_1_servesMade[Made]
}
