/// Evaluates checks again and again, and keeps what is wrong as alerts: raised when it has lasted,
/// resolved when it has been well for long enough, explained by others where those are its cause.
@NullMarked
package dev.ballast.observe.alert;

import org.jspecify.annotations.NullMarked;
