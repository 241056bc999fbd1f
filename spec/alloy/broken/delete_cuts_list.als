module broken/delete_cuts_list
-- Bug: delete puts the children in front of its siblings and forgets to link the last of them to what follows.
open objects
open derivation
open space
open invariant
open operations

fun bad_nextSibling[n: Node]: Node->Node {
  (nextSibling - (n + parent.n)->Node - Node->n) + n.prevSibling->n.nextSibling + (parent.n <: prevSibling) }
check delete_CDT_2 { all n: Node | inv and delete_pre[n] implies
  CDT_2_childrenLists[delete_Live[n], delete_parent[n], delete_first[n], bad_nextSibling[n], delete_prevSibling[n]]
} for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
