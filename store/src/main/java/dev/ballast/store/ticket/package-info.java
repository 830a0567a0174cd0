/// Tickets as they are kept: work that somebody owns until the measurements show that it is done.
@NullMarked
package dev.ballast.store.ticket;

import org.jspecify.annotations.NullMarked;
