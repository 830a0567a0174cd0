/// The family `checkpoint`.
@NullMarked
package dev.ballast.observe.collect.checkpoint;

import org.jspecify.annotations.NullMarked;
