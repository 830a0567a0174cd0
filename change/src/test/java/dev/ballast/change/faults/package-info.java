/// What a migration must not reach, stood up so that a test sees it being reached.
@NullMarked
package dev.ballast.change.faults;

import org.jspecify.annotations.NullMarked;
