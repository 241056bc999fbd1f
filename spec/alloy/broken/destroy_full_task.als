module broken/destroy_full_task
-- Bug: destroy does not look whether the task's tables are empty.
open objects
open derivation
open space
open invariant
open operations

pred bad_pre[o: Object, a: Node] {
  o in Made
  a in Live and a.object = o and no a.slot and no a.first
  no Made & serves.o
}
check destroy_CDT_7 { all o: Object, a: Node | inv and bad_pre[o, a] implies
  CDT_7_slotsAgree[destroy_Live[a], destroy_Made[o], slot, holds] } for 6 but 3 Right, 4 Frame, 5 Object, 4 Block
