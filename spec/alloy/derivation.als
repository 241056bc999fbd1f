module derivation
-- The tree: who is derived from whom, and what a derivation may carry.
open objects

-- CDT-1 forest: a live node's parent is live; no node is its own ancestor. (The kernel's witness: a parent is older than its child.)
pred CDT_1_forest[Live: set Node, parent: Node->Node] {
  all n: Live | lone n.parent and n.parent in Live and n not in n.^parent
}

-- CDT-2 children lists: first, nextSibling and prevSibling list exactly the children of each node, each once.
pred CDT_2_childrenLists[Live: set Node, parent, first, nextSibling, prevSibling: Node->Node] {
  all n: Live | lone n.first and lone n.nextSibling and lone n.prevSibling
  all n: Live | n.nextSibling.prevSibling in n and n.prevSibling.nextSibling in n and (some n.nextSibling implies n.nextSibling.prevSibling = n) and (some n.prevSibling implies n.prevSibling.nextSibling = n)
  all n: Live | no n.first.prevSibling and n.first.*nextSibling = parent.n
  all n: Live | no n.parent implies no n.nextSibling and no n.prevSibling
}

-- CDT-3 rights-shrink: along an edge, rights only shrink.
pred CDT_3_rightsShrink[Live: set Node, parent: Node->Node, rights: Node->Right] {
  all n: Live | some n.parent implies n.rights in n.parent.rights
}

-- CDT-4 range-shrinks: a node's frames are a range, and lie in its parent's.
pred CDT_4_rangeShrinks[Live: set Node, parent: Node->Node, frames: Node->Frame] {
  all n: Live | range[n.frames] and (some n.parent implies n.frames in n.parent.frames)
}

-- CDT-5 one-object: all nodes of a tree name one anchor and its object, which is made; a made object has exactly one anchor.
pred CDT_5_oneObject[Live: set Node, Made: set Object, parent, top: Node->Node, object: Node->Object] {
  all n: Live | one n.object and n.object in Made
  all n: Live | some n.parent implies n.object = n.parent.object and n.top = n.parent.top
  all n: Live | no n.parent implies n.top = n
  all o: Made | one n: Live | n.object = o and no n.parent
}

-- CDT-8 pool: live nodes are exactly the used part of the pool; a spare node carries nothing.
pred CDT_8_pool[Live, Used: set Node, parent, top: Node->Node, object: Node->Object, rights: Node->Right, frames: Node->Frame,
                slot: Node->Slot, first, nextSibling, prevSibling: Node->Node] {
  Live = Used
  all n: Node - Live | no n.parent and no n.top and no n.object and no n.rights and no n.frames and no n.slot
  all n: Node - Live | no n.first and no n.nextSibling and no n.prevSibling
}

-- OBJ-1 serves-made: a made thread or gate serves a made task or none.
pred OBJ_1_servesMade[Made: set Object] {
  all c: Made & Channel | c.serves in Made
}

-- Everything derived from n, however far down.
fun below[n: Node]: set Node { ^parent.n }
