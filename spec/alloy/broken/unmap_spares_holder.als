module broken/unmap_spares_holder
-- Bug: an unmap on the anchor leaves the capabilities of one task where they are.
open objects
open derivation
open space
open invariant
open operations

check unmap_THM_2 { all a: Node, t: Task | inv and unmap_pre[a, none] and no a.slot implies
  a.object not in (object - (below[a] - slot.(owner.t))->Object)[Node - a] } for 6 but 3 Right, 4 Frame, 5 Object, 4 Block
