/// The family `vacuum`.
@NullMarked
package dev.ballast.observe.collect.vacuum;

import org.jspecify.annotations.NullMarked;
