/// How long a recovery would take today, from what drills measured, and which backup shortens it.
///
/// Front door: [dev.ballast.protect.forecast.RecoveryOutlook].
@NullMarked
package dev.ballast.protect.forecast;

import org.jspecify.annotations.NullMarked;
