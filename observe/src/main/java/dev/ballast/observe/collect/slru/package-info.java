/// The family `slru`.
@NullMarked
package dev.ballast.observe.collect.slru;

import org.jspecify.annotations.NullMarked;
