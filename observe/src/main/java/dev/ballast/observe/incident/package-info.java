/// Incidents: alerts of one cause, with what changed before and what followed.
@NullMarked
package dev.ballast.observe.incident;

import org.jspecify.annotations.NullMarked;
