/// Keeps figures fresh: one session a target, each family when it is due, nobody waiting for
/// another's server.
@NullMarked
package dev.ballast.observe.watch;

import org.jspecify.annotations.NullMarked;
