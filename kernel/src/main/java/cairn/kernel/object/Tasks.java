package cairn.kernel.object;

import cairn.kernel.abi.Failure;
import cairn.kernel.abi.Flexpage;
import cairn.kernel.abi.Item;

/** The operations of task and factory objects. [REQ-TASK-2] */
public final class Tasks {
    private final Pages pages;
    private final Capabilities capabilities;
    private final KernelUserMemory kernelUser;
    private final Lifetime lifetime;

    public Tasks(Pages pages, Capabilities capabilities, KernelUserMemory kernelUser, Lifetime lifetime) {
        this.pages = pages;
        this.capabilities = capabilities;
        this.kernelUser = kernelUser;
        this.lifetime = lifetime;
    }

    public void mapPages(Call c, Reply reply) {
        reply.fail(pages.map(c.source, c.first[0], c.count[0], c.task, c.target, c.mask, c.attributes, c.grant));
    }

    public void mapCaps(Call c, Reply reply) {
        reply.fail(capabilities.map(c.source, c.first[0], c.count[0], c.task, c.target, c.mask, c.attributes, c.grant));
    }

    /** Answers the caller's words with "not accessed, not written" in place of the rights: no such bits are kept. */
    public void unmap(Call c, Reply reply) {
        reply.answer(0);
        reply.words = 2 + c.flexpages;
        reply.message[0] = c.message[0];
        reply.message[1] = c.message[1];
        for (int i = 0; i < c.flexpages; i++) {
            if (c.type[i] == Flexpage.MEMORY) {
                pages.unmap(c.task, c.first[i], c.count[i], c.rights[i], c.self);
            } else {
                capabilities.unmap(c.task, c.first[i], c.count[i], c.rights[i], c.self, c.destroy);
            }
            reply.message[2 + i] = c.message[2 + i] & ~15L;
        }
    }

    public void valid(Call c, Reply reply) {
        reply.answer(Capabilities.find(c.task, c.slot) == null ? 0 : 1);
    }

    public void same(Call c, Reply reply) {
        reply.answer(Capabilities.same(c.task, c.slot, c.other) ? 1 : 0);
    }

    /** Answers the areas. Every one whole, or the failure of the first that cannot be; those before it stay. */
    public void addKernelUserMemory(Call c, Reply reply) {
        reply.answer(0);
        reply.words = c.flexpages;
        for (int i = 0; i < c.flexpages; i++) {
            reply.message[i] = c.message[1 + i] & ~(long) Flexpage.RIGHTS;
            int failure = area(c.task, c.first[i], (int) c.count[i]);
            if (failure != 0) {
                reply.fail(failure);
                return;
            }
        }
    }

    private int area(Task t, long page, int count) {
        for (int i = 0; i < count; i++) {
            if (t.memory.find(page + i) != null) {
                return Failure.EEXIST;
            }
        }
        return kernelUser.add(t, page, count) ? 0 : Failure.ENOMEM;
    }

    public void createTask(Call c, Reply reply) {
        int pages = c.flexpages == 0 ? 0 : (int) c.count[0];
        created(lifetime.createTask(c.factory, c.caller.task, c.slot, c.first[0], pages), reply, c.flexpages);
        if (c.flexpages != 0) {
            reply.message[0] = c.message[2] & ~(long) Flexpage.RIGHTS;
        }
    }

    public void createThread(Call c, Reply reply) {
        created(lifetime.createThread(c.factory, c.caller.task, c.slot), reply, 0);
    }

    public void createFactory(Call c, Reply reply) {
        created(lifetime.createFactory(c.factory, c.caller.task, c.slot, c.bytes), reply, 0);
    }

    public void createGate(Call c, Reply reply) {
        created(lifetime.createGate(c.factory, c.caller.task, c.slot, c.thread, c.address), reply, 0);
    }

    public void createInterrupt(Call c, Reply reply) {
        created(lifetime.createInterrupt(c.factory, c.caller.task, c.slot, false), reply, 0);
    }

    public void createSemaphore(Call c, Reply reply) {
        created(lifetime.createInterrupt(c.factory, c.caller.task, c.slot, true), reply, 0);
    }

    public void decrease(Call c, Reply reply) {
        lifetime.decrease(c.gate, c.bytes);
        reply.answer(0);
    }

    private static void created(int failure, Reply reply, int words) {
        if (failure != 0) {
            reply.fail(failure);
            return;
        }
        reply.answer(0);
        reply.words = words;
        reply.items = 1;
        reply.message[words] = Item.OBJECT;
    }
}
