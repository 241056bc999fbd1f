module broken/strip_keeps_page
-- Bug: strip takes the rights from the nodes and leaves the page table as it was.
open objects
open derivation
open space
open invariant
open operations

check strip_THM_7 { all n: Node, self: set Node, rs: set Right | inv and strip_pre[n, self, rs] implies
  no (below[n] + self).slot.shownRights & rs } for 6 but 3 Right, 4 Frame, 5 Object, 4 Block
