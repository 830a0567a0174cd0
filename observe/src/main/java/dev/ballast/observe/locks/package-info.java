/// Who waits for whose locks.
@NullMarked
package dev.ballast.observe.locks;

import org.jspecify.annotations.NullMarked;
