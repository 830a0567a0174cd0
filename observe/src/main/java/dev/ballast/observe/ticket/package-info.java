/// Turns what stands as an alert into tickets with an owner, and closes them when it is over.
@NullMarked
package dev.ballast.observe.ticket;

import org.jspecify.annotations.NullMarked;
