module broken/unmap_leaks_nodes
-- Bug: unmap marks the nodes as spare, and the pool does not take them back.
open objects
open derivation
open space
open invariant
open operations

check unmap_CDT_8 { all n: Node, self: set Node | inv and unmap_pre[n, self] implies
  CDT_8_pool[unmap_Live[n, self], Used, unmap_parent[n, self], unmap_top[n, self], unmap_object[n, self], unmap_rights[n, self],
    unmap_frames[n, self], unmap_slot[n, self], unmap_first[n, self], unmap_nextSibling[n, self], unmap_prevSibling[n, self]] } for 6 but 3 Right, 4 Frame, 5 Object, 4 Block
