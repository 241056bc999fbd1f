module space
-- The places: capability slots, page-table slots, and what the MMU is shown.
open objects

-- CDT-6 one-place: a live node is an anchor without a slot, or has exactly one slot, which names it back.
pred CDT_6_onePlace[Live: set Node, parent: Node->Node, slot: Node->Slot, holds: Slot->Node] {
  all n: Live | some n.parent implies one n.slot and n.slot.holds = n
  all n: Live | no n.parent implies no n.slot
}

-- CDT-7 slots-agree: an occupied slot belongs to a made task and holds one live node, which names it.
pred CDT_7_slotsAgree[Live: set Node, Made: set Object, slot: Node->Slot, holds: Slot->Node] {
  all k: Slot | some k.holds implies one k.holds and k.holds in Live and k.holds.slot = k and k.owner in Made
}

-- CDT-9 kinds: only memory has frames; a memory node is held in a page-table slot of its size, an object node in a capability slot.
pred CDT_9_kinds[Live: set Node, object: Node->Object, frames: Node->Frame, slot: Node->Slot] {
  all n: Live | n.object in Memory iff some n.frames
  all n: Live | n.object not in Memory implies n.slot in CapSlot
  all n: Live | n.object in Memory and some n.slot implies n.slot in PageSlot and fitting[n.slot, n.frames]
}

-- CDT-10 mirror: the MMU is shown exactly what the nodes in page-table slots grant, and nothing where no node is.
-- (A node that has no right of a page may be left out of the page table.)
pred CDT_10_mirror[rights: Node->Right, frames: Node->Frame, holds: Slot->Node, shown: Slot->Frame, shownRights: Slot->Right] {
  all k: PageSlot | k.shown in k.holds.frames and k.shownRights in k.holds.rights
  all k: PageSlot | some k.holds.rights & PageRight implies k.shown = k.holds.frames and k.shownRights = k.holds.rights & PageRight
  all k: CapSlot | no k.shown and no k.shownRights
}

-- A leaf of k's size can map exactly these frames.
pred fitting[k: Slot, fs: set Frame] { some b: Block | b.size in k.fits and b.span = fs }

-- Nothing is in the slot and its table belongs to a task that exists.
pred free[k: Slot] { no k.holds and k.owner in Made }
