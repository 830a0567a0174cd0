/// The family `connection_limit`.
@NullMarked
package dev.ballast.observe.collect.connectionlimit;

import org.jspecify.annotations.NullMarked;
