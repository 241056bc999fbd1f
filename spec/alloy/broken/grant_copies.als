module broken/grant_copies
-- Bug: grant copies: the old slot goes on showing the page.
open objects
open derivation
open space
open invariant
open operations

fun bad_shown[n: Node, k: Slot]: Slot->Frame { shown + k->n.slot.shown }
check grant_THM_8 { all n: Node, k: Slot | inv and grant_pre[n, k] implies no n.slot.(bad_shown[n, k]) } for 6 but 3 Right, 4 Frame, 5 Object, 4 Block
