/// What servers have, as opposed to what they do: read now and then, kept as it is at present, and
/// each change is an event.
@NullMarked
package dev.ballast.observe.inventory;

import org.jspecify.annotations.NullMarked;
