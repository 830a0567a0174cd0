/// How long a statement may wait for its locks, and who waits behind it.
@NullMarked
package dev.ballast.rules.locks;

import org.jspecify.annotations.NullMarked;
