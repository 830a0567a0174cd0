/// The family `table`.
@NullMarked
package dev.ballast.observe.collect.table;

import org.jspecify.annotations.NullMarked;
