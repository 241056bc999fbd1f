module broken/mirror_ignores_parent
-- Bug: CDT-4 is not kept: a page may show a frame that an ancestor does not have.
open objects
open derivation
open space
open invariant
open operations

pred loose { CDT_1_forest[Live, parent] and CDT_3_rightsShrink[Live, parent, rights] and CDT_5_oneObject[Live, Made, parent, top, object]
  and CDT_6_onePlace[Live, parent, slot, holds] and CDT_7_slotsAgree[Live, Made, slot, holds] and CDT_9_kinds[Live, object, frames, slot]
  and CDT_10_mirror[rights, frames, holds, shown, shownRights] }
check state_THM_5 { all k: PageSlot | loose and some k.shown implies all m: k.holds.*parent | k.shown in m.frames } for 6 but 3 Right, 4 Frame, 5 Object, 4 Block
