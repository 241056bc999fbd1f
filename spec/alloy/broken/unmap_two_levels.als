module broken/unmap_two_levels
-- Bug: unmap follows a chain of derivations two levels down and stops there.
open objects
open derivation
open space
open invariant
open operations

fun bad_gone[n: Node]: set Node { parent.n + parent.(parent.n) }
fun bad_parent[n: Node]: Node->Node { parent - bad_gone[n]->Node }
check unmap_THM_1 { all n: Node | inv and unmap_pre[n, none] implies no ^(bad_parent[n]).n and no below[n] & Live - bad_gone[n] } for 8 but 3 Right, 3 Frame, 5 Object, 3 Block
