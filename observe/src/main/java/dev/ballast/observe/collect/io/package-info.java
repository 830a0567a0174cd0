/// The family `io`.
@NullMarked
package dev.ballast.observe.collect.io;

import org.jspecify.annotations.NullMarked;
