module checks/independence
-- For each conjunct a state that breaks it and no other: none follows from the rest, and none is true of everything.
open objects
open derivation
open space

run state_breaksForest {
  not CDT_1_forest[Live, parent]
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
} for 6 but 3 Right, 4 Frame, 5 Object, 4 Block

run state_breaksLists {
  not CDT_2_childrenLists[Live, parent, first, nextSibling, prevSibling]
  CDT_1_forest[Live, parent]
  CDT_3_rightsShrink[Live, parent, rights]
  CDT_4_rangeShrinks[Live, parent, frames]
  CDT_5_oneObject[Live, Made, parent, top, object]
  CDT_6_onePlace[Live, parent, slot, holds]
  CDT_7_slotsAgree[Live, Made, slot, holds]
  CDT_8_pool[Live, Used, parent, top, object, rights, frames, slot, first, nextSibling, prevSibling]
  CDT_9_kinds[Live, object, frames, slot]
  CDT_10_mirror[rights, frames, holds, shown, shownRights]
  OBJ_1_servesMade[Made]
} for 6 but 3 Right, 4 Frame, 5 Object, 4 Block

run state_breaksRights {
  not CDT_3_rightsShrink[Live, parent, rights]
  CDT_1_forest[Live, parent]
  CDT_2_childrenLists[Live, parent, first, nextSibling, prevSibling]
  CDT_4_rangeShrinks[Live, parent, frames]
  CDT_5_oneObject[Live, Made, parent, top, object]
  CDT_6_onePlace[Live, parent, slot, holds]
  CDT_7_slotsAgree[Live, Made, slot, holds]
  CDT_8_pool[Live, Used, parent, top, object, rights, frames, slot, first, nextSibling, prevSibling]
  CDT_9_kinds[Live, object, frames, slot]
  CDT_10_mirror[rights, frames, holds, shown, shownRights]
  OBJ_1_servesMade[Made]
} for 6 but 3 Right, 4 Frame, 5 Object, 4 Block

run state_breaksRange {
  not CDT_4_rangeShrinks[Live, parent, frames]
  CDT_1_forest[Live, parent]
  CDT_2_childrenLists[Live, parent, first, nextSibling, prevSibling]
  CDT_3_rightsShrink[Live, parent, rights]
  CDT_5_oneObject[Live, Made, parent, top, object]
  CDT_6_onePlace[Live, parent, slot, holds]
  CDT_7_slotsAgree[Live, Made, slot, holds]
  CDT_8_pool[Live, Used, parent, top, object, rights, frames, slot, first, nextSibling, prevSibling]
  CDT_9_kinds[Live, object, frames, slot]
  CDT_10_mirror[rights, frames, holds, shown, shownRights]
  OBJ_1_servesMade[Made]
} for 6 but 3 Right, 4 Frame, 5 Object, 4 Block

run state_breaksObject {
  not CDT_5_oneObject[Live, Made, parent, top, object]
  CDT_1_forest[Live, parent]
  CDT_2_childrenLists[Live, parent, first, nextSibling, prevSibling]
  CDT_3_rightsShrink[Live, parent, rights]
  CDT_4_rangeShrinks[Live, parent, frames]
  CDT_6_onePlace[Live, parent, slot, holds]
  CDT_7_slotsAgree[Live, Made, slot, holds]
  CDT_8_pool[Live, Used, parent, top, object, rights, frames, slot, first, nextSibling, prevSibling]
  CDT_9_kinds[Live, object, frames, slot]
  CDT_10_mirror[rights, frames, holds, shown, shownRights]
  OBJ_1_servesMade[Made]
} for 6 but 3 Right, 4 Frame, 5 Object, 4 Block

run state_breaksPlace {
  not CDT_6_onePlace[Live, parent, slot, holds]
  CDT_1_forest[Live, parent]
  CDT_2_childrenLists[Live, parent, first, nextSibling, prevSibling]
  CDT_3_rightsShrink[Live, parent, rights]
  CDT_4_rangeShrinks[Live, parent, frames]
  CDT_5_oneObject[Live, Made, parent, top, object]
  CDT_7_slotsAgree[Live, Made, slot, holds]
  CDT_8_pool[Live, Used, parent, top, object, rights, frames, slot, first, nextSibling, prevSibling]
  CDT_9_kinds[Live, object, frames, slot]
  CDT_10_mirror[rights, frames, holds, shown, shownRights]
  OBJ_1_servesMade[Made]
} for 6 but 3 Right, 4 Frame, 5 Object, 4 Block

run state_breaksSlots {
  not CDT_7_slotsAgree[Live, Made, slot, holds]
  CDT_1_forest[Live, parent]
  CDT_2_childrenLists[Live, parent, first, nextSibling, prevSibling]
  CDT_3_rightsShrink[Live, parent, rights]
  CDT_4_rangeShrinks[Live, parent, frames]
  CDT_5_oneObject[Live, Made, parent, top, object]
  CDT_6_onePlace[Live, parent, slot, holds]
  CDT_8_pool[Live, Used, parent, top, object, rights, frames, slot, first, nextSibling, prevSibling]
  CDT_9_kinds[Live, object, frames, slot]
  CDT_10_mirror[rights, frames, holds, shown, shownRights]
  OBJ_1_servesMade[Made]
} for 6 but 3 Right, 4 Frame, 5 Object, 4 Block

run state_breaksPool {
  not CDT_8_pool[Live, Used, parent, top, object, rights, frames, slot, first, nextSibling, prevSibling]
  CDT_1_forest[Live, parent]
  CDT_2_childrenLists[Live, parent, first, nextSibling, prevSibling]
  CDT_3_rightsShrink[Live, parent, rights]
  CDT_4_rangeShrinks[Live, parent, frames]
  CDT_5_oneObject[Live, Made, parent, top, object]
  CDT_6_onePlace[Live, parent, slot, holds]
  CDT_7_slotsAgree[Live, Made, slot, holds]
  CDT_9_kinds[Live, object, frames, slot]
  CDT_10_mirror[rights, frames, holds, shown, shownRights]
  OBJ_1_servesMade[Made]
} for 6 but 3 Right, 4 Frame, 5 Object, 4 Block

run state_breaksKinds {
  not CDT_9_kinds[Live, object, frames, slot]
  CDT_1_forest[Live, parent]
  CDT_2_childrenLists[Live, parent, first, nextSibling, prevSibling]
  CDT_3_rightsShrink[Live, parent, rights]
  CDT_4_rangeShrinks[Live, parent, frames]
  CDT_5_oneObject[Live, Made, parent, top, object]
  CDT_6_onePlace[Live, parent, slot, holds]
  CDT_7_slotsAgree[Live, Made, slot, holds]
  CDT_8_pool[Live, Used, parent, top, object, rights, frames, slot, first, nextSibling, prevSibling]
  CDT_10_mirror[rights, frames, holds, shown, shownRights]
  OBJ_1_servesMade[Made]
} for 6 but 3 Right, 4 Frame, 5 Object, 4 Block

run state_breaksMirror {
  not CDT_10_mirror[rights, frames, holds, shown, shownRights]
  CDT_1_forest[Live, parent]
  CDT_2_childrenLists[Live, parent, first, nextSibling, prevSibling]
  CDT_3_rightsShrink[Live, parent, rights]
  CDT_4_rangeShrinks[Live, parent, frames]
  CDT_5_oneObject[Live, Made, parent, top, object]
  CDT_6_onePlace[Live, parent, slot, holds]
  CDT_7_slotsAgree[Live, Made, slot, holds]
  CDT_8_pool[Live, Used, parent, top, object, rights, frames, slot, first, nextSibling, prevSibling]
  CDT_9_kinds[Live, object, frames, slot]
  OBJ_1_servesMade[Made]
} for 6 but 3 Right, 4 Frame, 5 Object, 4 Block

run state_breaksServes {
  not OBJ_1_servesMade[Made]
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
} for 6 but 3 Right, 4 Frame, 5 Object, 4 Block
