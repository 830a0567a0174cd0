/// The family `progress`.
@NullMarked
package dev.ballast.observe.collect.progress;

import org.jspecify.annotations.NullMarked;
