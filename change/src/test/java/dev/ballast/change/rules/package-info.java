/// The catalogue's walk: every rule folder against the code, and its claims against real servers.
@NullMarked
package dev.ballast.change.rules;

import org.jspecify.annotations.NullMarked;
