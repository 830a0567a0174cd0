/// Logs as files: which form they have, a file from its beginning to its end, and a log that grows
/// and is rotated.
///
/// Front doors: [dev.ballast.observe.log.follow.LogReading] and
/// [dev.ballast.observe.log.follow.LogFollower].
@NullMarked
package dev.ballast.observe.log.follow;

import org.jspecify.annotations.NullMarked;
