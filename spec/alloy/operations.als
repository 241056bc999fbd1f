module operations
-- What can happen. An operation X has a guard X_pre and, for each state relation R that it changes, a function X_R giving R afterwards;
-- a relation without such a function stays as it is. Where the guard does not hold the kernel refuses: it returns an error code and
-- changes nothing. A memory flexpage is mapped piece by piece, each piece one map.
open objects
open derivation
open space
open invariant

----------------------------------------------------------------------------------------------------------------------------- anchor
-- Object o, or a part of physical memory with the frames fs, begins to exist: spare node a becomes its anchor. Nobody holds it yet.
pred anchor_pre[a: Node, o: Object, fs: set Frame] {
  a not in Live and o not in Made and (o in Channel implies o.serves in Made)
  range[fs] and (o in Memory iff some fs)
}
fun anchor_Live[a: Node]: set Node { Live + a }
fun anchor_Used[a: Node]: set Node { Used + a }
fun anchor_Made[o: Object]: set Object { Made + o }
fun anchor_top[a: Node]: Node->Node { top + a->a }
fun anchor_object[a: Node, o: Object]: Node->Object { object + a->o }
fun anchor_rights[a: Node]: Node->Right { rights + a->Right }
fun anchor_frames[a: Node, fs: set Frame]: Node->Frame { frames + a->fs }

------------------------------------------------------------------------------------------------------------------------------ create
-- Factory capability f makes object o: anchor a, held by the kernel, and first capability d with all rights in slot k. (An anchor, then
-- a map from it.)
pred create_pre[f, a, d: Node, o: Object, k: Slot] {
  f in Live and f.object in Factory and some f.slot
  a not in Live and d not in Live and a != d
  o not in Made + Memory and (o in Channel implies o.serves in Made)
  k in CapSlot and free[k]
}
fun create_Live[a, d: Node]: set Node { Live + a + d }
fun create_Used[a, d: Node]: set Node { Used + a + d }
fun create_Made[o: Object]: set Object { Made + o }
fun create_parent[a, d: Node]: Node->Node { parent + d->a }
fun create_top[a, d: Node]: Node->Node { top + (a + d)->a }
fun create_object[a, d: Node, o: Object]: Node->Object { object + (a + d)->o }
fun create_rights[a, d: Node]: Node->Right { rights + (a + d)->Right }
fun create_slot[d: Node, k: Slot]: Node->Slot { slot + d->k }
fun create_holds[d: Node, k: Slot]: Slot->Node { holds + k->d }
fun create_first[a, d: Node]: Node->Node { first + a->d }

--------------------------------------------------------------------------------------------------------------------------------- map
-- Spare node d becomes a child of s in the free slot k, with rights rs and, for memory, frames fs.
-- The kernel hands out its own anchors this way at boot; a task can only name a node that it holds.
pred map_pre[s, d: Node, k: Slot, rs: set Right, fs: set Frame] {
  s in Live and d not in Live and free[k]
  rs in s.rights and fs in s.frames
  s.object in Memory implies k in PageSlot and fitting[k, fs]
  s.object not in Memory implies k in CapSlot
}
fun map_Live[d: Node]: set Node { Live + d }
fun map_Used[d: Node]: set Node { Used + d }
fun map_parent[s, d: Node]: Node->Node { parent + d->s }
fun map_top[s, d: Node]: Node->Node { top + d->s.top }
fun map_object[s, d: Node]: Node->Object { object + d->s.object }
fun map_rights[d: Node, rs: set Right]: Node->Right { rights + d->rs }
fun map_frames[d: Node, fs: set Frame]: Node->Frame { frames + d->fs }
fun map_slot[d: Node, k: Slot]: Node->Slot { slot + d->k }
fun map_holds[d: Node, k: Slot]: Slot->Node { holds + k->d }
fun map_shown[k: Slot, fs: set Frame]: Slot->Frame { shown + k->fs }
fun map_shownRights[k: Slot, rs: set Right]: Slot->Right { shownRights + (k & PageSlot)->(rs & PageRight) }
fun map_first[s, d: Node]: Node->Node { first ++ s->d }
fun map_nextSibling[s, d: Node]: Node->Node { nextSibling + d->s.first }
fun map_prevSibling[s, d: Node]: Node->Node { prevSibling + s.first->d }

------------------------------------------------------------------------------------------------------------------------------- grant
-- Node n moves to the free slot k; rights, frames, parent and children stay.
pred grant_pre[n: Node, k: Slot] {
  n in Live and some n.slot and free[k]
  n.slot in CapSlot iff k in CapSlot
  k.fits = n.slot.fits
}
fun grant_slot[n: Node, k: Slot]: Node->Slot { slot ++ n->k }
fun grant_holds[n: Node, k: Slot]: Slot->Node { holds - n.slot->n + k->n }
fun grant_shown[n: Node, k: Slot]: Slot->Frame { shown - n.slot->Frame + k->n.slot.shown }
fun grant_shownRights[n: Node, k: Slot]: Slot->Right { shownRights - n.slot->Right + k->n.slot.shownRights }

------------------------------------------------------------------------------------------------------------------------------- unmap
-- Everything derived from n goes, and n itself when self = n (others only: self = none). An anchor stays.
pred unmap_pre[n: Node, self: set Node] { n in Live and self in n and (no n.slot implies no self) }
fun unmap_gone[n: Node, self: set Node]: set Node { below[n] + self }
fun unmap_Live[n: Node, self: set Node]: set Node { Live - unmap_gone[n, self] }
fun unmap_Used[n: Node, self: set Node]: set Node { Used - unmap_gone[n, self] }
fun unmap_parent[n: Node, self: set Node]: Node->Node { parent - unmap_gone[n, self]->Node }
fun unmap_top[n: Node, self: set Node]: Node->Node { top - unmap_gone[n, self]->Node }
fun unmap_object[n: Node, self: set Node]: Node->Object { object - unmap_gone[n, self]->Object }
fun unmap_rights[n: Node, self: set Node]: Node->Right { rights - unmap_gone[n, self]->Right }
fun unmap_frames[n: Node, self: set Node]: Node->Frame { frames - unmap_gone[n, self]->Frame }
fun unmap_slot[n: Node, self: set Node]: Node->Slot { slot - unmap_gone[n, self]->Slot }
fun unmap_holds[n: Node, self: set Node]: Slot->Node { holds - Slot->unmap_gone[n, self] }
fun unmap_shown[n: Node, self: set Node]: Slot->Frame { shown - unmap_gone[n, self].slot->Frame }
fun unmap_shownRights[n: Node, self: set Node]: Slot->Right { shownRights - unmap_gone[n, self].slot->Right }
fun unmap_first[n: Node, self: set Node]: Node->Node {
  let gone = unmap_gone[n, self] | (first - gone->Node - Node->gone) + (first.self)->(self.nextSibling) }
fun unmap_nextSibling[n: Node, self: set Node]: Node->Node {
  let gone = unmap_gone[n, self] | (nextSibling - gone->Node - Node->gone) + (self.prevSibling)->(self.nextSibling) }
fun unmap_prevSibling[n: Node, self: set Node]: Node->Node {
  let gone = unmap_gone[n, self] | (prevSibling - gone->Node - Node->gone) + (self.nextSibling)->(self.prevSibling) }

----------------------------------------------------------------------------------------------------------------------------- delete
-- Node n goes; its children become the newest children of its parent, raised one by one, so that the eldest comes first.
pred delete_pre[n: Node] { n in Live and some n.slot }
fun delete_Live[n: Node]: set Node { Live - n }
fun delete_Used[n: Node]: set Node { Used - n }
fun delete_parent[n: Node]: Node->Node { (parent - n->Node - Node->n) + parent.n->n.parent }
fun delete_top[n: Node]: Node->Node { top - n->Node }
fun delete_object[n: Node]: Node->Object { object - n->Object }
fun delete_rights[n: Node]: Node->Right { rights - n->Right }
fun delete_frames[n: Node]: Node->Frame { frames - n->Frame }
fun delete_slot[n: Node]: Node->Slot { slot - n->Slot }
fun delete_holds[n: Node]: Slot->Node { holds - Slot->n }
fun delete_shown[n: Node]: Slot->Frame { shown - n.slot->Frame }
fun delete_shownRights[n: Node]: Slot->Right { shownRights - n.slot->Right }
fun eldest[n: Node]: set Node { { c: parent.n | no c.nextSibling } }
-- The newest child of n's parent once n itself is out of the list.
fun sibling[n: Node]: set Node { n.parent.first = n => n.nextSibling else n.parent.first }
fun delete_first[n: Node]: Node->Node {
  (first - n->Node - n.parent->Node) + n.parent->(some n.first => eldest[n] else sibling[n]) }
fun delete_nextSibling[n: Node]: Node->Node {
  (nextSibling - (n + parent.n)->Node - Node->n) + n.prevSibling->n.nextSibling + (parent.n <: prevSibling) + n.first->sibling[n] }
fun delete_prevSibling[n: Node]: Node->Node {
  (prevSibling - (n + parent.n)->Node - Node->n) + n.nextSibling->n.prevSibling + (parent.n <: nextSibling) + sibling[n]->n.first }

--------------------------------------------------------------------------------------------------------------------------- restrict
-- Node n loses the rights rs; refused while a child holds one of them.
pred restrict_pre[n: Node, rs: set Right] { n in Live and some n.slot and no (parent.n).rights & rs }
fun restrict_rights[n: Node, rs: set Right]: Node->Right { rights - n->rs }
fun restrict_shownRights[n: Node, rs: set Right]: Slot->Right { shownRights - n.slot->rs }

------------------------------------------------------------------------------------------------------------------------------ strip
-- Everything derived from n loses the rights rs, and so does n itself when self = n: a restrict of each, leaves first.
pred strip_pre[n: Node, self: set Node, rs: set Right] { n in Live and self in n and (no n.slot implies no self) }
fun strip_rights[n: Node, self: set Node, rs: set Right]: Node->Right { rights - (below[n] + self)->rs }
fun strip_shownRights[n: Node, self: set Node, rs: set Right]: Slot->Right { shownRights - (below[n] + self).slot->rs }

----------------------------------------------------------------------------------------------------------------------------- destroy
-- Object o goes, with its anchor a: nobody holds a capability for it, a task's tables are empty, and nothing serves it any more.
pred destroy_pre[o: Object, a: Node] {
  o in Made
  a in Live and a.object = o and no a.slot and no a.first
  no (owner.o).holds
  no Made & serves.o
}
fun destroy_Live[a: Node]: set Node { Live - a }
fun destroy_Used[a: Node]: set Node { Used - a }
fun destroy_Made[o: Object]: set Object { Made - o }
fun destroy_top[a: Node]: Node->Node { top - a->Node }
fun destroy_object[a: Node]: Node->Object { object - a->Object }
fun destroy_rights[a: Node]: Node->Right { rights - a->Right }
fun destroy_frames[a: Node]: Node->Frame { frames - a->Frame }
