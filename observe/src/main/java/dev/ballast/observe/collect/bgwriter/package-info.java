/// The family `bgwriter`.
@NullMarked
package dev.ballast.observe.collect.bgwriter;

import org.jspecify.annotations.NullMarked;
