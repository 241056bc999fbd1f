package cairn.property;

import cairn.spec.alloy.live.LiveSpec;

/** Handles of the specification's signatures and fields, looked up once. */
public final class Words {
    public final int right;
    public final int pageRight;
    public final int frame;
    public final int[] size;
    public final int block;
    public final int made;
    /** By {@link cairn.model.Kind}. */
    public final int[] object;
    public final int capSlot;
    public final int pageSlot;
    public final int node;
    public final int live;
    public final int used;
    public final int above;
    public final int blockSize;
    public final int span;
    public final int owner;
    public final int holds;
    public final int shown;
    public final int shownRights;
    public final int fits;
    public final int parent;
    public final int top;
    public final int nodeObject;
    public final int rights;
    public final int frames;
    public final int slot;
    public final int first;
    public final int next;
    public final int prev;

    public Words(LiveSpec spec) {
        right = spec.signature("Right");
        pageRight = spec.signature("PageRight");
        frame = spec.signature("Frame");
        size = new int[] {spec.signature("Huge"), spec.signature("Large"), spec.signature("Small")};
        block = spec.signature("Block");
        made = spec.signature("Made");
        object = new int[] {spec.signature("Memory"), spec.signature("Task"), spec.signature("Thread"), spec.signature("Gate"),
            spec.signature("Factory"), spec.signature("Other")};
        capSlot = spec.signature("CapSlot");
        pageSlot = spec.signature("PageSlot");
        node = spec.signature("Node");
        live = spec.signature("Live");
        used = spec.signature("Used");
        above = spec.field("above");
        blockSize = spec.field("size");
        span = spec.field("span");
        owner = spec.field("owner");
        holds = spec.field("holds");
        shown = spec.field("shown");
        shownRights = spec.field("shownRights");
        fits = spec.field("fits");
        parent = spec.field("parent");
        top = spec.field("top");
        nodeObject = spec.field("object");
        rights = spec.field("rights");
        frames = spec.field("frames");
        slot = spec.field("slot");
        first = spec.field("first");
        next = spec.field("nextSibling");
        prev = spec.field("prevSibling");
    }
}
