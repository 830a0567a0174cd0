/// The family `statement`.
@NullMarked
package dev.ballast.observe.collect.statement;

import org.jspecify.annotations.NullMarked;
