/// What the text of a running statement shows without a plan: habits that get slower as tables
/// grow.
@NullMarked
package dev.ballast.observe.statement;

import org.jspecify.annotations.NullMarked;
