/// Predictions, compared with what a person reads in PostgreSQL's sources.
@NullMarked
package dev.ballast.effect;

import org.jspecify.annotations.NullMarked;
