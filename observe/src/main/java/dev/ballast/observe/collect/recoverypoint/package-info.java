/// The family `recovery_point`.
@NullMarked
package dev.ballast.observe.collect.recoverypoint;

import org.jspecify.annotations.NullMarked;
