/**
 * Evaluates the invariant of the specification on states of the running kernel: {@link cairn.spec.alloy.live.LiveSpec} compiles the
 * Alloy predicates once, a {@link cairn.spec.alloy.live.LiveState} is filled from the kernel and evaluated in microseconds.
 */
package cairn.spec.alloy.live;
