/// One target: saturated or waiting, on what, since when.
@NullMarked
package dev.ballast.pages.target;

import org.jspecify.annotations.NullMarked;
