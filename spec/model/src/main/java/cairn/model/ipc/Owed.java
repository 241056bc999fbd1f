package cairn.model.ipc;

/** Who is owed an answer, and the rights of the capability through which it called: they hold for the answer. */
public record Owed(int caller, int rights) {}
