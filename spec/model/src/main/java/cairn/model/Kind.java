package cairn.model;

/** Kinds of what can be mapped; physical memory counts as one object. */
public enum Kind { MEMORY, TASK, THREAD, GATE, FACTORY, OTHER }
