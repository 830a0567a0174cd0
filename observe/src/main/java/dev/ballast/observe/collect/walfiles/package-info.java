/// The family `wal_files`.
@NullMarked
package dev.ballast.observe.collect.walfiles;

import org.jspecify.annotations.NullMarked;
