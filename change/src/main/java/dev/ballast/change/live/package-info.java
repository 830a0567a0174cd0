/// What a running target tells of its tables: how big they are and how often they are used.
///
/// Front door: [dev.ballast.change.live.LiveWorkload].
@NullMarked
package dev.ballast.change.live;

import org.jspecify.annotations.NullMarked;
