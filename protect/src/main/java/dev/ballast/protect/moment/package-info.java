/// Moments of a cluster, as its write-ahead log in the vault shows them: at which record a recovery
/// target lies, what can be reached, and when what was dropped, truncated or deleted.
///
/// Front doors: [dev.ballast.protect.moment.MomentSearch] and
/// [dev.ballast.protect.moment.EventSearch].
@NullMarked
package dev.ballast.protect.moment;

import org.jspecify.annotations.NullMarked;
