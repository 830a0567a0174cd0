/// Copies tickets to a tracker of work, and takes over what people do there: `TicketSync` is run by
/// a node, `Tracker` is one kind of tracker.
@NullMarked
package dev.ballast.observe.tracker;

import org.jspecify.annotations.NullMarked;
