/// The family `objective`.
@NullMarked
package dev.ballast.observe.collect.objective;

import org.jspecify.annotations.NullMarked;
