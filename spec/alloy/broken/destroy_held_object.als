module broken/destroy_held_object
-- Bug: destroy does not look whether somebody holds a capability.
open objects
open derivation
open space
open invariant
open operations

pred bad_pre[o: Object, a: Node] {
  o in Made
  a in Live and a.object = o and no a.slot
  no (owner.o).holds
  no Made & serves.o
}
check destroy_CDT_5 { all o: Object, a: Node | inv and bad_pre[o, a] implies
  CDT_5_oneObject[destroy_Live[a], destroy_Made[o], parent, destroy_top[a], destroy_object[a]] } for 6 but 3 Right, 4 Frame, 5 Object, 4 Block
