/// The family `temporary`.
@NullMarked
package dev.ballast.observe.collect.temporary;

import org.jspecify.annotations.NullMarked;
