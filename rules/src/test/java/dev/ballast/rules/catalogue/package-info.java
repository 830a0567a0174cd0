/// The catalogue's walk: every rule folder against the code, and its claims against real servers.
@NullMarked
package dev.ballast.rules.catalogue;

import org.jspecify.annotations.NullMarked;
