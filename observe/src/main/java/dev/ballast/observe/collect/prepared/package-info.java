/// The family `prepared`.
@NullMarked
package dev.ballast.observe.collect.prepared;

import org.jspecify.annotations.NullMarked;
