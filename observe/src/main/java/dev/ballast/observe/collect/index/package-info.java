/// The family `index`.
@NullMarked
package dev.ballast.observe.collect.index;

import org.jspecify.annotations.NullMarked;
