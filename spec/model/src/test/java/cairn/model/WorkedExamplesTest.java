package cairn.model;

import static cairn.model.Result.EMPTY;
import static cairn.model.Result.EXISTS;
import static cairn.model.Result.HELD;
import static cairn.model.Result.NO_NODE;
import static cairn.model.Result.NO_PLACE;
import static cairn.model.Result.OCCUPIED;
import static cairn.model.Result.OK;
import static cairn.model.Result.RANGE;
import static cairn.model.Result.SIZE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

/**
 * The pictures of a lecture on L4 memory: sigma0 (task 1) holds memory, maps it on, grants it, takes it back.
 *
 * <pre>
 *   memory --> sigma0 --> A --> B        map: a child; the mapper keeps its page
 *                          \--> C        grant: the page moves; nothing of it stays behind
 *                                        unmap: what was derived goes, in all tasks
 * </pre>
 */
class WorkedExamplesTest {
    private static final int SIGMA0 = 1;
    private static final int A = 2;
    private static final int B = 3;
    private static final int C = 4;
    private static final Name.Anchor MEMORY = new Name.Anchor(KernelObject.MEMORY);
    private static final KernelObject GATE = new KernelObject(Kind.GATE, 1);

    private State state = State.boot(new Limits(1L << 20, 20, 5, 6, 6, 6, 6, 8 * 4096));

    private Result run(Operation operation) {
        Step step = Model.step(state, operation);
        state = step.state();
        return step.result();
    }

    /** A refusal that leaves the state as it was. */
    private void refused(Result why, Operation operation) {
        State before = state;
        assertEquals(why, run(operation));
        assertEquals(before, state);
    }

    private void openAll() {
        for (int task = SIGMA0; task <= C; task++) {
            assertEquals(OK, run(new Operation.Open(task)));
        }
    }

    /** sigma0 holds frame 7 at page 7, A has it read-write at page 10, B read-only at 20. */
    private void chain() {
        openAll();
        assertEquals(OK, run(new Operation.Map(MEMORY, page(SIGMA0, 7), Rights.ALL, new Range(7, 7), 2)));
        assertEquals(OK, run(new Operation.Map(at(SIGMA0, 7), page(A, 10), 6, new Range(7, 7), 2)));
        assertEquals(OK, run(new Operation.Map(at(A, 10), page(B, 20), 4, new Range(7, 7), 2)));
    }

    private static Place.Block page(int task, long page) {
        return new Place.Block(task, page, 3);
    }

    private static Name.Page at(int task, long page) {
        return new Name.Page(task, page);
    }

    private static Place.Capability cap(int task, long index) {
        return new Place.Capability(task, index);
    }

    private Derivation held(Name name) {
        int number = state.find(name);
        return number == State.NOTHING ? null : state.get(number);
    }

    private boolean mapped(int task, long page) {
        return state.mapping(task, page) != State.NOTHING;
    }

    // ---- map ----

    @Test
    void mapGivesAChildAndTheMapperKeepsItsPage() {
        chain();
        assertEquals(Rights.ALL, held(at(SIGMA0, 7)).rights());
        assertEquals(6, held(at(A, 10)).rights());
        assertEquals(state.find(at(SIGMA0, 7)), held(at(A, 10)).parent());
    }

    @Test
    void rightsOnlyShrinkAlongTheTree() {
        chain();
        assertEquals(OK, run(new Operation.Map(at(B, 20), page(C, 30), Rights.ALL, new Range(7, 7), 2)));
        assertEquals(4, held(at(C, 30)).rights());
    }

    @Test
    void aPartOfALargerBlockCanBeMapped() {
        openAll();
        assertEquals(OK, run(new Operation.Map(MEMORY, new Place.Block(SIGMA0, 512, 2), Rights.ALL, new Range(1024, 1535), 2)));
        assertEquals(OK, run(new Operation.Map(at(SIGMA0, 700), page(A, 0), 4, new Range(1030, 1030), 2)));
        assertEquals(new Range(1030, 1030), held(at(A, 0)).frames());
    }

    @Test
    void mapRefusesWhatDoesNotFit() {
        chain();
        refused(EMPTY, new Operation.Map(at(C, 0), page(A, 11), 4, new Range(7, 7), 2));
        refused(OCCUPIED, new Operation.Map(at(SIGMA0, 7), page(A, 10), 4, new Range(7, 7), 2));
        refused(RANGE, new Operation.Map(at(SIGMA0, 7), page(A, 11), 4, new Range(8, 8), 2));
        refused(RANGE, new Operation.Map(at(SIGMA0, 7), page(A, 11), 4, new Range(7, 6), 2));
        refused(SIZE, new Operation.Map(MEMORY, page(A, 11), 4, new Range(0, 511), 2));
        refused(NO_PLACE, new Operation.Map(at(SIGMA0, 7), page(9, 0), 4, new Range(7, 7), 2));
        refused(NO_PLACE, new Operation.Map(at(SIGMA0, 7), cap(A, Place.CAPABILITIES), 4, new Range(7, 7), 2));
        assertEquals(SIZE, run(new Operation.Map(at(SIGMA0, 7), cap(A, 0), 4, new Range(7, 7), 2)));
    }

    @Test
    void blocksAreAligned() {
        openAll();
        assertEquals(RANGE, run(new Operation.Map(MEMORY, new Place.Block(A, 0, 2), 7, new Range(1, 512), 2)));
        assertEquals(RANGE, run(new Operation.Map(MEMORY, new Place.Block(A, 1 << 18, 1), 7, new Range(512, 512 + (1 << 18) - 1), 2)));
    }

    @Test
    void aLeafNeitherHidesSmallerPlacesNorLiesUnderALargerOne() {
        openAll();
        assertEquals(OK, run(new Operation.Map(MEMORY, new Place.Block(A, 0, 2), 7, new Range(0, 511), 2)));
        refused(OCCUPIED, new Operation.Map(MEMORY, page(A, 3), 7, new Range(3, 3), 2));
        assertEquals(OK, run(new Operation.Map(MEMORY, page(A, 512), 7, new Range(3, 3), 2)));
        refused(SIZE, new Operation.Map(MEMORY, new Place.Block(A, 512, 2), 7, new Range(512, 1023), 2));
        refused(SIZE, new Operation.Map(MEMORY, new Place.Block(A, 0, 1), 7, new Range(0, (1 << 18) - 1), 2));
    }

    // ---- grant ----

    @Test
    void grantMovesThePageWithWhatWasDerivedFromIt() {
        chain();
        int moved = state.find(at(A, 10));
        assertEquals(OK, run(new Operation.Grant(at(A, 10), page(C, 30))));
        assertFalse(mapped(A, 10));
        assertEquals(moved, state.find(at(C, 30)));
        assertEquals(moved, held(at(B, 20)).parent());
        assertEquals(6, held(at(C, 30)).rights());
    }

    @Test
    void grantNeedsAnEmptyPlaceOfTheSameSize() {
        chain();
        refused(OCCUPIED, new Operation.Grant(at(A, 10), page(B, 20)));
        refused(EMPTY, new Operation.Grant(at(A, 11), page(C, 30)));
        refused(EMPTY, new Operation.Grant(MEMORY, page(C, 30)));
        assertEquals(SIZE, run(new Operation.Grant(at(A, 10), cap(C, 0))));
        assertEquals(SIZE, run(new Operation.Grant(at(A, 10), new Place.Block(C, 512, 2))));
        assertEquals(6, held(at(A, 10)).rights());
    }

    // ---- unmap, revoke, delete, restrict ----

    @Test
    void unmappingForOthersTakesAllThatWasDerived() {
        chain();
        assertEquals(OK, run(new Operation.Revoke(at(SIGMA0, 7))));
        assertEquals(Rights.ALL, held(at(SIGMA0, 7)).rights());
        assertFalse(mapped(A, 10));
        assertFalse(mapped(B, 20));
    }

    @Test
    void unmappingTakesThePageToo() {
        chain();
        assertEquals(OK, run(new Operation.Unmap(at(A, 10))));
        assertNotEquals(null, held(at(SIGMA0, 7)));
        assertFalse(mapped(A, 10));
        assertFalse(mapped(B, 20));
        refused(EMPTY, new Operation.Unmap(at(A, 10)));
        refused(EMPTY, new Operation.Unmap(MEMORY));
    }

    @Test
    void deletingLeavesTheChildrenToTheParent() {
        chain();
        assertEquals(OK, run(new Operation.Delete(at(A, 10))));
        assertFalse(mapped(A, 10));
        assertEquals(state.find(at(SIGMA0, 7)), held(at(B, 20)).parent());
        assertEquals(4, held(at(B, 20)).rights());
    }

    @Test
    void restrictingIsRefusedWhileAChildHoldsTheRight() {
        chain();
        refused(HELD, new Operation.Restrict(at(A, 10), 2));
        assertEquals(OK, run(new Operation.Restrict(at(A, 10), 4)));
        assertEquals(4, held(at(A, 10)).rights());
        assertEquals(OK, run(new Operation.Restrict(at(B, 20), Rights.NONE)));
        assertEquals(Rights.NONE, held(at(B, 20)).rights());
    }

    // ---- objects ----

    @Test
    void anObjectLivesWhileSomebodyHoldsACapability() {
        openAll();
        assertEquals(OK, run(new Operation.Create(GATE, cap(A, 1))));
        refused(EXISTS, new Operation.Create(GATE, cap(A, 2)));
        refused(OCCUPIED, new Operation.Create(new KernelObject(Kind.GATE, 2), cap(A, 1)));
        assertEquals(OK, run(new Operation.Map(cap(A, 1), cap(B, 1), 5, Range.OBJECT, 0)));
        refused(HELD, new Operation.Destroy(GATE));
        assertEquals(OK, run(new Operation.Unmap(cap(A, 1))));
        assertEquals(null, held(cap(B, 1)));
        assertEquals(OK, run(new Operation.Destroy(GATE)));
        refused(EMPTY, new Operation.Destroy(GATE));
        refused(HELD, new Operation.Destroy(KernelObject.MEMORY));
    }

    @Test
    void aTaskThatGoesTakesItsPlacesAndGivesItsTablesBack() {
        chain();
        int tables = state.freeTables(3);
        assertEquals(OK, run(new Operation.Map(new Name.Anchor(KernelObject.task(A)), cap(B, 0), Rights.ALL, Range.OBJECT, 0)));
        refused(HELD, new Operation.Close(A));
        assertEquals(OK, run(new Operation.Unmap(cap(B, 0))));
        assertEquals(OK, run(new Operation.Close(A)));
        assertFalse(mapped(B, 20));
        assertNotEquals(null, held(at(SIGMA0, 7)));
        assertEquals(tables + 1, state.freeTables(3));
        refused(EMPTY, new Operation.Close(A));
    }

    // ---- what runs out ----

    @Test
    void aUsedUpPoolOrQuotaIsAnAnswerAndNoDerivationChanges() {
        state = State.boot(new Limits(1L << 20, 3, 2, 2, 2, 2, 2, 4 * 4096));
        assertEquals(OK, run(new Operation.Open(A)));
        assertEquals(OK, run(new Operation.Map(MEMORY, page(A, 0), 7, new Range(0, 0), 2)));
        assertEquals(4 * 4096, state.tasks().get(A).charged());
        refused(NO_NODE, new Operation.Map(MEMORY, page(A, 1), 7, new Range(1, 1), 2));
        refused(NO_PLACE, new Operation.Map(MEMORY, page(A, 512), 7, new Range(1, 1), 2));
        refused(NO_PLACE, new Operation.Provide(cap(A, 0)));
        refused(NO_NODE, new Operation.Open(B));
    }

    // ---- flexpages ----

    @Test
    void aFlexpageIsMappedInTheLargestPiecesThatFit() {
        openAll();
        assertEquals(OK, run(new Operation.Map(MEMORY, new Place.Block(SIGMA0, 0, 1), Rights.ALL, new Range(0, (1 << 18) - 1), 2)));
        assertEquals(OK, run(new Operation.MapPages(SIGMA0, 0, A, 512, 9, 6, 2)));
        assertEquals(new Place.Block(A, 512, 2), held(at(A, 600)).place());
        assertEquals(OK, run(new Operation.MapPages(SIGMA0, 4, B, 8, 2, 6, 2)));
        assertEquals(new Range(6, 6), held(at(B, 10)).frames());
        assertEquals(OK, run(new Operation.MapPages(SIGMA0, 1024, B, 8, 0, 4, 2)));
        assertEquals(new Range(1024, 1024), held(at(B, 8)).frames());
    }

    @Test
    void unmappingAPartOfABlockRemovesTheWholeBlock() {
        openAll();
        assertEquals(OK, run(new Operation.Map(MEMORY, new Place.Block(A, 0, 2), 7, new Range(0, 511), 2)));
        assertEquals(OK, run(new Operation.UnmapPages(A, 4, 1)));
        assertFalse(mapped(A, 0));
        refused(EMPTY, new Operation.UnmapPages(A, 0, 36));
    }

    @Test
    void statesAreValuesAndNoStepChangesThem() {
        chain();
        State before = state;
        String text = before.toString();
        run(new Operation.Unmap(at(SIGMA0, 7)));
        run(new Operation.Close(B));
        assertEquals(text, before.toString());
        assertSame(before, Model.step(before, new Operation.Provide(page(A, 10))).state());
    }
}
