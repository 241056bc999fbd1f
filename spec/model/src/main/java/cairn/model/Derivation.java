package cairn.model;

/**
 * What is mapped, with which rights, where, derived from what. [REQ-CDT-1]
 *
 * @param parent     what it was derived from; {@link State#NOTHING} for an anchor
 * @param frames     frames of memory; {@link Range#OBJECT} for an object
 * @param attributes memory type, not a right: 0 uncached, 2 normal, 4 buffered
 * @param place      where it is held; null for an anchor
 */
public record Derivation(int parent, KernelObject object, int rights, Range frames, int attributes, Place place) {
    public boolean isAnchor() {
        return place == null;
    }

    Derivation from(int newParent) {
        return new Derivation(newParent, object, rights, frames, attributes, place);
    }

    Derivation at(Place newPlace) {
        return new Derivation(parent, object, rights, frames, attributes, newPlace);
    }

    Derivation limitedTo(int mask) {
        return new Derivation(parent, object, rights & mask, frames, attributes, place);
    }
}
