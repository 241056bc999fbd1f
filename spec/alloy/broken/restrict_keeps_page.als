module broken/restrict_keeps_page
-- Bug: restrict takes the rights from the nodes and leaves the page table as it was.
open objects
open derivation
open space
open invariant
open operations

check restrict_CDT_10 { all n: Node, rs: set Right | inv and restrict_pre[n, rs] implies
  CDT_10_mirror[restrict_rights[n, rs], frames, holds, shown, shownRights] } for 6 but 3 Right, 4 Frame, 5 Object, 4 Block
