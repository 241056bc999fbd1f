package cairn.model.ipc;

/** A gate: messages through it go to {@code thread}, {@link State#NOBODY} while it is bound to none. The low two bits of the label are 0. */
public record Gate(int number, int thread, long label) {}
