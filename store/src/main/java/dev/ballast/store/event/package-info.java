/// Events: what happened at targets, as opposed to figures, which are what is.
///
/// Front doors: [dev.ballast.store.event.Event] and [dev.ballast.store.event.EventLog].
@NullMarked
package dev.ballast.store.event;

import org.jspecify.annotations.NullMarked;
