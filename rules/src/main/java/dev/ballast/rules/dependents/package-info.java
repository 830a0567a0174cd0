/// What relies on an object, or comes with it, as far as the schema is known.
@NullMarked
package dev.ballast.rules.dependents;

import org.jspecify.annotations.NullMarked;
