/// The family `sequence`.
@NullMarked
package dev.ballast.observe.collect.sequence;

import org.jspecify.annotations.NullMarked;
