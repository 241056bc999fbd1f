module broken/boot_without_anchor
-- Bug: boot makes an object and forgets its anchor.
open objects
open derivation
open space
open invariant
open operations

pred bad_booted {
  no holds and no shown and no shownRights and no slot and no parent and no first and no nextSibling and no prevSibling
  Live = Used and object in Live lone->one Made and Live = object.Made
  top = Live <: iden
  rights in Live->Right and frames in Live->Frame
  all n: Live | range[n.frames] and (n.object in Memory iff some n.frames)
  no Made & Channel
}
check boot_THM_11 { bad_booted implies inv } for 6 but 3 Right, 4 Frame, 5 Object, 4 Block
