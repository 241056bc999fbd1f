package cairn.model.ipc;

/**
 * What a thread sends. Its words are read from its UTCB when it goes over.
 *
 * @param label  what the receiver reads in x1
 * @param rights of the capability that it is sent through
 * @param gate   number of the gate that it is sent through, or {@link State#NOBODY}
 */
public record Message(long tag, long label, int rights, int gate) {}
