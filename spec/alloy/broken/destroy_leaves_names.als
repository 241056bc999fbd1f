module broken/destroy_leaves_names
-- Bug: destroy goes ahead while capabilities are held; their nodes then name nothing, later another object.
open objects
open derivation
open space
open invariant
open operations

pred bad_pre[o: Object, a: Node] { o in Made and a in Live and a.object = o and no a.slot }
check destroy_THM_9 { all o: Object, a: Node | inv and bad_pre[o, a] implies o not in holds[Slot].object } for 6 but 3 Right, 4 Frame, 5 Object, 4 Block
