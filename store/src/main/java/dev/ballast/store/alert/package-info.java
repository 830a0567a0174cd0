/// Alerts as they are kept: what is wrong at targets, since when, and what could not be evaluated.
@NullMarked
package dev.ballast.store.alert;

import org.jspecify.annotations.NullMarked;
