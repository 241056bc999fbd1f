package cairn.hal.boot;

/** What executes the guest's instructions; the results are the same. */
enum Engine {
    /** One instruction after the other: the reference. */
    INTERPRETER,
    /** Translation to JVM bytecode. */
    TRANSLATOR,
    /** Both, compared. */
    LOCKSTEP;

    static Engine parse(String name) throws BadOptionException {
        return switch (name) {
            case "interpreter" -> INTERPRETER;
            case "translator" -> TRANSLATOR;
            case "lockstep" -> LOCKSTEP;
            default -> throw new BadOptionException("engine \"" + name + "\" is unknown: use interpreter, translator or lockstep");
        };
    }
}
