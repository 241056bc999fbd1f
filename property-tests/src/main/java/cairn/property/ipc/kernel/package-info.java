/** The kernel on hardware that is arrays. A broken kernel gets a copy of these classes of its own. */
package cairn.property.ipc.kernel;
