module broken/destroy_served_task
-- Bug: destroy does not look whether a thread or gate still serves the task.
open objects
open derivation
open space
open invariant
open operations

pred bad_pre[o: Object, a: Node] {
  o in Made
  a in Live and a.object = o and no a.slot and no a.first
  no (owner.o).holds
}
check destroy_OBJ_1 { all o: Object, a: Node | inv and bad_pre[o, a] implies
  OBJ_1_servesMade[destroy_Made[o]] } for 6 but 3 Right, 4 Frame, 5 Object, 4 Block
