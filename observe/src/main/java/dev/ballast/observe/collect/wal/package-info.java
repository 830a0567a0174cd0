/// The family `wal`.
@NullMarked
package dev.ballast.observe.collect.wal;

import org.jspecify.annotations.NullMarked;
