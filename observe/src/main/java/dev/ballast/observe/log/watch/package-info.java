/// Follows the logs of targets and reports what happens there as events and figures.
///
/// Front door: [dev.ballast.observe.log.watch.LogWatch].
@NullMarked
package dev.ballast.observe.log.watch;

import org.jspecify.annotations.NullMarked;
