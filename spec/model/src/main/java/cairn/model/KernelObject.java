package cairn.model;

/** A kernel object by kind and number. */
public record KernelObject(Kind kind, int number) {
    /** Physical memory. */
    public static final KernelObject MEMORY = new KernelObject(Kind.MEMORY, 0);

    public static KernelObject task(int number) {
        return new KernelObject(Kind.TASK, number);
    }
}
