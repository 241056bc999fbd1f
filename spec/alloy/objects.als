module objects
-- What there is: rights, frames, kernel objects, places, derivation nodes. Everything that an operation can change is a field or a
-- subset named here with the comment "state"; the rest is fixed. Predicates and operations take the state relations as parameters OF
-- THE SAME NAME, so that a formula reads alike before and after an operation (weakest-precondition form, see README.md).

------------------------------------------------------------------------------------------------------------------- rights and memory
-- One of the seven rights that a node can carry. Nothing below depends on which is which, only on subsets.
sig Right {}
-- Rights that a page-table entry can express: read, write, execute.
sig PageRight in Right {}

-- A physical frame. f.above: the frames with a higher number.
sig Frame { above: set Frame }
fact FrameOrder {
  all f: Frame | f not in f.above and f.above.above in f.above
  all disj f, g: Frame | f in g.above or g in f.above
}
-- A set of frames without a hole, as low .. high in the kernel.
pred range[fs: set Frame] { no f: Frame - fs | some f.above & fs and some above.f & fs }

-- Sizes of a page-table leaf: 4 KiB, 2 MiB, 1 GiB.
abstract sig Size {}
one sig Small, Large, Huge extends Size {}
-- A naturally aligned run of frames that one leaf of that size can map.
sig Block { size: one Size, span: some Frame }
fact Blocks {
  all b: Block | range[b.span]
  all disj b, c: Block | no b.span & c.span or b.span in c.span or c.span in b.span
  all disj b, c: Block | b.span in c.span implies b.size->c.size in Small->(Large + Huge) + Large->Huge
}

----------------------------------------------------------------------------------------------------------------------------- objects
-- A kernel object.
abstract sig Object {}
-- Physical memory counts as an object: its anchor owns the frames. There may be several parts, each with an anchor of its own: what user
-- programs map among themselves, and what the kernel lends to tasks for UTCBs.
sig Memory extends Object {}
sig Task, Factory extends Object {}
-- Through a thread or a gate, capabilities can be sent into the task that it serves (none: not bound yet).
abstract sig Channel extends Object { serves: lone Task }
sig Thread, Gate extends Channel {}
-- IRQ, semaphore, scheduler, log and the like.
sig Other extends Object {}
-- state: objects that exist.
sig Made in Object {}

------------------------------------------------------------------------------------------------------------------------------ places
-- One entry of a capability table or one leaf position of a page table.
abstract sig Slot {
  owner: one Task,            -- whose table it is
  holds: set Node,            -- state: the node in this slot
  shown: set Frame,           -- state: frames that the MMU can reach through it, by descriptor or by a TLB entry
  shownRights: set PageRight  -- state: with these rights
}
sig CapSlot extends Slot {}
sig PageSlot extends Slot { fits: one Size }

------------------------------------------------------------------------------------------------------------------------------- nodes
-- One derivation. A root (no parent, no slot) is the anchor of one object and is held by the kernel itself; every capability or page
-- that a task holds descends from the anchor of its object.
sig Node {
  parent: set Node,           -- state: derived from
  top: set Node,              -- state: the anchor of its tree
  object: set Object,         -- state: which kernel object (kind and number)
  rights: set Right,          -- state
  frames: set Frame,          -- state: low .. high, memory only
  slot: set Slot,             -- state: where it is held
  first: set Node,            -- state: newest child
  nextSibling: set Node,             -- state: next older sibling
  prevSibling: set Node              -- state: next newer sibling
}
-- state: nodes in use, as their own flag says; and as the pool says (position below the count of used nodes).
sig Live, Used in Node {}
