/// The safe steps that rules advise instead of a statement, written with the names at hand.
@NullMarked
package dev.ballast.rules.steps;

import org.jspecify.annotations.NullMarked;
