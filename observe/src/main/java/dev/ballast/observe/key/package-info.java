/// How a key whose column has nearly no values left is widened: what the catalogs say of the
/// column, and the statements that exchange it for one of `bigint`.
@NullMarked
package dev.ballast.observe.key;

import org.jspecify.annotations.NullMarked;
