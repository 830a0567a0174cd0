/// Predictions, held against what a person reads in PostgreSQL's sources.
@NullMarked
package dev.ballast.change.effect;

import org.jspecify.annotations.NullMarked;
