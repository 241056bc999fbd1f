module theorems
-- What follows from the guards and the invariant: revocation is complete, authority is confined, nothing is gained from nobody.
open objects
open derivation
open space
open invariant
open operations

------------------------------------------------------------------------------------------------------------------------- authority
-- Nodes in the tables of the tasks ts.
fun heldBy[ts: set Task, slot: Node->Slot]: set Node { slot.(owner.ts) }
-- What they can do to objects, and to frames.
fun objectAuthority[ts: set Task, slot: Node->Slot, object: Node->Object, rights: Node->Right]: Object->Right {
  (Object - Memory) <: (~(heldBy[ts, slot] <: object).rights) }
fun frameAuthority[ts: set Task, slot: Node->Slot, frames: Node->Frame, rights: Node->Right]: Frame->Right {
  ~(heldBy[ts, slot] <: frames).rights }

-- a can put something into b: it holds a capability for b or for a thread or gate that serves b.
fun sends[slot: Node->Slot, object: Node->Object]: Task->Task {
  { a, b: Task | some n: heldBy[a, slot] | b in n.object + n.object.serves } }
-- Either can send to the other (a reply carries capabilities back), or they are the same.
fun partners[ts: set Task]: set Task { let s = sends[slot, object] | ts + ts.s + s.ts }
-- The move from where s is held to slot k is one that a task can ask for.
pred between[s: Node, k: Slot] { some s.slot and k.owner in partners[s.slot.owner] }

-- No capability leads from the tasks ts to others or back.
pred closed[ts: set Task, slot: Node->Slot, object: Node->Object] {
  let s = sends[slot, object] | ts.s in ts and s.ts in ts
}

------------------------------------------------------------------------------------------------------------------ THM-1 revocation
-- After an unmap nothing derived from n is left: no node, no slot, no page of the MMU; and nothing else has changed.
check unmap_THM_1 { all n: Node, self: set Node | inv and unmap_pre[n, self] implies {
  no ^(unmap_parent[n, self]).n
  no unmap_slot[n, self].Slot & below[n] and no unmap_holds[n, self].(below[n] + self)
  no (below[n] + self).slot & unmap_shown[n, self].Frame
  unmap_Live[n, self] = Live - below[n] - self
  all m: Live - below[n] - self | m.(unmap_parent[n, self]) = m.parent and m.(unmap_rights[n, self]) = m.rights
    and m.(unmap_frames[n, self]) = m.frames and m.(unmap_slot[n, self]) = m.slot and m.slot.(unmap_shown[n, self]) = m.slot.shown
} } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block

-- An unmap of the others on an object's anchor leaves nobody a capability for it.
check unmap_THM_2 { all a: Node | inv and unmap_pre[a, none] and no a.slot implies
  a.object not in unmap_object[a, none][Node - a]
} for 7 but 3 Right, 4 Frame, 5 Object, 4 Block

------------------------------------------------------------------------------------------------------- THM-3 gain only from partners
-- A task gains nothing that no partner held.
check map_THM_3 { all s, d: Node, k: Slot, rs: set Right, fs: set Frame, t: Task |
  inv and map_pre[s, d, k, rs, fs] and between[s, k] implies {
    objectAuthority[t, map_slot[d, k], map_object[s, d], map_rights[d, rs]] in objectAuthority[partners[t], slot, object, rights]
    frameAuthority[t, map_slot[d, k], map_frames[d, fs], map_rights[d, rs]] in frameAuthority[partners[t], slot, frames, rights]
  } } for 6 but 3 Right, 3 Frame, 5 Object, 3 Block
check grant_THM_3 { all n: Node, k: Slot, t: Task | inv and grant_pre[n, k] and between[n, k] implies {
    objectAuthority[t, grant_slot[n, k], object, rights] in objectAuthority[partners[t], slot, object, rights]
    frameAuthority[t, grant_slot[n, k], frames, rights] in frameAuthority[partners[t], slot, frames, rights]
  } } for 6 but 3 Right, 3 Frame, 5 Object, 3 Block
-- An anchor is nobody's.
check anchor_THM_3 { all a: Node, o: Object, fs: set Frame, t: Task | inv and anchor_pre[a, o, fs] implies {
    objectAuthority[t, slot, anchor_object[a, o], anchor_rights[a]] in objectAuthority[t, slot, object, rights]
    frameAuthority[t, slot, anchor_frames[a, fs], anchor_rights[a]] in frameAuthority[t, slot, frames, rights]
  } } for 6 but 3 Right, 3 Frame, 5 Object, 3 Block
-- The maker gains the new object and nothing else; nobody else gains.
check create_THM_3 { all f, a, d: Node, o: Object, k: Slot, t: Task |
  inv and create_pre[f, a, d, o, k] and k.owner = f.slot.owner implies
    objectAuthority[t, create_slot[d, k], create_object[a, d, o], create_rights[a, d]]
      in objectAuthority[t, slot, object, rights] + (t = f.slot.owner => o->Right else none->none)
  } for 6 but 3 Right, 3 Frame, 5 Object, 3 Block
-- Taking away gives nobody anything.
check unmap_THM_3 { all n: Node, self: set Node, t: Task | inv and unmap_pre[n, self] implies {
    objectAuthority[t, unmap_slot[n, self], unmap_object[n, self], unmap_rights[n, self]] in objectAuthority[t, slot, object, rights]
    frameAuthority[t, unmap_slot[n, self], unmap_frames[n, self], unmap_rights[n, self]] in frameAuthority[t, slot, frames, rights]
  } } for 6 but 3 Right, 3 Frame, 5 Object, 3 Block
check delete_THM_3 { all n: Node, t: Task | inv and delete_pre[n] implies {
    objectAuthority[t, delete_slot[n], delete_object[n], delete_rights[n]] in objectAuthority[t, slot, object, rights]
    frameAuthority[t, delete_slot[n], delete_frames[n], delete_rights[n]] in frameAuthority[t, slot, frames, rights]
  } } for 6 but 3 Right, 3 Frame, 5 Object, 3 Block
check restrict_THM_3 { all n: Node, rs: set Right, t: Task | inv and restrict_pre[n, rs] implies {
    objectAuthority[t, slot, object, restrict_rights[n, rs]] in objectAuthority[t, slot, object, rights]
    frameAuthority[t, slot, frames, restrict_rights[n, rs]] in frameAuthority[t, slot, frames, rights]
  } } for 6 but 3 Right, 3 Frame, 5 Object, 3 Block
check strip_THM_3 { all n: Node, self: set Node, rs: set Right, t: Task | inv and strip_pre[n, self, rs] implies {
    objectAuthority[t, slot, object, strip_rights[n, self, rs]] in objectAuthority[t, slot, object, rights]
    frameAuthority[t, slot, frames, strip_rights[n, self, rs]] in frameAuthority[t, slot, frames, rights]
  } } for 6 but 3 Right, 3 Frame, 5 Object, 3 Block
check destroy_THM_3 { all o: Object, a: Node, t: Task | inv and destroy_pre[o, a] implies
    objectAuthority[t, slot, destroy_object[a], destroy_rights[a]] in objectAuthority[t, slot, object, rights]
  } for 6 but 3 Right, 3 Frame, 5 Object, 3 Block

------------------------------------------------------------------------------------------------------------------ THM-4 confinement
-- Tasks that no capability connects with the outside stay so, and gain nothing. (By induction: for any sequence of operations.)
check map_THM_4 { all ts: set Task, s, d: Node, k: Slot, rs: set Right, fs: set Frame |
  inv and closed[ts, slot, object] and map_pre[s, d, k, rs, fs] and between[s, k] implies {
    closed[ts, map_slot[d, k], map_object[s, d]]
    objectAuthority[ts, map_slot[d, k], map_object[s, d], map_rights[d, rs]] in objectAuthority[ts, slot, object, rights]
    frameAuthority[ts, map_slot[d, k], map_frames[d, fs], map_rights[d, rs]] in frameAuthority[ts, slot, frames, rights]
  } } for 6 but 3 Right, 3 Frame, 5 Object, 3 Block
check grant_THM_4 { all ts: set Task, n: Node, k: Slot |
  inv and closed[ts, slot, object] and grant_pre[n, k] and between[n, k] implies {
    closed[ts, grant_slot[n, k], object]
    objectAuthority[ts, grant_slot[n, k], object, rights] in objectAuthority[ts, slot, object, rights]
    frameAuthority[ts, grant_slot[n, k], frames, rights] in frameAuthority[ts, slot, frames, rights]
  } } for 6 but 3 Right, 3 Frame, 5 Object, 3 Block
-- A new task belongs to the side of its maker; a new thread or gate serves a partner of its maker, the maker or nobody.
check create_THM_4 { all ts: set Task, f, a, d: Node, o: Object, k: Slot |
  inv and closed[ts, slot, object] and create_pre[f, a, d, o, k] and k.owner = f.slot.owner
  and o.serves in partners[f.slot.owner] implies
    let grown = (f.slot.owner in ts => ts + (o & Task) else ts - o) {
      closed[grown, create_slot[d, k], create_object[a, d, o]]
      objectAuthority[grown, create_slot[d, k], create_object[a, d, o], create_rights[a, d]]
        in objectAuthority[ts, slot, object, rights] + o->Right
    } } for 6 but 3 Right, 3 Frame, 5 Object, 3 Block
check unmap_THM_4 { all ts: set Task, n: Node, self: set Node | inv and closed[ts, slot, object] and unmap_pre[n, self] implies
    closed[ts, unmap_slot[n, self], unmap_object[n, self]] } for 6 but 3 Right, 3 Frame, 5 Object, 3 Block
check delete_THM_4 { all ts: set Task, n: Node | inv and closed[ts, slot, object] and delete_pre[n] implies
    closed[ts, delete_slot[n], delete_object[n]] } for 6 but 3 Right, 3 Frame, 5 Object, 3 Block

------------------------------------------------------------------------------------------------------------------ THM-5 reach of the MMU
-- Whatever a task can reach through the MMU is granted by one node, and by every node above it up to physical memory's anchor.
check state_THM_5 { all k: PageSlot | inv and some k.shown implies
  one k.holds and all m: k.holds.*parent |
    k.shown in m.frames and k.shownRights in m.rights and m.object in Memory and m.top = k.holds.top and (no m.parent implies m = m.top)
} for 7 but 3 Right, 4 Frame, 5 Object, 4 Block

---------------------------------------------------------------------------------------------------------- THM-6 delete keeps the others
-- Deleting a node takes from nobody else: every other task keeps all it had, and what came from n now comes from n's parent.
check delete_THM_6 { all n: Node, t: Task | inv and delete_pre[n] and t != n.slot.owner implies {
    objectAuthority[t, delete_slot[n], delete_object[n], delete_rights[n]] = objectAuthority[t, slot, object, rights]
    frameAuthority[t, delete_slot[n], delete_frames[n], delete_rights[n]] = frameAuthority[t, slot, frames, rights]
    ^(delete_parent[n]).(n.parent) = below[n.parent] - n
  } } for 6 but 3 Right, 3 Frame, 5 Object, 3 Block

---------------------------------------------------------------------------------------------------------------- THM-7 strip reaches all
-- Afterwards nothing below n, nor n itself when named, has one of the rights or shows it to the MMU.
check strip_THM_7 { all n: Node, self: set Node, rs: set Right | inv and strip_pre[n, self, rs] implies {
    no (below[n] + self).(strip_rights[n, self, rs]) & rs
    no (below[n] + self).slot.(strip_shownRights[n, self, rs]) & rs
    all m: Node - below[n] - self | m.(strip_rights[n, self, rs]) = m.rights
      and m.slot.(strip_shownRights[n, self, rs]) = m.slot.shownRights
  } } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block

------------------------------------------------------------------------------------------------------------------------ THM-8 grant moves
-- A grant changes who holds, never what is held.
check grant_THM_8 { all n: Node, k: Slot | inv and grant_pre[n, k] implies {
    objectAuthority[Task, grant_slot[n, k], object, rights] = objectAuthority[Task, slot, object, rights]
    frameAuthority[Task, grant_slot[n, k], frames, rights] = frameAuthority[Task, slot, frames, rights]
    no n.slot.(grant_holds[n, k]) and no n.slot.(grant_shown[n, k])
  } } for 6 but 3 Right, 3 Frame, 5 Object, 3 Block

--------------------------------------------------------------------------------------------------------- THM-9 a dead object has no name
-- When an object goes, no node but its anchor named it, so its number can be used again.
check destroy_THM_9 { all o: Object, a: Node | inv and destroy_pre[o, a] implies
  o not in destroy_object[a][destroy_Live[a]] and o not in holds[Slot].object
} for 7 but 3 Right, 4 Frame, 5 Object, 4 Block

-------------------------------------------------------------------------------------------------------- THM-10 no refusal without need
-- Each guard is as weak as it can be: whatever is refused (of nodes that are what they should be) would have broken the invariant.
check map_THM_10 { all s, d: Node, k: Slot, rs: set Right, fs: set Frame |
  inv and s in Live and d not in Live and not map_pre[s, d, k, rs, fs] implies not {
    CDT_3_rightsShrink[map_Live[d], map_parent[s, d], map_rights[d, rs]]
    CDT_4_rangeShrinks[map_Live[d], map_parent[s, d], map_frames[d, fs]]
    CDT_7_slotsAgree[map_Live[d], Made, map_slot[d, k], map_holds[d, k]]
    CDT_9_kinds[map_Live[d], map_object[s, d], map_frames[d, fs], map_slot[d, k]]
  } } for 6 but 3 Right, 4 Frame, 5 Object, 4 Block
check grant_THM_10 { all n: Node, k: Slot | inv and n in Live and not grant_pre[n, k] and k not in n.slot implies not {
    CDT_6_onePlace[Live, parent, grant_slot[n, k], grant_holds[n, k]]
    CDT_7_slotsAgree[Live, Made, grant_slot[n, k], grant_holds[n, k]]
    CDT_9_kinds[Live, object, frames, grant_slot[n, k]]
  } } for 6 but 3 Right, 4 Frame, 5 Object, 4 Block
check create_THM_10 { all f, a, d: Node, o: Object, k: Slot |
  inv and f in Live and f.object in Factory and some f.slot and a not in Live and d not in Live and a != d
  and k.owner != o and not create_pre[f, a, d, o, k] implies not {
    CDT_5_oneObject[create_Live[a, d], create_Made[o], create_parent[a, d], create_top[a, d], create_object[a, d, o]]
    CDT_7_slotsAgree[create_Live[a, d], create_Made[o], create_slot[d, k], create_holds[d, k]]
    CDT_9_kinds[create_Live[a, d], create_object[a, d, o], frames, create_slot[d, k]]
    OBJ_1_servesMade[create_Made[o]]
  } } for 6 but 3 Right, 4 Frame, 5 Object, 4 Block
check anchor_THM_10 { all a: Node, o: Object, fs: set Frame | inv and a not in Live and not anchor_pre[a, o, fs] implies not {
    CDT_4_rangeShrinks[anchor_Live[a], parent, anchor_frames[a, fs]]
    CDT_5_oneObject[anchor_Live[a], anchor_Made[o], parent, anchor_top[a], anchor_object[a, o]]
    CDT_9_kinds[anchor_Live[a], anchor_object[a, o], anchor_frames[a, fs], slot]
    OBJ_1_servesMade[anchor_Made[o]]
  } } for 6 but 3 Right, 4 Frame, 5 Object, 4 Block
check restrict_THM_10 { all n: Node, rs: set Right | inv and n in Live and some n.slot and not restrict_pre[n, rs] implies
    not CDT_3_rightsShrink[Live, parent, restrict_rights[n, rs]]
  } for 6 but 3 Right, 4 Frame, 5 Object, 4 Block
check destroy_THM_10 { all o: Object, a: Node |
  inv and a in Live and a.object = o and no a.slot and not destroy_pre[o, a] implies not {
    CDT_1_forest[destroy_Live[a], parent]
    CDT_7_slotsAgree[destroy_Live[a], destroy_Made[o], slot, holds]
    OBJ_1_servesMade[destroy_Made[o]]
  } } for 6 but 3 Right, 4 Frame, 5 Object, 4 Block

------------------------------------------------------------------------------------------------------------------------- THM-11 boot
-- At boot only anchors are live, one for each object that exists; nothing is held and nothing is shown. The invariant holds.
pred booted {
  no holds and no shown and no shownRights and no slot and no parent and no first and no nextSibling and no prevSibling
  Live = Used and object in Live one->one Made and Live = object.Made and Made = Live.object
  top = Live <: iden
  rights in Live->Right and frames in Live->Frame
  all n: Live | range[n.frames] and (n.object in Memory iff some n.frames)
  no Made & Channel
}
check boot_THM_11 { booted implies inv } for 7 but 3 Right, 4 Frame, 5 Object, 4 Block
-- … and from there the system can be built: a root task gets its first capability and its first page out of the anchors.
run boot_hands { booted and some s, d: Node, k: Slot, rs: set Right, fs: set Frame | map_pre[s, d, k, rs, fs] and some rs and some fs }
  for 6 but 3 Right, 4 Frame, 5 Object, 4 Block
