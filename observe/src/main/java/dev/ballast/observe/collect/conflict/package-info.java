/// The family `conflict`.
@NullMarked
package dev.ballast.observe.collect.conflict;

import org.jspecify.annotations.NullMarked;
