module world
-- States that the trials of property-tests can build, operation by operation: a corner of physical memory, three rights, two tasks and a
-- gate, seven places. Nobody else opens this: whoever does restricts the specification to it. What each atom is there: AlloyWorld.java.
open objects
open invariant

one sig Reading, Writing, Asking extends Right {}
-- Frames 0, 1, 2 .. 511, 512 .. 262143 and the rest; the blocks of 4 KiB, 2 MiB and 1 GiB at 0, and the second of 4 KiB.
one sig F0, F1, F2, F3, F4 extends Frame {}
one sig B0, B1, BL, BH extends Block {}
one sig Ram extends Memory {}
one sig T1, T2 extends Task {}
one sig G1 extends Gate {}
one sig A0, A1, A2 extends CapSlot {}
one sig P0, P1, P2, PL extends PageSlot {}

fact World {
  Right = Reading + Writing + Asking and PageRight = Reading + Writing
  Frame = F0 + F1 + F2 + F3 + F4
  above = F0->(F1 + F2 + F3 + F4) + F1->(F2 + F3 + F4) + F2->(F3 + F4) + F3->F4
  Block = B0 + B1 + BL + BH and size = (B0 + B1)->Small + BL->Large + BH->Huge
  span = B0->F0 + B1->F1 + BL->(F0 + F1 + F2) + BH->(F0 + F1 + F2 + F3)
  Object = Ram + T1 + T2 + G1 and Ram in Made and no serves
  Slot = A0 + A1 + A2 + P0 + P1 + P2 + PL and fits = (P0 + P1 + P2)->Small + PL->Large
  owner = (A0 + A1 + P0 + P1 + PL)->T1 + (A2 + P2)->T2
  -- An anchor has every right, memory's has every frame; a page without a right of a page is not shown.
  all a: Live | no a.slot implies a.rights = Right and (a.object = Ram implies a.frames = Frame)
  all k: PageSlot | no k.holds.rights & PageRight implies no k.shown
}

-- What is enumerated. All of it up to 4 nodes.
run world_states { inv } for 0 but 3 Right, 5 Frame, 4 Block, 4 Object, 7 Slot, 6 Node
