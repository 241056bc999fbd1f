module broken/unmap_keeps_tlb
-- Bug: unmap clears the nodes, and the MMU goes on using what it has.
open objects
open derivation
open space
open invariant
open operations

check unmap_CDT_10 { all n: Node, self: set Node | inv and unmap_pre[n, self] implies
  CDT_10_mirror[unmap_rights[n, self], unmap_frames[n, self], unmap_holds[n, self], shown, shownRights] } for 6 but 3 Right, 4 Frame, 5 Object, 4 Block
