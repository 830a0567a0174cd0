/// Where migrations will run: what a server or people report of its major, its schema and its
/// tables, how big they are and how often they are used.
///
/// Front door: [dev.ballast.change.live.Destination].
@NullMarked
package dev.ballast.change.live;

import org.jspecify.annotations.NullMarked;
