module broken/create_twice
-- Bug: create does not look whether the object exists already.
open objects
open derivation
open space
open invariant
open operations

pred bad_pre[f, a, d: Node, o: Object, k: Slot] {
  f in Live and f.object in Factory and some f.slot
  a not in Live and d not in Live and a != d
  o not in Memory and (o in Channel implies o.serves in Made)
  k in CapSlot and free[k]
}
check create_CDT_5 { all f, a, d: Node, o: Object, k: Slot | inv and bad_pre[f, a, d, o, k] implies
  CDT_5_oneObject[create_Live[a, d], create_Made[o], create_parent[a, d], create_top[a, d], create_object[a, d, o]] } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
