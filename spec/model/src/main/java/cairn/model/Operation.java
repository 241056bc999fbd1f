package cairn.model;

/** What can be asked of the kernel. Each is explained at the method of {@link Model} that carries it out. */
public sealed interface Operation {
    record Open(int task) implements Operation {}

    record Close(int task) implements Operation {}

    record Create(KernelObject object, Place.Capability target) implements Operation {
        public Create {
            if (object.kind() == Kind.MEMORY || object.kind() == Kind.TASK) {
                throw new IllegalArgumentException("memory is there from boot and a task is opened: neither is created");
            }
        }
    }

    record Provide(Place target) implements Operation {}

    record Map(Name source, Place target, int mask, Range frames, int attributes) implements Operation {}

    record Grant(Name source, Place target) implements Operation {}

    record Revoke(Name source) implements Operation {}

    record Unmap(Name source) implements Operation {}

    record Delete(Name source) implements Operation {}

    record Restrict(Name source, int mask) implements Operation {}

    record Destroy(KernelObject object) implements Operation {}

    /** 2^{@code order} pages, both page numbers aligned to that. */
    record MapPages(int from, long fromPage, int to, long toPage, int order, int mask, int attributes) implements Operation {
        public MapPages {
            requireFlexpage(fromPage, order);
            requireFlexpage(toPage, order);
        }
    }

    /** 2^{@code order} pages, the page number aligned to that. */
    record UnmapPages(int task, long page, int order) implements Operation {
        public UnmapPages {
            requireFlexpage(page, order);
        }
    }

    private static void requireFlexpage(long page, int order) {
        if (order < 0 || order > 36 || page < 0 || page >= Place.PAGES || page % (1L << order) != 0) {
            throw new IllegalArgumentException("no flexpage: page " + page + ", order " + order);
        }
    }
}
