package cairn.model;

/** What a step leads to. */
public record Step(State state, Result result) {}
