/// The family `statement_counting`.
@NullMarked
package dev.ballast.observe.collect.counting;

import org.jspecify.annotations.NullMarked;
