/// Logging in, and what is shown where something fails.
@NullMarked
package dev.ballast.pages.access;

import org.jspecify.annotations.NullMarked;
