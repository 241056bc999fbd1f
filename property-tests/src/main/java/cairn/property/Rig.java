package cairn.property;

import cairn.hal.aarch64.CpuModel;
import cairn.hal.board.Board;
import cairn.spec.alloy.live.LiveSpec;
import cairn.spec.alloy.live.LiveState;
import java.io.OutputStream;

/** The machine and the compiled specification, set up once for many trials. One thread at a time. */
public final class Rig {
    private static final long RAM = 1 << 20;

    private final Board board = new Board(CpuModel.ARMV8_0, RAM, World.PAGE_TABLES, OutputStream.nullOutputStream());
    private final LiveSpec spec;
    private final Words words;
    private final LiveState live;
    private final LiveState before;
    private final LiveState after;

    private Rig(LiveSpec spec) {
        this.spec = spec;
        this.words = spec == null ? null : new Words(spec);
        this.live = spec == null ? null : spec.newState();
        this.before = spec == null ? null : spec.newState();
        this.after = spec == null ? null : spec.newState();
    }

    /** Evaluates the Alloy invariants on request. Takes a second to load them. */
    public static Rig withInvariants() {
        return new Rig(LiveSpec.load());
    }

    /** As {@link #withInvariants}, with another specification. */
    public static Rig with(LiveSpec spec) {
        return new Rig(spec);
    }

    public static Rig withoutInvariants() {
        return new Rig(null);
    }

    WatchedMmu cleanMmu() {
        board.ram().fill(Board.RAM_BASE, RAM);
        return new WatchedMmu(board.mmu());
    }

    Words words() {
        return words;
    }

    LiveSpec spec() {
        return spec;
    }

    LiveState live() {
        return live;
    }

    LiveState before() {
        return before;
    }

    LiveState after() {
        return after;
    }

    boolean hasInvariants() {
        return spec != null;
    }
}
