/// The fleet: which target is at risk, and why.
@NullMarked
package dev.ballast.pages.fleet;

import org.jspecify.annotations.NullMarked;
