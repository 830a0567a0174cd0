/// The family `slot`.
@NullMarked
package dev.ballast.observe.collect.slot;

import org.jspecify.annotations.NullMarked;
